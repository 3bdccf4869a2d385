package io.saaudit.source.cluster;

import java.io.InterruptedIOException;

/** Lets through so many requests a second, evenly, all threads together. */
final class Limiter {
    private final long pause;
    private long next;

    /**
     * A limit.
     *
     * @param qps requests a second; zero or less for no limit
     */
    Limiter(double qps) {
        pause = qps > 0 ? (long) (1e9 / qps) : 0;
        next = System.nanoTime();
    }

    /**
     * Waits for one's turn.
     *
     * @throws InterruptedIOException when the thread is interrupted meanwhile
     */
    void await() throws InterruptedIOException {
        if (pause == 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = System.nanoTime();
            next = Math.max(next, now);
            wait = next - now;
            next += pause;
        }
        try {
            Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
