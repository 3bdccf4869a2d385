package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Positions;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Holding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SA404: a binding names all accounts of a namespace. */
final class BoundToAccountsOfNamespace extends ManySubjects {
    /** OpenShift's role for pulling images of another project (openshift-apiserver bootstrappolicy). */
    private static final String IMAGE_PULLER = "system:image-puller";

    private static final Set<String> IMAGE_GROUPS = Set.of("", "image.openshift.io");

    private static final RuleInfo INFO = new RuleInfo(
            "SA404",
            "bound-to-accounts-of-namespace",
            "Every account of a namespace has permissions",
            Severity.MEDIUM,
            "that of the worst power that the binding gives, at least medium; low where the role was not read, or"
                    + " only reads what no other rule calls dangerous",
            "A binding that was read gives a group system:serviceaccounts:NAMESPACE more than every account has by the API"
                    + " server's own roles. Rules without effect do not count. One finding a binding.",
            "The group holds the default account and every account that anybody creates there later, so whoever may create"
                    + " accounts or pods in the namespace has it as well.",
            "Bind the accounts that need it, by name.",
            "Leave to pull images of another OpenShift project (system:image-puller: get imagestreams/layers alone) is given"
                    + " to whole namespaces by design and quiet. The rules about single permissions, SA301 on, leave this"
                    + " binding to this rule.",
            List.of(References.OWASP_AUTHORIZATION, GrantReferences.SUBJECTS, References.RBAC_PRACTICES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    boolean meets(Audit audit, Holding holding) {
        return super.meets(audit, holding) && !isImagePull(holding);
    }

    /** By what the role gives; by its name only where that cannot be seen. */
    private static boolean isImagePull(Holding holding) {
        if (holding.role() == null) {
            return holding.binding().roleRef().name().equals(IMAGE_PULLER);
        }
        for (RoleRule rule : holding.role().rules()) {
            boolean pull = rule.policy().verbs().equals(List.of("get"))
                    && rule.policy().resources().equals(List.of("imagestreams/layers"))
                    && IMAGE_GROUPS.containsAll(rule.policy().apiGroups());
            if (!pull) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> namespaces(Bound bound) {
        Set<String> namespaces = new TreeSet<>();
        for (Holding holding : bound.holdings()) {
            String group = holding.binding().subjects().get(holding.subject()).name();
            namespaces.add(group.substring(Identity.ALL_ACCOUNTS.length() + 1));
        }
        return namespaces;
    }

    @Override
    String message(Bound bound) {
        Set<String> namespaces = namespaces(bound);
        String first = namespaces.iterator().next();
        int more = namespaces.size() - 1;
        return "every account of " + first + (more == 0 ? "" : " and " + Words.count(more, "more namespace")) + " "
                + bound.may();
    }

    @Override
    void tell(Bound bound, Facts facts) {
        Binding binding = bound.binding();
        for (String namespace : namespaces(bound)) {
            count(bound.audit(), namespace, facts);
            if (!binding.cluster() && !binding.namespace().equals(namespace)) {
                facts.at("these come from another namespace than " + binding.namespace(), Positions.NONE);
            }
        }
    }

    @Override
    Fix fix(Bound bound) {
        return bound.without("Bind the accounts that need it, by name; ");
    }
}
