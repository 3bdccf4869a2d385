package io.saaudit.rbac;

import io.saaudit.model.PermissionRow.Standing;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Truth;
import java.util.IdentityHashMap;
import java.util.Map;

/** Whether a rule has an effect where a binding gives it, without working out everything that somebody may do. */
final class RuleEffect {
    private final Standings standings;
    /** Most rules are held by several, and asked about by several rules of the catalogue. */
    private final Map<PolicyRule, Truth> inCluster = new IdentityHashMap<>();

    private final Map<PolicyRule, Truth> inNamespaces = new IdentityHashMap<>();

    RuleEffect(Standings standings) {
        this.standings = standings;
    }

    /**
     * Looks for an atom of the rule that is live or limited.
     *
     * @param namespace where it counts, empty for the whole cluster
     * @return unknown when all there is are creates by name, which hang on what else is held
     */
    Truth of(String namespace, PolicyRule rule) {
        if (!namespace.isEmpty() && namesNamespaces(rule)) {
            return look(namespace, rule);
        }
        Map<PolicyRule, Truth> known = namespace.isEmpty() ? inCluster : inNamespaces;
        Truth effect = known.get(rule);
        if (effect == null) {
            effect = look(namespace, rule);
            known.put(rule, effect);
        }
        return effect;
    }

    /** Whether it is about Namespace objects, of which a RoleBinding gives its own alone: it matters which one that is. */
    private static boolean namesNamespaces(PolicyRule rule) {
        for (String resource : rule.resources()) {
            if (resource.startsWith("namespaces")) {
                return true;
            }
        }
        return false;
    }

    private Truth look(String namespace, PolicyRule rule) {
        Truth effect = Truth.NO;
        for (String verb : rule.verbs()) {
            for (String url : rule.nonResourceURLs()) {
                effect = effect.or(of(new Atom(namespace, null, url, Atom.ANY, verb)));
            }
            for (String group : rule.apiGroups()) {
                for (String resource : rule.resources()) {
                    effect = effect.or(ofResource(namespace, group, resource, verb, rule));
                    if (effect == Truth.YES) {
                        return effect;
                    }
                }
            }
        }
        return effect;
    }

    private Truth ofResource(String namespace, String group, String resource, String verb, PolicyRule rule) {
        if (rule.resourceNames().isEmpty()) {
            return of(new Atom(namespace, group, resource, Atom.ANY, verb));
        }
        Truth effect = Truth.NO;
        for (String name : rule.resourceNames()) {
            effect = effect.or(of(new Atom(namespace, group, resource, name, verb)));
        }
        return effect;
    }

    private Truth of(Atom atom) {
        Standings.Verdict verdict = standings.of(standings.normalize(atom));
        if (verdict.standing() == Standing.INERT) {
            return Truth.NO;
        }
        return verdict.reason().equals(Standings.CREATE_BY_APPLY) ? Truth.UNKNOWN : Truth.YES;
    }
}
