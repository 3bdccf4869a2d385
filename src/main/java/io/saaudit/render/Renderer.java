package io.saaudit.render;

import java.io.IOException;
import java.io.PrintStream;

/**
 * One format of one kind of result.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface Renderer<T> {
    /**
     * Writes the result.
     *
     * @param result what to show
     * @param out where to
     * @throws IOException when it cannot be written
     */
    void render(T result, PrintStream out) throws IOException;
}
