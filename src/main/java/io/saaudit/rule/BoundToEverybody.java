package io.saaudit.rule;

import io.saaudit.model.Severity;
import java.util.List;

/** SA402: a binding names everybody who has a credential. */
final class BoundToEverybody extends ManySubjects {
    private static final RuleInfo INFO = new RuleInfo(
            "SA402",
            "bound-to-everybody",
            "Everybody with a credential has permissions",
            Severity.HIGH,
            "that of the worst power that the binding gives, at least high; medium where the role was not read or"
                    + " only reads what no other rule calls dangerous, low where it reads that in a namespace or by name",
            "A binding that was read gives the group system:authenticated more than the API server's own roles give"
                    + " everybody: discovery, reviews of oneself, public information and the keys of the token issuer. Rules"
                    + " without effect do not count. One finding a binding.",
            "The group holds every user and every account of the cluster, those of every tenant and those of tomorrow: one"
                    + " token, of whatever pod, is enough.",
            "Bind a group of your own, or the accounts that need it.",
            "The API server's own bindings (system:basic-user, system:discovery, system:public-info-viewer) are quiet as long"
                    + " as they are as it makes them, and so is a binding of another name that gives no more. What was added"
                    + " to one of their roles is SA701's. The rules about single permissions, SA301 on, leave this binding"
                    + " to this rule.",
            List.of(
                    References.OWASP_AUTHORIZATION,
                    DesignReferences.DISCOVERY_ROLES,
                    References.RBAC_PRACTICES,
                    DesignReferences.NSA_RBAC),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    String message(Bound bound) {
        return "everybody with a credential, every account among them, " + bound.may();
    }

    @Override
    void tell(Bound bound, Facts facts) {
        count(bound.audit(), "", facts);
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without("Bind a group of your own, or the accounts that need it, by name; ");
    }
}
