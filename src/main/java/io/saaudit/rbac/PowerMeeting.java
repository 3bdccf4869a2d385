package io.saaudit.rbac;

import io.saaudit.model.Grant;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether what is held in a scope meets a power: every need, for names that agree (see {@link Power}). */
final class PowerMeeting {
    private static final String NAMESPACES = "/namespaces";

    private PowerMeeting() {}

    /**
     * A hit as somebody holds it.
     *
     * @param patch for a create by name what makes it one, or null
     */
    record Held(PowerHits.Hit hit, Holding holding, Grant patch) {
        Held(PowerHits.Hit hit, Holding holding) {
            this(hit, holding, null);
        }
    }

    /**
     * Without what has no effect: creates by name that have no patch of that name beside them (semantics A.5), and a
     * Namespace object other than the binding's own through a RoleBinding (semantics A.3).
     *
     * @param beside everything that is held in the scope
     */
    static List<Held> usable(List<Held> hits, List<Holding> beside) {
        if (!anyLimited(hits)) {
            return hits;
        }
        List<Held> usable = new ArrayList<>(hits.size());
        for (Held held : hits) {
            PowerHits.Hit hit = held.hit();
            boolean ownNamespace = hit.names() != null
                    && NAMESPACES.equals(hit.object())
                    && !held.holding().binding().cluster();
            if (ownNamespace) {
                if (hit.names().contains(held.holding().namespace())) {
                    usable.add(new Held(hit.unlimited(), held.holding()));
                }
            } else if (!hit.byApply()) {
                usable.add(held);
            } else {
                Grant patch = patch(held, beside);
                if (patch != null) {
                    usable.add(new Held(hit, held.holding(), patch));
                }
            }
        }
        return usable;
    }

    private static boolean anyLimited(List<Held> hits) {
        for (int i = 0; i < hits.size(); i++) {
            if (hits.get(i).hit().names() != null) {
                return true;
            }
        }
        return false;
    }

    /** What patches a created object, by the same binding where that does; null for nothing. */
    private static Grant patch(Held create, List<Holding> holdings) {
        int slash = create.hit().object().indexOf('/');
        String group = create.hit().object().substring(0, slash);
        String resource = create.hit().object().substring(slash + 1);
        Grant found = null;
        for (Holding holding : holdings) {
            boolean own = holding == create.holding();
            if (found != null && !own) {
                continue;
            }
            for (RoleRule rule : holding.role().rules()) {
                boolean same = RuleMatcher.verb(rule.policy(), "patch")
                        && RuleMatcher.group(rule.policy(), group)
                        && RuleMatcher.resource(rule.policy(), resource, "");
                if (same && anyName(rule.policy(), create.hit().names())) {
                    found = holding.grant(rule);
                    break;
                }
            }
        }
        return found;
    }

    private static boolean anyName(PolicyRule rule, Set<String> names) {
        for (String name : names) {
            if (RuleMatcher.name(rule, name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The power as these hits give it.
     *
     * @return null where they do not
     */
    static HeldPower meet(Power power, Scope scope, List<Held> hits) {
        int needs = power.needs().size();
        List<List<Held>> byNeed = new ArrayList<>(needs);
        List<List<Held>> full = new ArrayList<>(needs);
        for (int need = 0; need < needs; need++) {
            List<Held> covering = needs == 1 ? hits : ofNeed(need, hits);
            if (covering.isEmpty()) {
                return null;
            }
            byNeed.add(covering);
            full.add(mattering(covering));
        }
        for (boolean otherNames : new boolean[] {false, true}) {
            List<List<Held>> from = otherNames ? byNeed : full;
            Severity severity = power.severity(scope, otherNames);
            if (severity != null && fit(from)) {
                List<Grant> all = grants(from, true);
                List<Grant> decisive = grants(from.subList(0, 1), false);
                return new HeldPower(power, scope, otherNames, severity, decisive.equals(all) ? all : decisive, all);
            }
        }
        return null;
    }

    private static List<Held> ofNeed(int need, List<Held> hits) {
        List<Held> covering = new ArrayList<>(hits.size());
        for (Held held : hits) {
            if (held.hit().need() == need) {
                covering.add(held);
            }
        }
        return covering;
    }

    private static List<Held> mattering(List<Held> covering) {
        int count = 0;
        for (int i = 0; i < covering.size(); i++) {
            count += covering.get(i).hit().matters() ? 1 : 0;
        }
        if (count == covering.size()) {
            return covering;
        }
        List<Held> mattering = new ArrayList<>(count);
        for (Held held : covering) {
            if (held.hit().matters()) {
                mattering.add(held);
            }
        }
        return mattering;
    }

    private static boolean fit(List<List<Held>> byNeed) {
        // No hit is limited to no name at all, so a single need has nothing to agree with.
        return byNeed.size() == 1 ? !byNeed.get(0).isEmpty() : fits(byNeed, 0, new HashMap<>());
    }

    /** Whether one hit a need can be chosen so that those on the same object agree on a name. */
    private static boolean fits(List<List<Held>> byNeed, int need, Map<String, Set<String>> names) {
        if (need == byNeed.size()) {
            return true;
        }
        for (Held held : byNeed.get(need)) {
            Set<String> limit = held.hit().names();
            String object = held.hit().object();
            if (limit == null) {
                if (fits(byNeed, need + 1, names)) {
                    return true;
                }
                continue;
            }
            Set<String> before = names.get(object);
            Set<String> common = new TreeSet<>(limit);
            if (before != null) {
                common.retainAll(before);
            }
            if (!common.isEmpty()) {
                names.put(object, common);
                if (fits(byNeed, need + 1, names)) {
                    return true;
                }
                names.put(object, before);
            }
        }
        return false;
    }

    private static List<Grant> grants(List<List<Held>> byNeed, boolean patches) {
        if (byNeed.size() == 1 && byNeed.get(0).size() == 1) {
            Held held = byNeed.get(0).get(0);
            Grant grant = held.holding().grant(held.hit().rule());
            return !patches || held.patch() == null || held.patch().equals(grant)
                    ? List.of(grant)
                    : List.of(grant, held.patch());
        }
        Set<Grant> grants = new LinkedHashSet<>();
        for (List<Held> covering : byNeed) {
            for (Held held : covering) {
                grants.add(held.holding().grant(held.hit().rule()));
            }
        }
        for (List<Held> covering : byNeed) {
            for (Held held : covering) {
                if (patches && held.patch() != null) {
                    grants.add(held.patch());
                }
            }
        }
        return List.copyOf(grants);
    }
}
