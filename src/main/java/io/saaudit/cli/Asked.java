package io.saaudit.cli;

import io.saaudit.source.cluster.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a server many things, a few at a time. */
final class Asked {
    private static final int AT_A_TIME = 8;

    private Asked() {}

    /** One question. */
    interface Question<T, R> {
        R ask(T about) throws ClusterException;
    }

    /**
     * The answers, in the order of what was asked about; the first failure ends it.
     *
     * @throws ClusterException when the server does not answer
     */
    static <T, R> List<R> all(List<T> about, Question<T, R> question) throws ClusterException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_A_TIME, about.size())));
        try {
            List<Future<R>> asked = new ArrayList<>();
            for (T one : about) {
                asked.add(threads.submit(() -> question.ask(one)));
            }
            List<R> answers = new ArrayList<>();
            for (Future<R> answer : asked) {
                answers.add(got(answer));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> R got(Future<R> answer) throws ClusterException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClusterException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error; // too little memory is told as such
            }
            throw new IllegalStateException("a question failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(ClusterException.Kind.CONNECTION, "interrupted", "");
        }
    }
}
