package io.saaudit.source;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.Names;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Secret;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Subject;

/**
 * What the API server would refuse in an object that can be read (Kubernetes pkg/apis/rbac/validation/validation.go;
 * names: apimachinery validation). Such objects are kept; the note says why they cannot be applied.
 */
final class Refusals {
    private final KubeObject object;
    private final Out out;

    private Refusals(KubeObject object, Out out) {
        this.object = object;
        this.out = out;
    }

    /** Notes everything that would be refused. */
    static void note(KubeObject object, Out out) {
        Refusals refusals = new Refusals(object, out);
        if (object instanceof Role role) {
            refusals.role(role);
        } else if (object instanceof Binding binding) {
            refusals.binding(binding);
        } else if (object instanceof ServiceAccount account && !account.meta().generated()) {
            if (!Names.isSubdomain(account.name())) {
                refusals.because(
                        "its name must be lower-case letters, digits, - and .",
                        account.meta().at());
            }
        } else if (object instanceof Secret secret
                && secret.isServiceAccountToken()
                && secret.accountName().isEmpty()) {
            refusals.because(
                    "a Secret of type " + Secret.SERVICE_ACCOUNT_TOKEN + " needs the annotation " + Secret.ACCOUNT_NAME,
                    secret.places().of(Secret.TYPE));
        }
    }

    private void because(String reason, long at) {
        out.note(
                Note.Kind.REFUSED_BY_SERVER,
                Shown.text(object.key().toString()) + " would be refused by the API server: " + reason,
                at);
    }

    private void names(boolean cluster) {
        ObjectKey key = object.key();
        if (!object.meta().generated() && !Names.isPathSegment(key.name())) {
            because("its name is . or .., or has a / or %", object.meta().at());
        }
        if (!cluster && !Names.isLabel(key.namespace())) {
            because(
                    "its namespace must be lower-case letters, digits and -",
                    object.meta().at());
        }
    }

    private void role(Role role) {
        names(role.cluster());
        for (RoleRule rule : role.rules()) {
            rule(rule, role.cluster());
        }
        if (role.cluster() && role.aggregation() != null) {
            if (role.aggregation().selectors().isEmpty()) {
                because(
                        "its aggregationRule has no clusterRoleSelectors",
                        role.aggregation().at());
            }
            for (LabelSelector selector : role.aggregation().selectors()) {
                String fault = Names.fault(selector);
                if (!fault.isEmpty()) {
                    because(
                            "a selector of its aggregationRule " + fault,
                            role.aggregation().at());
                }
            }
        }
    }

    private void rule(RoleRule rule, boolean cluster) {
        PolicyRule policy = rule.policy();
        String number = "rule " + (rule.index() + 1);
        if (policy.verbs().isEmpty()) {
            because(number + " has no verbs", rule.at());
        }
        if (policy.nonResourceURLs().isEmpty()) {
            if (policy.apiGroups().isEmpty()) {
                because(number + " has no apiGroups", rule.at());
            }
            if (policy.resources().isEmpty()) {
                because(number + " has no resources", rule.at());
            }
        } else if (!cluster) {
            because(number + " has nonResourceURLs, which only a ClusterRole may have", rule.at());
        } else if (!policy.apiGroups().isEmpty()
                || !policy.resources().isEmpty()
                || !policy.resourceNames().isEmpty()) {
            because(number + " has nonResourceURLs beside resources", rule.at());
        }
    }

    private void binding(Binding binding) {
        names(binding.cluster());
        long roleRef = binding.places().roleRef() == 0
                ? binding.meta().at()
                : binding.places().roleRef();
        String group = binding.roleRef().apiGroup();
        if (!group.isEmpty() && !group.equals(ObjectKey.RBAC)) {
            because("roleRef.apiGroup must be " + ObjectKey.RBAC, roleRef);
        }
        String kind = binding.roleRef().kind();
        if (binding.cluster() && !kind.equals("ClusterRole")) {
            because("roleRef.kind must be ClusterRole", roleRef);
        } else if (!kind.equals("Role") && !kind.equals("ClusterRole")) {
            because("roleRef.kind must be Role or ClusterRole", roleRef);
        }
        if (binding.roleRef().name().isEmpty()) {
            because("roleRef.name is missing", roleRef);
        } else if (!Names.isPathSegment(binding.roleRef().name())) {
            because("roleRef.name is . or .., or has a / or %", roleRef);
        }
        for (int i = 0; i < binding.subjects().size(); i++) {
            subject(binding.subjects().get(i), i + 1, binding.cluster(), binding.subjectAt(i));
        }
    }

    private void subject(Subject subject, int number, boolean cluster, long at) {
        String which = "subject " + number;
        if (subject.name().isEmpty()) {
            because(which + " has no name", at);
        }
        if (subject instanceof Subject.UnknownSubject) {
            because(which + " must be of kind ServiceAccount, User or Group", at);
        } else if (subject instanceof Subject.ServiceAccountRef account) {
            if (!account.name().isEmpty() && !Names.isSubdomain(account.name())) {
                because(which + " cannot be the name of a ServiceAccount", at);
            }
            if (!account.apiGroup().isEmpty()) {
                because(which + " is a ServiceAccount and must not have an apiGroup", at);
            }
            if (cluster && account.namespace().isEmpty()) {
                because(which + " is a ServiceAccount and needs a namespace", at);
            }
        } else if (!subject.apiGroup().isEmpty() && !subject.apiGroup().equals(ObjectKey.RBAC)) {
            because(which + " must have the apiGroup " + ObjectKey.RBAC, at);
        }
    }
}
