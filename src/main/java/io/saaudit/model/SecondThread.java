package io.saaudit.model;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Something that is worked out on a second thread while the first goes on.
 *
 * @param <T> what comes of it
 */
public final class SecondThread<T> {
    private final FutureTask<T> task;

    private SecondThread(FutureTask<T> task) {
        this.task = task;
    }

    /**
     * Begins.
     *
     * @param name the thread's name
     * @param work what is to be done; it must share nothing that changes with what goes on meanwhile
     */
    public static <T> SecondThread<T> begin(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return new SecondThread<>(task);
    }

    /** Does the same at once, on this thread: where there is little to do. */
    public static <T> SecondThread<T> now(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        task.run();
        return new SecondThread<>(task);
    }

    /** The result, waited for. What the work threw is a defect, but for an {@link Error}, which is thrown as it was. */
    public T got() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // too little memory is told as such
            }
            throw new IllegalStateException("what was worked out on a second thread failed", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("what was worked out on a second thread is not there", e);
        }
    }
}
