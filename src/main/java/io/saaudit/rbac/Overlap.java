package io.saaudit.rbac;

import io.saaudit.model.PermissionRow;
import io.saaudit.model.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/** Whether permissions have requests in common, be one within the other or not. */
public final class Overlap {
    private Overlap() {}

    /**
     * Whether some request is allowed by the row and by a rule both.
     *
     * @param row effective permissions
     * @param namespace where the rule counts, empty for the whole cluster
     * @param rule the rule
     */
    public static boolean meets(PermissionRow row, String namespace, PolicyRule rule) {
        for (String verb : row.verbs()) {
            boolean verbs = verb.equals("*")
                    || rule.verbs().contains("*")
                    || rule.verbs().contains(verb);
            if (!verbs) {
                continue;
            }
            for (Atom atom : Difference.atoms(row, verb)) {
                if (meets(atom, namespace, rule)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean meets(Atom atom, String namespace, PolicyRule rule) {
        for (String url : rule.nonResourceURLs()) {
            if (meet(atom, new Atom(namespace, null, url, Atom.ANY, atom.verb))) {
                return true;
            }
        }
        List<String> names = new ArrayList<>(rule.resourceNames());
        if (names.isEmpty()) {
            names.add(Atom.ANY);
        }
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                for (String name : names) {
                    if (meet(atom, new Atom(namespace, group, resource, name, atom.verb))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether some request is allowed by both, apart from the verb. */
    static boolean meet(Atom a, Atom b) {
        if (a.isUrl() || b.isUrl()) {
            return a.isUrl()
                    && b.isUrl()
                    && (a.namespace.isEmpty() || b.namespace.isEmpty() || a.namespace.equals(b.namespace))
                    && (Atom.urlWithin(a.resource, b.resource) || Atom.urlWithin(b.resource, a.resource));
        }
        return a.meets(b);
    }
}
