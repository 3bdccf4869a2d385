package io.saaudit.rule;

import io.saaudit.model.Severity;
import java.util.List;

/** SA403: a binding names all accounts of the cluster. */
final class BoundToAllAccounts extends ManySubjects {
    private static final RuleInfo INFO = new RuleInfo(
            "SA403",
            "bound-to-all-accounts",
            "Every account of the cluster has permissions",
            Severity.HIGH,
            "that of the worst power that the binding gives, at least high; medium where the role was not read or"
                    + " only reads what no other rule calls dangerous, low where it reads that in a namespace or by name",
            "A binding that was read gives the group system:serviceaccounts more than the API server's own roles give every"
                    + " account. Rules without effect do not count. One finding a binding.",
            "Every token that is mounted into any pod of the cluster is worth this: whoever gets into the least of them has"
                    + " it. Accounts that nobody ever bound have it too, and nothing in their namespace shows it.",
            "Bind the accounts that need it, by name.",
            "The API server's own binding of system:service-account-issuer-discovery is quiet as long as it is as it makes"
                    + " it. The rules about single permissions, SA301 on, leave this binding to this rule.",
            List.of(
                    References.OWASP_AUTHORIZATION,
                    GrantReferences.SUBJECTS,
                    References.RBAC_PRACTICES,
                    References.THREAT_ACCOUNT),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    String message(Bound bound) {
        return "every account " + bound.may();
    }

    @Override
    void tell(Bound bound, Facts facts) {
        count(bound.audit(), "", facts);
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without("Bind the accounts that need it, by name; ");
    }
}
