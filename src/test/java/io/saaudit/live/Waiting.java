package io.saaudit.live;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a server does in its own time. */
final class Waiting {
    private static final long SECONDS = 90;
    private static final long PAUSE_MILLIS = 50;

    private Waiting() {}

    /**
     * Asks until the answer is yes.
     *
     * @param what what is waited for, for the message
     * @throws IllegalStateException when it takes longer than a minute and a half
     */
    static void until(String what, BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + SECONDS + " seconds in vain for " + what
                        + "; if the machine is very busy, run the live tests again");
            }
            pause(PAUSE_MILLIS);
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
