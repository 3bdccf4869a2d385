package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.Held;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.RbacState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** SA412: a subject that has all of it already. */
final class RedundantGrant extends BindingRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA412",
            "redundant-grant",
            "A subject has all of what a binding gives already",
            Severity.INFO,
            "",
            "A binding that was read names a subject twice, or gives a subject a role whose rules another binding, of the same"
                    + " scope or of the whole cluster, gives it already, in the sense of the API server's own check. Runs only"
                    + " when it is named with --rule. One finding a binding.",
            "Whoever takes one of the two away believes that the permission is gone.",
            "Keep the binding that says what is meant, and delete the other.",
            "Of two bindings that give the same, the second by name is reported. What comes by a group is compared with what"
                    + " else comes by the same group: a binding by name may be there to stay when the group's goes.",
            List.of(References.REVIEW, GrantReferences.PREVENTION),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public boolean byDefault() {
        return false;
    }

    @Override
    boolean isOf(Subject subject, Binding binding) {
        return true;
    }

    @Override
    boolean meets(Audit audit, Holding holding) {
        return isTwice(holding) || covering(audit, holding) != null;
    }

    private static boolean isTwice(Holding holding) {
        List<Subject> subjects = holding.binding().subjects();
        String name = Bound.name(holding);
        for (Subject before : subjects.subList(0, holding.subject())) {
            if (Bound.name(before, holding.binding()).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** A holding of the same subject by another binding that gives all of it; null when there is none. */
    private static Holding covering(Audit audit, Holding holding) {
        if (holding.role() == null || holding.role().rules().isEmpty()) {
            return null;
        }
        List<PolicyRule> own = rules(holding);
        for (Holding other : others(audit, holding)) {
            boolean same = other.binding().key().equals(holding.binding().key());
            if (!same && other.role() != null && covers(rules(other), own)) {
                boolean mutual =
                        other.binding().scope().equals(holding.binding().scope()) && covers(own, rules(other));
                if (!mutual || other.binding().key().compareTo(holding.binding().key()) < 0) {
                    return other;
                }
            }
        }
        return null;
    }

    private static List<Holding> others(Audit audit, Holding holding) {
        Subject subject = holding.binding().subjects().get(holding.subject());
        String user = RbacState.userName(subject, holding.binding());
        Held held = user == null
                ? audit.state().ofGroup(subject.name())
                : audit.state().ofUser(user);
        List<Holding> all = new ArrayList<>(held.cluster());
        if (!holding.binding().cluster()) {
            all.addAll(held.in(holding.namespace()));
        }
        return all;
    }

    private static boolean covers(List<PolicyRule> owner, List<PolicyRule> servant) {
        return Covers.all(owner, servant);
    }

    private static List<PolicyRule> rules(Holding holding) {
        List<PolicyRule> rules = new ArrayList<>();
        for (RoleRule rule : holding.role().rules()) {
            rules.add(rule.policy());
        }
        return rules;
    }

    @Override
    Severity severity(Bound bound) {
        return INFO.severity();
    }

    @Override
    String message(Bound bound) {
        Holding first = bound.first();
        Holding other = covering(bound.audit(), first);
        String who = Bound.name(first);
        int more = bound.holdings().size() - 1;
        return (other == null
                        ? "names " + who + " twice"
                        : "gives " + who + " nothing that " + other.binding().key() + " does not give already")
                + (more == 0 ? "" : " (and " + Words.count(more, "more subject") + ")");
    }

    @Override
    void tell(Bound bound, Facts facts) {
        Set<Binding> told = new HashSet<>();
        for (Holding holding : bound.holdings()) {
            Holding other = covering(bound.audit(), holding);
            if (other != null && told.add(other.binding())) {
                facts.subject(other).role(other);
            }
        }
    }

    @Override
    Fix fix(Bound bound) {
        return bound.withoutEntries("If the other one is to stay, ");
    }
}
