package io.saaudit.catalog;

import io.saaudit.model.Power;
import java.util.List;

/** What is known of Kubernetes without asking a server. */
public final class Catalog {
    private Catalog() {}

    /**
     * The dangerous permissions, ids SA301 to SA325 in order; an id has one row for each way to hold it.
     *
     * @see Power
     */
    public static List<Power> powers() {
        return Powers.ALL;
    }
}
