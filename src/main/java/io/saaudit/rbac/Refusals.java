package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.List;

/**
 * What the API server refuses to store (pkg/apis/rbac/validation/validation.go; semantics E.1). Such an object is kept
 * and counts as if it were stored, but is named.
 */
public final class Refusals {
    private Refusals() {}

    /** Why the API server would refuse the role; empty when it would not. */
    public static List<String> of(Role role) {
        List<String> why = new ArrayList<>(0);
        metadata(role.meta(), role.cluster(), why);
        if (role.aggregation() != null) {
            aggregation(role.aggregation().selectors(), why);
        }
        for (int i = 0; i < role.rules().size(); i++) {
            rule(role.rules().get(i).policy(), role.cluster(), "rules[" + i + "]", why);
        }
        return why;
    }

    /** Why the API server would refuse the binding; empty when it would not. */
    public static List<String> of(Binding binding) {
        List<String> why = new ArrayList<>(0);
        metadata(binding.meta(), binding.cluster(), why);
        roleRef(binding.roleRef(), binding.cluster(), why);
        for (int i = 0; i < binding.subjects().size(); i++) {
            subject(binding.subjects().get(i), binding.cluster(), "subjects[" + i + "]", why);
        }
        return why;
    }

    private static void metadata(Meta meta, boolean cluster, List<String> why) {
        if (!meta.generated() && !isPathSegment(meta.name())) {
            why.add("metadata.name may not be empty, . or .., or contain / or %");
        }
        if (!cluster && !isDnsLabel(meta.namespace())) {
            why.add("metadata.namespace is not a DNS label");
        }
    }

    private static void aggregation(List<LabelSelector> selectors, List<String> why) {
        if (selectors.isEmpty()) {
            why.add("aggregationRule has no clusterRoleSelectors");
        }
        for (LabelSelector selector : selectors) {
            if (!Selectors.valid(selector)) {
                why.add("aggregationRule has an invalid label selector");
            }
        }
    }

    private static void rule(PolicyRule rule, boolean cluster, String at, List<String> why) {
        if (rule.verbs().isEmpty()) {
            why.add(at + " has no verbs");
        }
        if (!rule.nonResourceURLs().isEmpty()) {
            if (!cluster) {
                why.add(at + " has nonResourceURLs in a Role");
            } else if (!rule.apiGroups().isEmpty()
                    || !rule.resources().isEmpty()
                    || !rule.resourceNames().isEmpty()) {
                why.add(at + " mixes nonResourceURLs with resources");
            }
            return;
        }
        if (rule.apiGroups().isEmpty()) {
            why.add(at + " has no apiGroups (the core group is \"\")");
        }
        if (rule.resources().isEmpty()) {
            why.add(at + " has no resources");
        }
    }

    private static void roleRef(RoleRef ref, boolean cluster, List<String> why) {
        if (!ref.apiGroup().isEmpty() && !ref.apiGroup().equals(ObjectKey.RBAC)) {
            why.add("roleRef.apiGroup is not " + ObjectKey.RBAC);
        }
        boolean kind =
                ref.kind().equals("ClusterRole") || !cluster && ref.kind().equals("Role");
        if (!kind) {
            why.add(cluster ? "roleRef.kind is not ClusterRole" : "roleRef.kind is not Role or ClusterRole");
        }
        if (!isPathSegment(ref.name())) {
            why.add("roleRef.name may not be empty, . or .., or contain / or %");
        }
    }

    private static void subject(Subject subject, boolean cluster, String at, List<String> why) {
        if (subject.name().isEmpty()) {
            why.add(at + " has no name");
        }
        if (subject instanceof Subject.UnknownSubject) {
            why.add(at + ".kind is not ServiceAccount, User or Group");
        } else if (subject instanceof Subject.ServiceAccountRef account) {
            if (!account.name().isEmpty() && !isDnsSubdomain(account.name())) {
                why.add(at + ".name is not an account's name (a DNS subdomain)");
            }
            if (!account.apiGroup().isEmpty()) {
                why.add(at + ".apiGroup of a ServiceAccount must be empty");
            }
            if (cluster && account.namespace().isEmpty()) {
                why.add(at + " is a ServiceAccount without a namespace");
            }
        } else if (!subject.apiGroup().isEmpty() && !subject.apiGroup().equals(ObjectKey.RBAC)) {
            why.add(at + ".apiGroup of a " + subject.kind() + " is not " + ObjectKey.RBAC);
        }
    }

    private static boolean isPathSegment(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && name.indexOf('%') < 0;
    }

    /** Whether a namespace can have this name: an RFC 1123 label, at most 63 of a-z, 0-9 and -, not at the ends. */
    public static boolean isDnsLabel(String text) {
        if (text.isEmpty() || text.length() > 63) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!letter && (c != '-' || i == 0 || i == text.length() - 1)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 1123 subdomain: at most 253 characters, labels joined by dots (a label's own length is not checked). */
    private static boolean isDnsSubdomain(String text) {
        if (text.isEmpty() || text.length() > 253) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            boolean edge = before == '.' || before == '-';
            if (!letter && c != '-' && c != '.' || c == '.' && edge || c == '-' && before == '.') {
                return false;
            }
            before = c;
        }
        return before != '.' && before != '-';
    }
}
