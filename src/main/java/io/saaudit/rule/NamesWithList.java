package io.saaudit.rule;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** SA505: list or watch is limited to names. */
final class NamesWithList extends RoleDesign {
    private static final List<String> COLLECTION = List.of("list", "watch");

    private static final RuleInfo INFO = new RuleInfo(
            "SA505",
            "names-with-list",
            "list or watch is limited to names, which takes a field selector",
            Severity.LOW,
            "",
            "A rule of a role that was read has resourceNames, and list or watch among its verbs. One finding a role.",
            "A plain list or watch is refused: only one with fieldSelector=metadata.name=NAME carries a name. Such a request"
                    + " shows the whole object, so that list is no less than get; and where the client sends no selector, the"
                    + " next thing somebody does is to take the names away.",
            "Leave get alone, or make sure that the client selects by metadata.name.",
            "A client that does send the selector, such as an informer for one object, is right, and no manifest shows it:"
                    + " accept the finding then. A verb that another rule of the role gives without names is quiet.",
            List.of(GrantReferences.REFERRING_TO_RESOURCES, GrantReferences.SECRETS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Role role) {
        List<Hit> hits = new ArrayList<>();
        List<PolicyRule> all = RuleList.of(role);
        for (RoleRule rule : role.rules()) {
            List<String> verbs = verbs(rule.policy(), all);
            if (!verbs.isEmpty()) {
                String what = String.join(",", verbs) + " "
                        + String.join(",", rule.policy().resources()) + " named "
                        + String.join(",", rule.policy().resourceNames());
                hits.add(new Hit(
                        INFO.severity(),
                        number(rule) + ": " + what + " only works with fieldSelector=metadata.name",
                        what,
                        rule.verbAt(rule.policy().verbs().indexOf(verbs.get(0)))));
            }
        }
        return hits;
    }

    private static List<String> verbs(PolicyRule rule, List<PolicyRule> all) {
        List<String> verbs = new ArrayList<>();
        if (rule.resourceNames().isEmpty() || rule.resourceNames().contains("")) {
            return verbs;
        }
        for (String verb : COLLECTION) {
            boolean elsewhere = true;
            for (String resource : rule.resources()) {
                elsewhere &= RuleList.gives(all, verb, rule.apiGroups(), resource);
            }
            if (rule.verbs().contains(verb) && !elsewhere) {
                verbs.add(verb);
            }
        }
        return verbs;
    }

    @Override
    Fix fix(Audit audit, Role role) {
        List<PolicyRule> all = RuleList.of(role);
        List<PolicyRule> rules = new ArrayList<>();
        for (PolicyRule rule : all) {
            rules.addAll(RuleList.withoutVerbs(rule, verbs(rule, all)));
        }
        return new Fix(
                "Leave get alone, unless the client selects by metadata.name.",
                Fix.Kind.YAML,
                new Manifest().role(role, rules).toString());
    }
}
