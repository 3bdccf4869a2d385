package io.saaudit.source.cluster;

import io.saaudit.source.ServerLists;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tasks on a few threads, begun in their order. The first failure ends it. */
final class Workers {
    private final ServerLists lists;
    private final List<Task> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private volatile Throwable failure;

    /** Something that one thread does. */
    interface Task {
        /**
         * @param worker the thread's own
         * @throws ClusterException when nothing can be asked any more
         */
        void run(ServerLists.Worker worker) throws ClusterException;
    }

    private Workers(ServerLists lists, List<Task> tasks) {
        this.lists = lists;
        this.tasks = tasks;
    }

    /**
     * Runs all of them; this thread works too.
     *
     * @throws ClusterException the first that a task threw; those not begun by then are left out
     */
    static void run(ServerLists lists, int threads, List<Task> tasks) throws ClusterException {
        Workers workers = new Workers(lists, tasks);
        Thread[] helpers = new Thread[Math.max(0, Math.min(threads, tasks.size()) - 1)];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(workers::work, "sa-audit-list-" + i);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
        workers.work();
        for (Thread helper : helpers) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException(ClusterException.Kind.CONNECTION, "interrupted", "");
            }
        }
        workers.rethrow();
    }

    private void work() {
        ServerLists.Worker worker = lists.worker();
        for (int i = next.getAndIncrement(); i < tasks.size() && failure == null; i = next.getAndIncrement()) {
            try {
                tasks.get(i).run(worker);
            } catch (ClusterException | RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
    }

    private void rethrow() throws ClusterException {
        if (failure instanceof ClusterException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e; // too little memory is told as such
        }
        if (failure != null) {
            throw new IllegalStateException("a reader failed", failure);
        }
    }
}
