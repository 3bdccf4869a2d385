package io.saaudit.render;

import io.saaudit.model.Origin;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a report for another tool needs to know of files.
 *
 * @param path from a source's name to its path as the repository has it, {@code /}-separated
 * @param line the text of the line at a place, or null when it is not known
 */
public record SourceText(UnaryOperator<String> path, Function<Origin, String> line) {
    /** Where a place is, and where it ends. */
    Region region(Origin origin) {
        return Region.of(origin, line.apply(origin));
    }
}
