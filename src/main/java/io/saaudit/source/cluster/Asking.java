package io.saaudit.source.cluster;

import com.fasterxml.jackson.core.JsonParseException;
import io.saaudit.source.ListException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks again where that may help: a server that is busy says when (at most {@value #BUSY_TRIES} tries, no wait longer
 * than a minute); one that fails, or an answer that breaks off, gets {@value #TRIES} tries. What took long to fail is not
 * asked again: it would take as long once more.
 */
final class Asking {
    private static final int BUSY_TRIES = 5;
    private static final int TRIES = 3;
    private static final long LONGEST_WAIT_SECONDS = 60;
    private static final long SHORT_PAUSE_MILLIS = 150;
    private static final long QUICK_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** So many requests in a row without any answer, and the server is taken for lost. */
    private static final int LOST = 4;

    private final Connection connection;
    private final Pauses pauses;
    private final Progress progress;
    private final AtomicInteger unanswered = new AtomicInteger();

    /** What is done with a body. */
    interface Body<T> {
        T read(InputStream body) throws ListException, IOException;
    }

    Asking(Connection connection, Pauses pauses, Progress progress) {
        this.connection = connection;
        this.pauses = pauses;
        this.progress = progress;
    }

    /** Sends a request whose answer is wanted later. */
    Ahead ahead(String path, String accept) {
        return new Ahead(connection, path, accept);
    }

    /**
     * Asks until there is an answer.
     *
     * @param path path and query
     * @param accept the Accept header
     * @param what what is asked for, in words
     * @param body what is done with the answer; it must keep nothing when it throws
     * @return what that gave
     * @throws Refusal when there is no answer that can be used
     * @throws ClusterException when nothing can be asked any more
     */
    <T> T get(String path, String accept, String what, Body<T> body) throws Refusal, ClusterException {
        return get(path, accept, what, body, null);
    }

    /**
     * The same, with an answer that may be on its way.
     *
     * @param ahead the same request, sent before, or null
     */
    <T> T get(String path, String accept, String what, Body<T> body, Ahead ahead) throws Refusal, ClusterException {
        Sending usual = () -> connection.get(path, accept);
        return ask(ahead == null ? usual : ahead::take, usual, what, body);
    }

    /**
     * Sends a review until there is an answer; as {@link #get}.
     *
     * @param json the review
     */
    <T> T post(String path, byte[] json, String what, Body<T> body) throws Refusal, ClusterException {
        Sending usual = () -> connection.post(path, json);
        return ask(usual, usual, what, body);
    }

    private interface Sending {
        Reply send() throws ClusterException;
    }

    /** Sends it in the first way once, and then in the usual one. */
    private <T> T ask(Sending first, Sending usual, String what, Body<T> body) throws Refusal, ClusterException {
        Sending request = first;
        int busy = 0;
        int failed = 0;
        while (true) {
            if (unanswered.get() >= LOST) {
                throw new Refusal(Refusal.Kind.BROKEN, "the server no longer answers");
            }
            long begin = System.nanoTime();
            boolean answered = true;
            Refusal refusal;
            long wait = SHORT_PAUSE_MILLIS;
            try (Reply reply = request.send()) {
                unanswered.set(0);
                int status = reply.status();
                if (status == 200 || status == 201) {
                    checkType(reply);
                    return body.read(reply.body());
                }
                refusal = refusal(status, reply);
                long seconds = busySeconds(status, reply);
                if (seconds >= 0) {
                    if (++busy == BUSY_TRIES) {
                        throw new Refusal(
                                Refusal.Kind.BROKEN, "the server was too busy (" + status + ") " + busy + " times");
                    }
                    progress.waiting(what, seconds);
                    wait = Math.max(TimeUnit.SECONDS.toMillis(seconds), SHORT_PAUSE_MILLIS);
                } else if (status < 500) {
                    throw refusal;
                } else {
                    failed++;
                }
            } catch (ListException e) {
                Refusal.Kind kind = e.kind() == ListException.Kind.CUT ? Refusal.Kind.BROKEN : Refusal.Kind.UNUSABLE;
                refusal = new Refusal(kind, e.getMessage());
                if (kind == Refusal.Kind.UNUSABLE) {
                    throw refusal;
                }
                failed++;
            } catch (JsonParseException e) {
                throw new Refusal(Refusal.Kind.UNUSABLE, "the answer is no JSON");
            } catch (IOException e) {
                refusal = new Refusal(Refusal.Kind.BROKEN, "the answer breaks off");
                failed++;
            } catch (ClusterException e) {
                if (e.kind() == ClusterException.Kind.CONFIGURATION) {
                    throw e;
                }
                refusal = new Refusal(Refusal.Kind.BROKEN, e.getMessage(), e.hint());
                answered = false;
                failed++;
            }
            if (failed > 0 && (failed == TRIES || System.nanoTime() - begin > QUICK_NANOS)) {
                if (!answered) {
                    unanswered.incrementAndGet();
                }
                throw refusal;
            }
            request = usual;
            pauses.pause(wait << Math.max(0, failed - 1));
        }
    }

    /** Seconds to wait before asking again, or -1 when the status is not one that asks for that. */
    private static long busySeconds(int status, Reply reply) {
        String after = reply.header("Retry-After").strip();
        if (status != 429 && (status != 503 || after.isEmpty())) {
            return -1;
        }
        boolean number =
                !after.isEmpty() && after.length() < 10 && after.chars().allMatch(c -> c >= '0' && c <= '9');
        // A date would need a clock that agrees with the server's.
        return number ? Math.min(Long.parseLong(after), LONGEST_WAIT_SECONDS) : 1;
    }

    private static void checkType(Reply reply) throws Refusal {
        String type = reply.header("Content-Type").toLowerCase(Locale.ROOT);
        String plain = type.indexOf(';') < 0 ? type : type.substring(0, type.indexOf(';'));
        if (plain.strip().equals("text/html")) {
            throw new Refusal(
                    Refusal.Kind.UNUSABLE, "the answer is a web page, as a login page or a proxy gives, and no list");
        }
        if (!plain.isBlank() && !plain.strip().equals("application/json")) {
            throw new Refusal(Refusal.Kind.UNUSABLE, "the answer is no JSON");
        }
    }

    private static Refusal refusal(int status, Reply reply) {
        return switch (status) {
            case 401 -> new Refusal(Refusal.Kind.UNAUTHENTICATED, "the server takes nobody for logged in (401)");
            case 403 -> new Refusal(Refusal.Kind.FORBIDDEN, "the server refuses it (403)");
            case 404 -> new Refusal(Refusal.Kind.NOT_SERVED, "the server does not have it (404)");
            case 406 -> new Refusal(Refusal.Kind.UNUSABLE, "the server does not give it in that form (406)");
            case 410 -> new Refusal(Refusal.Kind.GONE, "the list changed while it was read (410)");
            default ->
                status >= 300 && status < 400
                        ? new Refusal(
                                Refusal.Kind.UNUSABLE,
                                "the server sends elsewhere" + host(reply.header("Location")) + " (" + status
                                        + "), which is not followed")
                        : new Refusal(
                                status >= 500 ? Refusal.Kind.BROKEN : Refusal.Kind.UNUSABLE,
                                "the server answers with status " + status);
        };
    }

    /** The host of a URL and nothing else of it: the rest may hold a secret. */
    private static String host(String location) {
        int from = location.indexOf("://");
        if (from < 0) {
            return "";
        }
        int end = from + 3;
        StringBuilder host = new StringBuilder();
        for (; end < location.length() && "/?#".indexOf(location.charAt(end)) < 0; end++) {
            char c = location.charAt(end);
            if (c == '@') {
                host.setLength(0);
            } else {
                host.append(c);
            }
        }
        boolean plain = host.length() > 0
                && host.length() < 254
                && host.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || ".-:[]".indexOf(c) >= 0);
        return plain ? ", to " + host : "";
    }
}
