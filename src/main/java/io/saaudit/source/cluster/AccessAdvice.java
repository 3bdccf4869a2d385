package io.saaudit.source.cluster;

import io.saaudit.model.Gap;
import io.saaudit.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What to tell, once, a reader who may not list all that was asked for. */
public final class AccessAdvice {
    private static final String READER = "sa-audit-reader";
    private static final String SECRETS = "sa-audit-reader-secrets";

    private AccessAdvice() {}

    /** The ClusterRole of docs/access that lets a kind be listed. */
    static String role(ListedKind kind) {
        return kind == ListedKind.SECRET ? SECRETS : READER;
    }

    /**
     * What can still be answered, and which role to ask for.
     *
     * @param snapshot what was read of a cluster
     * @return lines without an end of line; none when nothing was refused
     */
    public static List<String> of(Snapshot snapshot) {
        TreeSet<String> kinds = new TreeSet<>();
        TreeSet<String> roles = new TreeSet<>();
        for (Gap gap : snapshot.gaps()) {
            ListedKind kind = ListedKind.named(gap.touchesKind());
            if (kind != null && gap.kind() == Gap.Kind.REFUSED) {
                kinds.add(kind.kind());
                roles.add(role(kind));
            }
        }
        if (kinds.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        String who = snapshot.cluster() == null ? "" : snapshot.cluster().reader();
        lines.add((who.isEmpty() ? "This credential" : who) + " may not list " + String.join(", ", kinds)
                + (kinds.size() == 1 ? " everywhere." : ", or not everywhere."));
        boolean rights = kinds.stream().anyMatch(AccessAdvice::isRbac);
        lines.add(
                snapshot.objects().size() == 0
                        ? "Nothing could be read. permissions --self still tells what this credential itself may do."
                        : rights
                                ? "A yes of can-i, who-can and permissions still holds; where they find nothing, the answer is unknown."
                                : "can-i, who-can and permissions can answer all the same; scan leaves out what it cannot see.");
        lines.add("To see the rest, ask for the ClusterRole " + String.join(" and ", roles)
                + ": docs/access.md says what it allows. What is not wanted: --without KIND.");
        return lines;
    }

    private static boolean isRbac(String kind) {
        return ListedKind.RBAC.contains(ListedKind.named(kind)) && !kind.equals("CustomResourceDefinition");
    }
}
