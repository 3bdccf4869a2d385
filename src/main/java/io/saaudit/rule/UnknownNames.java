package io.saaudit.rule;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** SA506: an entry of a rule that matches nothing. */
final class UnknownNames extends RoleDesign {
    private static final RuleInfo INFO = new RuleInfo(
            "SA506",
            "unknown-names",
            "A rule names a group, resource, verb or account that does not exist",
            Severity.LOW,
            "info where a custom resource that was not read may be meant, and for groups that are there for old servers",
            "An entry of a rule of a role that was read matches no request: a group with a version (apps/v1), one that is no"
                    + " longer served (extensions), or one without a dot that Kubernetes does not have; a resource that none"
                    + " of the rule's groups has, or has any more (podsecuritypolicies, removed in 1.25), a singular, kind or short name, pods/* or */*; a verb that no server asks"
                    + " about; in a rule about accounts or users, a resourceName such as system:serviceaccount:NAMESPACE:NAME,"
                    + " which no account is asked for by. One finding a role.",
            "RBAC takes any text and compares it letter by letter, so that a slip gives nothing, without a word. Whoever finds"
                    + " that out often writes * instead.",
            "Write the name as the API has it: the plural of the resource, the group without a version, the account by"
                    + " its bare name.",
            "Resources are looked for in all groups of the rule, since lists of groups and resources are often written"
                    + " together. Groups with a dot that are not Kubernetes' own are only looked at where a"
                    + " CustomResourceDefinition of them was read and a resource of it is likely meant, and verbs of other groups are theirs to make up. The group"
                    + " extensions beside one that is served is info.",
            List.of(GrantReferences.REFERRING_TO_RESOURCES, DesignReferences.ROLES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Role role) {
        Spelling spelling = new Spelling(audit.resources(), audit.permissions());
        List<Hit> hits = new ArrayList<>();
        for (RoleRule rule : role.rules()) {
            for (Spelling.Slip slip : spelling.of(rule.policy())) {
                boolean old = slip.entry().equals("extensions")
                        && rule.policy().apiGroups().size() > 1;
                hits.add(new Hit(
                        slip.unsure() || old ? Severity.INFO : INFO.severity(),
                        number(rule) + ": " + kind(slip) + " " + shown(slip) + " " + slip.why() + meant(slip),
                        kind(slip) + " " + shown(slip),
                        at(rule, slip)));
            }
        }
        return hits;
    }

    private static String shown(Spelling.Slip slip) {
        return slip.entry().isEmpty() ? "\"\"" : slip.entry();
    }

    private static String meant(Spelling.Slip slip) {
        if (slip.instead() == null) {
            return "";
        }
        return slip.instead().isEmpty() ? "; that of the core resources is \"\"" : "; " + slip.instead() + " is meant";
    }

    private static String kind(Spelling.Slip slip) {
        return switch (slip.list()) {
            case VERBS -> "verb";
            case GROUPS -> "apiGroup";
            case RESOURCES -> "resource";
            case NAMES -> "resourceName";
        };
    }

    private static long at(RoleRule rule, Spelling.Slip slip) {
        return switch (slip.list()) {
            case VERBS -> rule.verbAt(slip.index());
            case GROUPS -> rule.apiGroupAt(slip.index());
            case RESOURCES -> rule.resourceAt(slip.index());
            case NAMES -> rule.resourceNameAt(slip.index());
        };
    }

    @Override
    Fix fix(Audit audit, Role role) {
        Spelling spelling = new Spelling(audit.resources(), audit.permissions());
        List<PolicyRule> rules = new ArrayList<>();
        for (PolicyRule rule : RuleList.of(role)) {
            List<Spelling.Slip> slips = spelling.of(rule);
            PolicyRule mended = new PolicyRule(
                    Spelling.mended(rule.verbs(), slips, Spelling.Field.VERBS),
                    Spelling.mended(rule.apiGroups(), slips, Spelling.Field.GROUPS),
                    Spelling.mended(rule.resources(), slips, Spelling.Field.RESOURCES),
                    Spelling.mended(rule.resourceNames(), slips, Spelling.Field.NAMES),
                    rule.nonResourceURLs());
            // Without any name left the rule would be about all names.
            boolean names =
                    rule.resourceNames().isEmpty() || !mended.resourceNames().isEmpty();
            boolean resources = names
                    && !mended.apiGroups().isEmpty()
                    && !mended.resources().isEmpty();
            if (!mended.verbs().isEmpty()
                    && (resources || !mended.nonResourceURLs().isEmpty())) {
                rules.add(mended);
            }
        }
        return new Fix(
                "Write what is meant; below, what has no likely meaning is left out.",
                Fix.Kind.YAML,
                new Manifest().role(role, rules).toString());
    }
}
