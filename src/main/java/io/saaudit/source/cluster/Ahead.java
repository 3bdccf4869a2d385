package io.saaudit.source.cluster;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A request that is sent before its answer is wanted: the server works on it meanwhile. */
final class Ahead {
    private final FutureTask<Reply> task;
    private Reply reply;
    private boolean dropped;

    /** Sends it. */
    Ahead(Connection connection, String path, String accept) {
        this.task = new FutureTask<>(() -> kept(connection.get(path, accept)));
        Thread thread = new Thread(task, "sa-audit-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** The answer, to be closed, once it is there. */
    Reply take() throws ClusterException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClusterException cause) {
                throw cause;
            }
            throw new IllegalStateException("a request failed", e.getCause());
        } catch (InterruptedException e) {
            drop();
            Thread.currentThread().interrupt();
            throw new ClusterException(ClusterException.Kind.CONNECTION, "interrupted", "");
        }
    }

    /** The answer is not wanted any more: it is closed, now or when it comes. */
    synchronized void drop() {
        dropped = true;
        if (reply != null) {
            reply.close();
        }
    }

    private synchronized Reply kept(Reply come) {
        reply = come;
        if (dropped) {
            come.close();
        }
        return come;
    }
}
