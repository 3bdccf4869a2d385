package io.saaudit.catalog;

import io.saaudit.catalog.PowerRow.Row;
import io.saaudit.model.Power;
import java.util.ArrayList;
import java.util.List;

/**
 * The dangerous permissions: the CIS Kubernetes Benchmark 5.1.x, "RBAC Good Practices" of the Kubernetes documentation,
 * and what the API server's source asks beyond a request's own attributes (semantics A.5 to A.7, E.2).
 *
 * <p>Severities are those of a ClusterRoleBinding, then of a RoleBinding. See {@link Power} for how a row is met.
 */
final class Powers {
    private static final List<List<Row>> ROWS = List.of(ObjectPowers.ROWS, IdentityPowers.ROWS, ClusterPowers.ROWS);

    /** Those of all versions. */
    static final List<Power> ALL = rows(null);

    private Powers() {}

    /** Those of one version. */
    static List<Power> of(KubeVersion version) {
        return rows(version);
    }

    private static List<Power> rows(KubeVersion version) {
        List<Power> powers = new ArrayList<>();
        for (List<Row> some : ROWS) {
            for (Row row : some) {
                if (version == null || row.holdsIn(version)) {
                    powers.add(row.power());
                }
            }
        }
        return List.copyOf(powers);
    }
}
