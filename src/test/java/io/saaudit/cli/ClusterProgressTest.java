package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterProgressTest {
    private static final String LINE = "\r\u001b[K";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private long now = 5;

    @Test
    void aReadingOfLessThanASecondShowsNothing() {
        try (ClusterProgress progress = progress(true, "prod")) {
            progress.connected("v1.36.3");
            after(999);
            progress.page("Pods", 500, 1500);
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void aLongOneIsOneLineThatSaysHowFarItIsAndThenGoes() {
        try (ClusterProgress progress = progress(true, "prod")) {
            progress.connected("v1.36.3");
            progress.page("Roles", 40, 0);
            after(1000);
            progress.page("Pods", 500, 1500);
            after(199); // too soon for another
            progress.page("Pods", 1000, 1000);
            after(1);
            progress.waiting("Pods", 3);
        }
        assertThat(text())
                .isEqualTo(LINE + "reading prod (v1.36.3): 540 objects, Pods 500 of 2000" + LINE
                        + "reading prod (v1.36.3): 1040 objects, Pods: the server asks to wait for 3 s" + LINE);
    }

    @Test
    void withoutATerminalNothingIsShown() {
        try (ClusterProgress progress = progress(false, "prod")) {
            after(5000);
            progress.page("Pods", 500, 1500);
        }
        assertThat(text()).isEmpty();
    }

    @Test
    void aLongOrHostileNameStaysOnOneLineAndMovesNoCursor() {
        try (ClusterProgress progress = progress(true, "a\u001b[2J" + "n".repeat(200))) {
            after(1000);
            progress.page("Pods", 1, 0);
        }
        String line = text().substring(LINE.length(), text().lastIndexOf(LINE));
        assertThat(line).hasSize(79).endsWith("…").doesNotContain("\u001b");
    }

    private ClusterProgress progress(boolean terminal, String name) {
        PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8);
        PrintStream out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Io io = new Io(new ByteArrayInputStream(new byte[0]), out, err, variable -> null, 0);
        return new ClusterProgress(io, terminal, name, () -> now);
    }

    private void after(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
