package io.saaudit.rbac;

import io.saaudit.model.PermissionRow.Standing;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Truth;

/** Whether a rule has an effect where a binding gives it, without working out everything that somebody may do. */
final class RuleEffect {
    private final Standings standings;

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
