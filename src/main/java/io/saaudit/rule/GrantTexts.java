package io.saaudit.rule;

import io.saaudit.model.Severity;
import java.util.List;

/** What all rules about permissions say alike of themselves. */
final class GrantTexts {
    private static final String EVERYWHERE =
            " What the API server gives by its own bindings and roles is quiet as long as"
                    + " binding, subject and rule are its own; a name or a label proves nothing, and what somebody added to them is"
                    + " reported. A default account that is bound is told by SA101 instead. Users and groups that no account is in"
                    + " are not this rule's concern.";

    private GrantTexts() {}

    /**
     * A rule.
     *
     * @param cluster severity through a ClusterRoleBinding
     * @param namespaced severity through a RoleBinding, or null where that has no effect
     * @param note what else decides the severity, or empty
     * @param may what somebody may do that it reports, after "may"
     */
    static RuleInfo info(
            String id,
            String name,
            String title,
            Severity cluster,
            Severity namespaced,
            String note,
            String may,
            String why,
            String fix,
            String exceptions,
            Reference... references) {
        return new RuleInfo(
                id,
                name,
                title,
                cluster,
                scale(cluster, namespaced) + (note.isEmpty() ? "" : "; " + note),
                "An account, by all its bindings and through all its groups, may " + may
                        + " One finding a binding that gives this, with all its subjects; and one a role that allows it and"
                        + " that nobody holds.",
                why,
                fix,
                exceptions + EVERYWHERE,
                List.of(references),
                "0.1");
    }

    private static String scale(Severity cluster, Severity namespaced) {
        String wide = cluster.word() + " in the whole cluster";
        return namespaced == null
                ? wide + ", without effect through a RoleBinding; "
                        + cluster.lower().lower().word() + " where nobody holds the role"
                : wide + " and in kube-system, " + namespaced.word() + " through another RoleBinding; "
                        + namespaced.lower().word() + " where nobody holds the role";
    }
}
