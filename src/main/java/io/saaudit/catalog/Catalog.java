package io.saaudit.catalog;

import io.saaudit.model.Power;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What is known of Kubernetes without asking a server. */
public final class Catalog {
    private Catalog() {}

    /**
     * The roles and bindings that the API server of a version creates by itself. Read from the jar at each call.
     *
     * @throws UncheckedIOException when the jar is broken
     */
    public static BuiltIns builtIns(KubeVersion version) {
        try {
            return BuiltInReader.read(version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The dangerous permissions, ids SA301 to SA325 in order; an id has one row for each way to hold it.
     *
     * @see Power
     */
    public static List<Power> powers() {
        return Powers.ALL;
    }
}
