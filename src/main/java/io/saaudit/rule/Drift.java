package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.Selectors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a role or binding of an API server's own differs from what API servers make (semantics D.3): compared by name and
 * rules, with every version that is known, because an upgrade appends to what is there and takes nothing away.
 *
 * @param added rules that no version has
 * @param missing what every version has and this has not, each a rule with one entry a list
 * @param subjects subjects that no version has, as they are written
 * @param gone subjects that every version has
 * @param role the role that it gives instead of its own; empty when it is its own
 */
record Drift(List<RoleRule> added, List<PolicyRule> missing, List<Integer> subjects, List<Subject> gone, String role) {
    /** What feature gates that are off by default add to a role (bootstrappolicy/policy.go). */
    private static final Map<String, List<PolicyRule>> GATED = Map.of(
            "system:kube-scheduler",
            List.of(
                    gated("get,list,watch", "resource.k8s.io", "devicetaintrules"),
                    gated("get,list,watch", "resource.k8s.io", "podschedulingcontexts"),
                    gated("create,update,patch,delete", "resource.k8s.io", "podschedulingcontexts"),
                    gated("update,patch", "resource.k8s.io", "podschedulingcontexts/status")),
            "system:node",
            List.of(
                    gated("get,list,watch", "certificates.k8s.io", "clustertrustbundles"),
                    gated("create,get,list,watch", "certificates.k8s.io", "podcertificaterequests")));

    private static PolicyRule gated(String verbs, String group, String resource) {
        return PolicyRule.resources(List.of(verbs.split(",")), List.of(group), List.of(resource), List.of());
    }

    /** The annotation that keeps the server from putting back what is missing, where it is {@code false}. */
    static final String AUTOUPDATE = "rbac.authorization.kubernetes.io/autoupdate";

    private static final Drift NONE = new Drift(List.of(), List.of(), List.of(), List.of(), "");

    /** Whether the server leaves it as it is when it starts. */
    static boolean isFrozen(KubeObject object) {
        return "false".equals(object.meta().annotations().get(AUTOUPDATE));
    }

    /** Whether it is as an API server makes it. */
    boolean isEmpty() {
        return !gives() && missing.isEmpty() && gone.isEmpty();
    }

    /** Whether it gives more than its own, to more than its own. */
    boolean gives() {
        return !added.isEmpty() || !subjects.isEmpty() || !role.isEmpty();
    }

    /** That of a role that was read, in one of its definitions. */
    static Drift of(Audit audit, Role role) {
        List<PolicyRule> usual = new ArrayList<>(GATED.getOrDefault(role.name(), List.of()));
        List<PolicyRule> least = null;
        boolean aggregates = false;
        List<PolicyRule> own = RuleList.of(role);
        for (RbacState version : audit.everyVersion().get()) {
            Role known = version.role(role.namespace(), role.name());
            if (known != null) {
                usual.addAll(RuleList.of(known));
                aggregates |= known.aggregation() != null;
                if (known.aggregation() != null) {
                    usual.addAll(aggregated(audit, known));
                }
                List<PolicyRule> lacks = Covers.uncovered(own, RuleList.of(known));
                least = least == null || lacks.size() < least.size() ? lacks : least;
            }
        }
        if (least == null) {
            return NONE;
        }
        List<RoleRule> added = new ArrayList<>();
        for (RoleRule rule : role.rules()) {
            if (!Covers.all(usual, List.of(rule.policy()))) {
                added.add(rule);
            }
        }
        // What an aggregated role lacks its controller writes.
        return new Drift(List.copyOf(added), aggregates ? List.of() : least, List.of(), List.of(), "");
    }

    /** What roles in sight give to an aggregated one: that is how it is meant, and SA501 looks at them. */
    private static List<PolicyRule> aggregated(Audit audit, Role known) {
        List<PolicyRule> rules = new ArrayList<>();
        for (Role other : audit.state().roles()) {
            boolean selected = false;
            for (LabelSelector selector : known.aggregation().selectors()) {
                selected |= Selectors.matches(selector, other.meta().labels());
            }
            if (selected && other.cluster() && !other.name().equals(known.name())) {
                rules.addAll(RuleList.of(other));
            }
        }
        return rules;
    }

