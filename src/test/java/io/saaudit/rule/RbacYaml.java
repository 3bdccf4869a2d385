package io.saaudit.rule;

import java.util.ArrayList;
import java.util.List;

/** Roles and bindings in a line each, for tests: a rule is {@code VERBS GROUP:RESOURCES [NAMES]} or {@code VERBS /URLS}. */
final class RbacYaml {
    private static final String RBAC = "rbac.authorization.k8s.io";

    private RbacYaml() {}

    static String clusterRole(String name, String... rules) {
        return roleOf("ClusterRole", "{name: " + name + "}", rules);
    }

    static String role(String namespace, String name, String... rules) {
        return roleOf("Role", "{name: " + name + ", namespace: " + namespace + "}", rules);
    }

    private static String roleOf(String kind, String meta, String... rules) {
        StringBuilder text =
                new StringBuilder("apiVersion: " + RBAC + "/v1\nkind: " + kind + "\nmetadata: " + meta + "\nrules:\n");
        for (String rule : rules) {
            String[] words = rule.split(" ");
            text.append("- {verbs: ").append(list(words[0]));
            if (words[1].startsWith("/") || words[1].equals("*")) {
                text.append(", nonResourceURLs: ").append(list(words[1]));
            } else {
                int colon = words[1].indexOf(':');
                String group = words[1].substring(0, colon);
                text.append(", apiGroups: ")
                        .append(list(group.equals("rbac") ? RBAC : group))
                        .append(", resources: ")
                        .append(list(words[1].substring(colon + 1)));
            }
            text.append(words.length > 2 ? ", resourceNames: " + list(words[2]) : "")
                    .append("}\n");
        }
        return text.toString();
    }

    private static String list(String entries) {
        List<String> quoted = new ArrayList<>();
        for (String entry : entries.split(",", -1)) {
            quoted.add("'" + entry + "'");
        }
        return quoted.toString();
    }

    /** Subjects: {@code NS/NAME} for an account, {@code user:NAME}, {@code group:NAME}. */
    static String clusterBinding(String role, String... subjects) {
        return bindingOf("ClusterRoleBinding", "{name: " + role + "}", "ClusterRole", role, subjects);
    }

    static String binding(String namespace, String kind, String role, String... subjects) {
        return bindingOf("RoleBinding", "{name: " + role + ", namespace: " + namespace + "}", kind, role, subjects);
    }

    private static String bindingOf(String kind, String meta, String refKind, String role, String... subjects) {
        StringBuilder text = new StringBuilder("apiVersion: " + RBAC + "/v1\nkind: " + kind + "\nmetadata: " + meta
                + "\nroleRef: {apiGroup: " + RBAC + ", kind: " + refKind + ", name: '" + role + "'}\nsubjects:\n");
        for (String subject : subjects) {
            text.append("- ").append(subject(subject)).append('\n');
        }
        return text.toString();
    }

    private static String subject(String subject) {
        if (subject.startsWith("user:")) {
            return "{kind: User, apiGroup: " + RBAC + ", name: '" + subject.substring(5) + "'}";
        }
        if (subject.startsWith("group:")) {
            return "{kind: Group, apiGroup: " + RBAC + ", name: '" + subject.substring(6) + "'}";
        }
        String[] account = subject.split("/");
        return "{kind: ServiceAccount, namespace: " + account[0] + ", name: " + account[1] + "}";
    }

    static String account(String namespace, String name) {
        return "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: " + name + ", namespace: " + namespace + "}\n";
    }

    static String namespace(String name, String labels) {
        return "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + ", labels: {" + labels + "}}\n";
    }

    /** A role of these rules held by {@code ns-1/app} in the whole cluster. */
    static String[] wide(String... rules) {
        return new String[] {clusterRole("r", rules), clusterBinding("r", "ns-1/app")};
    }

    /** The same in a namespace. */
    static String[] in(String namespace, String... rules) {
        return new String[] {role(namespace, "r", rules), binding(namespace, "Role", "r", "ns-1/app")};
    }
}
