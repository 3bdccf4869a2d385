package io.saaudit.rule;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRef;
import io.saaudit.model.Scope;
import io.saaudit.rbac.HeldPower;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns of phrase that several rules share. */
final class Words {
    private Words() {}

    /** {@code 1 pod}, {@code 2 pods}. */
    static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** {@code in the cluster}, {@code in ns-1}. */
    static String in(Scope scope) {
        return scope.namespace().isEmpty() ? "in the cluster" : "in " + scope.namespace();
    }

    /** A role as a binding names it. */
    static String role(RoleRef ref) {
        return ref.kind() + " " + ref.name();
    }

    /** {@code Kind name}, for where the namespace is clear. */
    static String shortly(ObjectKey key) {
        return key.kind() + " " + key.name();
    }

    /**
     * What the holder of these powers may do, after "may".
     *
     * @param powers worst first, not empty
     */
    static String powers(List<HeldPower> powers) {
        HeldPower worst = powers.get(0);
        Set<String> ids = new HashSet<>();
        for (HeldPower power : powers) {
            ids.add(power.power().id());
        }
        int more = ids.size() - 1;
        return worst.power().title()
                + (worst.otherNamesOnly() ? " (some names only) " : " ")
                + in(worst.scope())
                + (more == 0 ? "" : " (and " + count(more, "more power") + ")");
    }

    /** A rule as people write it: {@code get,list pods}, {@code update deployments.apps named web}, {@code get /metrics}. */
    static String rule(PolicyRule rule) {
        StringBuilder text = new StringBuilder(String.join(",", rule.verbs()));
        if (!rule.nonResourceURLs().isEmpty()) {
            text.append(' ').append(String.join(",", rule.nonResourceURLs()));
        }
        if (!rule.resources().isEmpty()) {
            text.append(' ').append(resources(rule));
        }
        if (!rule.resourceNames().isEmpty()) {
            text.append(" named ").append(String.join(",", rule.resourceNames()));
        }
        return text.toString();
    }

    /**
     * The least of the rules and how many more there are: differing definitions of a role or binding stand side by side,
     * and which of them is shown must not hang on the order of files.
     *
     * @param rules as text, not empty
     */
    static String least(List<String> rules) {
        int more = rules.size() - 1;
        return Collections.min(rules) + (more == 0 ? "" : " (and " + count(more, "more rule") + ")");
    }

    private static String resources(PolicyRule rule) {
        List<String> groups = rule.apiGroups();
        String resources = String.join(",", rule.resources());
        if (groups.size() != 1) {
            List<String> named = new ArrayList<>(groups.size());
            for (String group : groups) {
                named.add(group.isEmpty() ? "core" : group);
            }
            return resources + " of the groups " + String.join(",", named);
        }
        String group = groups.get(0);
        if (group.isEmpty()) {
            return resources;
        }
        return rule.resources().size() == 1 ? resources + "." + group : resources + " of " + group;
    }

    /** What an account that has nothing of its own may do, after "allows". */
    static String noMore(Audit audit, Extra extra) {
        return extra.isEmpty() ? "nothing beyond discovery" : "what every account may: " + extra.summary(audit);
    }

    /** Who runs as an account: {@code 2 pods run as it}. */
    static String users(List<Use> uses) {
        if (uses.isEmpty()) {
            return "nothing in sight runs as it";
        }
        boolean pods = true;
        for (Use use : uses) {
            pods &= use.owner().kind().equals("Pod");
        }
        if (uses.size() == 1) {
            return shortly(uses.get(0).owner()) + " runs as it";
        }
        return count(uses.size(), pods ? "pod" : "workload") + " run as it";
    }

    /** The workload with its pods: {@code Deployment ns-1/web (2 pods)}. */
    static String workload(Use use) {
        boolean itself = use.owner().kind().equals("Pod") || use.pods() == 0;
        return use.owner() + (itself ? "" : " (" + count(use.pods(), "pod") + ")");
    }
}
