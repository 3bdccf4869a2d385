package io.saaudit.rule;

import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A rule whose cause is a workload: one finding a top owner, also where differing definitions run as several accounts.
 */
abstract class WorkloadRule implements Rule {
    /**
     * A top owner that meets the rule.
     *
     * @param use the owner, with the account that it runs as
     * @param member the pod or template in which it shows
     * @param at the field in it, or {@link Positions#NONE}
     */
    record Case(Use use, Workload member, long at, Severity severity, String message, List<String> extent) {}

    /** The facts that a case rests on, in the order to read them. */
    abstract List<Evidence> evidence(Audit audit, Case one);

    /** What to do about it. */
    abstract Fix fix(Audit audit, Case one);

    /** Adds the owners that meet the rule. */
    abstract void look(Audit audit, List<Case> found);

    @Override
    public final void check(Audit audit, Consumer<Finding> found) {
        List<Case> cases = new ArrayList<>();
        look(audit, cases);
        Map<ObjectKey, List<Case>> byOwner = new LinkedHashMap<>();
        for (Case one : cases) {
            Lists.of(byOwner, one.use().owner()).add(one);
        }
        for (Map.Entry<ObjectKey, List<Case>> owner : byOwner.entrySet()) {
            found.accept(finding(audit, owner.getKey(), owner.getValue()));
        }
    }

    private Finding finding(Audit audit, ObjectKey owner, List<Case> cases) {
        Case worst = cases.get(0);
        Places places = new Places(audit.snapshot());
        Set<String> subjects = new LinkedHashSet<>();
        for (Case one : cases) {
            worst = one.severity().compareTo(worst.severity()) > 0 ? one : worst;
            Workload place = Places.toChange(one.use(), one.member());
            places.add(place.meta(), place == one.member() ? one.at() : Positions.NONE, Places.account(place));
            subjects.add(account(one.use()).user());
        }
        return new Finding(
                info().id(),
                worst.severity(),
                owner,
                account(worst.use()).shown(),
                List.copyOf(subjects),
                worst.message(),
                places.list(),
                new Lazy(audit, cases, worst));
    }

    private static List<String> joined(List<Case> cases) {
        if (cases.size() == 1) {
            return cases.get(0).extent();
        }
        TreeSet<String> extent = new TreeSet<>();
        for (Case one : cases) {
            extent.addAll(one.extent());
        }
        return List.copyOf(extent);
    }

    private final class Lazy extends Details {
        private final Audit audit;
        private final List<Case> cases;
        private final Case worst;

        Lazy(Audit audit, List<Case> cases, Case worst) {
            this.audit = audit;
            this.cases = cases;
            this.worst = worst;
        }

        @Override
        Told tell() {
            List<Evidence> all = new ArrayList<>(evidence(audit, cases.get(0)));
            for (Case more : cases.subList(1, cases.size())) {
                for (Evidence fact : evidence(audit, more)) {
                    if (!all.contains(fact)) {
                        all.add(fact);
                    }
                }
            }
            return new Told(List.copyOf(all), fix(audit, worst));
        }

        @Override
        List<String> extent() {
            return joined(cases);
        }
    }

    private static Identity account(Use use) {
        return Identity.serviceAccount(use.owner().namespace(), use.account());
    }
}