    /**
     * That of a binding that was read, in one of its definitions. An added subject of which another rule tells is left to
     * that.
     */
    static Drift of(Audit audit, Binding binding) {
        Set<String> usual = new LinkedHashSet<>();
        List<Subject> least = null;
        String role = "";
        boolean same = false;
        Set<String> own = new LinkedHashSet<>();
        for (Subject subject : binding.subjects()) {
            own.add(kindAndName(subject, binding));
        }
        for (RbacState version : audit.everyVersion().get()) {
            for (Binding known : version.bindings()) {
                if (!known.key().equals(binding.key())) {
                    continue;
                }
                same |= known.roleRef().kind().equals(binding.roleRef().kind())
                        && known.roleRef().name().equals(binding.roleRef().name());
                List<Subject> lacks = new ArrayList<>();
                for (Subject subject : known.subjects()) {
                    String name = kindAndName(subject, known);
                    usual.add(name);
                    if (!own.contains(name)) {
                        lacks.add(subject);
                    }
                }
                least = least == null || lacks.size() < least.size() ? lacks : least;
            }
        }
        if (least == null) {
            return NONE;
        }
        if (!same) {
            role = Words.role(binding.roleRef());
        }
        List<Integer> subjects = new ArrayList<>();
        for (int i = 0; i < binding.subjects().size(); i++) {
            Subject subject = binding.subjects().get(i);
            boolean told = Speaker.ofGroup(subject) != null || Speaker.isDefaultAccount(subject, binding);
            if (!usual.contains(kindAndName(subject, binding)) && !told) {
                subjects.add(i);
            }
        }
        return new Drift(List.of(), List.of(), List.copyOf(subjects), least, role);
    }

    /** Both spellings of an account are one. */
    private static String kindAndName(Subject subject, Binding binding) {
        String user = RbacState.userName(subject, binding);
        return user == null ? subject.kind() + " " + subject.name() : "User " + user;
    }

    /** A binding of the API server's own as the newest version that has it makes it; null when none has. */
    static Binding fresh(Audit audit, Binding binding) {
        Binding newest = null;
        for (RbacState version : audit.everyVersion().get()) {
            for (Binding known : version.bindings()) {
                newest = known.key().equals(binding.key()) ? known : newest;
            }
        }
        return newest;
    }

    /** The facts, in the order to read them. */
    void tell(Role role, Facts facts) {
        for (RoleRule rule : added) {
            facts.at(
                    "added to " + role.key() + ": " + Words.rule(rule.policy()) + " (rule " + (rule.index() + 1) + ")",
                    rule.at());
        }
        tellMissing(role.key().toString(), role.meta().at(), facts);
    }

    /** The same for a binding. */
    void tell(Binding binding, Facts facts) {
        if (!role.isEmpty()) {
            facts.at(binding.key() + " gives " + role, binding.places().roleRef());
        }
        for (int i : subjects) {
            facts.at(
                    "added to " + binding.key() + ": "
                            + binding.subjects().get(i).kind() + " "
                            + binding.subjects().get(i).name(),
                    binding.subjectAt(i));
        }
        for (Subject subject : gone) {
            facts.at(
                    "missing from " + binding.key() + ": " + subject.kind() + " " + subject.name(),
                    binding.meta().at());
        }
    }

    private void tellMissing(String name, long at, Facts facts) {
        List<String> all = new ArrayList<>();
        for (PolicyRule rule : missing) {
            all.add(Words.rule(rule));
        }
        if (!all.isEmpty()) {
            int shown = Math.min(10, all.size());
            facts.at(
                    "missing from " + name + ": " + String.join("; ", all.subList(0, shown))
                            + (all.size() > shown ? " and " + (all.size() - shown) + " more" : ""),
                    at);
        }
    }
}
