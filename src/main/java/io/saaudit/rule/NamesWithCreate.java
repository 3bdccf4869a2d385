package io.saaudit.rule;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** SA504: verbs that carry no name are limited to names. */
final class NamesWithCreate extends RoleDesign {
    private static final List<String> NAMELESS = List.of("create", "deletecollection");

    /** Kinds that a PUT creates when they are not there (semantics A.5). */
    private static final Set<String> MADE_BY_PUT = Set.of(
            "roles",
            "clusterroles",
            "rolebindings",
            "clusterrolebindings",
            "services",
            "endpoints",
            "events",
            "limitranges",
            "leases",
            "leasecandidates",
            "runtimeclasses");

    private static final RuleInfo INFO = new RuleInfo(
            "SA504",
            "names-with-create",
            "create or deletecollection is limited to names it never carries",
            Severity.MEDIUM,
            "low where patch (for some kinds update) on the same names stands beside create, so that an apply may create",
            "A rule of a role that was read has resourceNames, and among its verbs create or deletecollection on a resource"
                    + " itself. One finding a role.",
            "The name of a new object is not in the URL of a POST, and that of a collection is none: the server refuses both,"
                    + " and the author has something else than meant. Only an apply or PUT that creates carries the name. What"
                    + " follows is often a rule without names, for all objects, because the first did not work.",
            "Give create in a rule of its own without names, if it is needed, or leave the verb out.",
            "create on a subresource, such as serviceaccounts/token or pods/exec, carries the name and is quiet, and so is"
                    + " a verb that another rule of the role gives without names. A resource with a dot in it, such as"
                    + " tier.networkpolicies, is served nowhere: who asks for it chooses the name. * among the verbs or"
                    + " resources means more than these.",
            List.of(GrantReferences.REFERRING_TO_RESOURCES, GrantReferences.APPLY),
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
            for (String verb : NAMELESS) {
                List<String> resources = resources(rule.policy(), verb, all);
                if (!resources.isEmpty()) {
                    hits.add(hit(rule, verb, resources, all));
                }
            }
        }
        return hits;
    }

    /** The resources of the rule that the verb is limited on in vain. */
    private static List<String> resources(PolicyRule rule, String verb, List<PolicyRule> all) {
        List<String> resources = new ArrayList<>();
        if (rule.resourceNames().isEmpty()
                || rule.resourceNames().contains("")
                || !rule.verbs().contains(verb)) {
            return resources;
        }
        for (String resource : rule.resources()) {
            boolean itself = resource.indexOf('/') < 0 && !resource.equals("*");
            // A served resource is a DNS label. Calico's API server asks for tier.networkpolicies with the tier as
            // name:
            // docs.tigera.io/calico/latest/network-policy/policy-tiers/rbac-tiered-policies.
            boolean served = resource.indexOf('.') < 0;
            if (itself && served && !RuleList.gives(all, verb, rule.apiGroups(), resource)) {
                resources.add(resource);
            }
        }
        return resources;
    }

    private static Hit hit(RoleRule rule, String verb, List<String> resources, List<PolicyRule> all) {
        boolean apply = verb.equals("create");
        for (String resource : resources) {
            apply &= mayApply(rule.policy(), resource, all);
        }
        String what = number(rule) + ": " + verb + " " + String.join(",", resources) + " with resourceNames "
                + (apply
                        ? "allows an apply that creates, and no POST"
                        : "allows nothing: no such request carries a name");
        return new Hit(
                apply ? Severity.LOW : INFO.severity(),
                what,
                verb + " " + String.join(",", resources) + " named "
                        + String.join(",", rule.policy().resourceNames()),
                rule.verbAt(rule.policy().verbs().indexOf(verb)));
    }

    private static boolean mayApply(PolicyRule rule, String resource, List<PolicyRule> all) {
        List<String> verbs = MADE_BY_PUT.contains(resource) ? List.of("patch", "update") : List.of("patch");
        for (String verb : verbs) {
            if (RuleList.gives(
                    all,
                    PolicyRule.resources(List.of(verb), rule.apiGroups(), List.of(resource), rule.resourceNames()))) {
                return true;
            }
        }
        return false;
    }

    @Override
    Fix fix(Audit audit, Role role) {
        List<PolicyRule> all = RuleList.of(role);
        List<PolicyRule> rules = new ArrayList<>();
        Manifest manifest = new Manifest();
        List<String> extra = new ArrayList<>();
        for (PolicyRule rule : all) {
            List<String> vain = new ArrayList<>();
            for (String verb : NAMELESS) {
                List<String> resources = resources(rule, verb, all);
                if (!resources.isEmpty()) {
                    vain.add(verb);
                    extra.add("apiGroups " + rule.apiGroups() + ", resources " + resources + ", verbs [" + verb + "]");
                }
            }
            rules.addAll(vain.isEmpty() ? List.of(rule) : RuleList.withoutVerbs(rule, vain));
        }
        manifest.role(role, rules);
        for (String rule : extra) {
            manifest.comment("and, if it is needed, a rule without names: " + rule);
        }
        return new Fix("Leave the verb out, or give it in a rule without names.", Fix.Kind.YAML, manifest.toString());
    }
}
