package io.saaudit.cli;

import io.saaudit.render.Escape;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Progress;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** One line on the terminal that says how the reading goes, from the second on that it takes. */
final class ClusterProgress implements Progress, AutoCloseable {
    private static final long FIRST = 1_000_000_000L;
    private static final long AGAIN = 200_000_000L;
    private static final int WIDTH = 79;

    private final Io io;
    private final boolean terminal;
    private final String name;
    private final Map<String, Integer> objects = new TreeMap<>();
    private final LongSupplier nanos;
    private long shown;
    private String version = "";
    private boolean visible;

    /**
     * @param terminal whether standard error is one: else nothing is shown
     * @param name what is read
     * @param nanos a clock that only goes forward
     */
    ClusterProgress(Io io, boolean terminal, String name, LongSupplier nanos) {
        this.io = io;
        this.terminal = terminal;
        this.name = name;
        this.nanos = nanos;
        this.shown = nanos.getAsLong() + FIRST - AGAIN;
    }

    /** Shown only where standard error is a terminal, as the launcher tells. */
    static ClusterProgress of(Connection connection, Io io) {
        String name = connection.context().isEmpty() ? connection.server() : connection.context();
        return new ClusterProgress(io, Boolean.getBoolean("sa-audit.progress"), name, System::nanoTime);
    }

    @Override
    public synchronized void connected(String of) {
        version = of;
        show("");
    }

    @Override
    public synchronized void page(String kind, int number, long remaining) {
        // Lists of single namespaces come under one name: what is shown may go back, and is no sum.
        objects.merge(kind, number, Math::max);
        show(", " + kind + " " + number + (remaining > 0 ? " of " + (number + remaining) : ""));
    }

    @Override
    public synchronized void waiting(String kind, long seconds) {
        show(", " + kind + ": the server asks to wait for " + seconds + " s");
    }

    private void show(String last) {
        long now = nanos.getAsLong();
        if (!terminal || now - shown < AGAIN) {
            return;
        }
        shown = now;
        int sum = 0;
        for (int number : objects.values()) {
            sum += number;
        }
        String text =
                "reading " + name + (version.isEmpty() ? "" : " (" + version + ")") + ": " + sum + " objects" + last;
        line(Escape.text(text));
        visible = true;
    }

    /** In place of the line before: carriage return, and erase to the end (ECMA-48 EL). */
    private void line(String text) {
        io.err().print("\r\u001b[K" + (text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "\u2026" : text));
        io.err().flush();
    }

    @Override
    public void close() {
        done();
    }

    /** Takes the line away: what is printed now stands where it was. */
    synchronized void done() {
        if (visible) {
            visible = false;
            line("");
        }
    }
}
