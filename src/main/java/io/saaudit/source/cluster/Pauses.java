package io.saaudit.source.cluster;

import java.util.concurrent.TimeUnit;

/** Waits; tests only count. */
interface Pauses {
    /** Really waits. */
    Pauses REAL = millis -> {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(ClusterException.Kind.CONNECTION, "interrupted", "");
        }
    };

    /**
     * Waits.
     *
     * @throws ClusterException when interrupted
     */
    void pause(long millis) throws ClusterException;
}
