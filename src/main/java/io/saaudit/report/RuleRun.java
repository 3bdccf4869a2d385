package io.saaudit.report;

import io.saaudit.model.Objects;
import io.saaudit.model.SecondThread;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs rules: of a large input on two threads, with the same findings in the same order. */
final class RuleRun {
    /** Objects from which a second thread saves more than it costs. */
    private static final int MANY = 2000;

    private RuleRun() {}

    /**
     * Runs them.
     *
     * @param audit what they ask
     * @param rules the rules, in their order
     * @param found takes the findings, in the order of the rules, on this thread
     */
    static void of(Audit audit, List<Rule> rules, Consumer<Finding> found) {
        if (size(audit) < MANY || isOneHalf(rules)) {
            for (Rule rule : rules) {
                rule.check(audit, found);
            }
            return;
        }
        List<Rule> aboutGrants = new ArrayList<>();
        List<Rule> others = new ArrayList<>();
        for (Rule rule : rules) {
            (isAboutGrants(rule) ? aboutGrants : others).add(rule);
        }
        Audit twin = audit.twin();
        SecondThread<List<List<Finding>>> second = SecondThread.begin("rules", new Callable<>() {
            @Override
            public List<List<Finding>> call() {
                return checked(twin, aboutGrants);
            }
        });
        List<List<Finding>> first = checked(audit, others);
        List<List<Finding>> beside = second.got();
        int ofFirst = 0;
        int ofSecond = 0;
        for (Rule rule : rules) {
            List<List<Finding>> from = isAboutGrants(rule) ? beside : first;
            for (Finding finding : from.get(isAboutGrants(rule) ? ofSecond++ : ofFirst++)) {
                found.accept(finding);
            }
        }
    }

    /**
     * Runs rules over two inputs: over large ones each on a thread of its own.
     *
     * @param rules the rules for either, in their order
     * @return what they find in either, in the order of the rules
     */
    static List<List<Finding>> ofBoth(List<Audit> audits, List<List<Rule>> rules) {
        Callable<List<Finding>> other = new Callable<>() {
            @Override
            public List<Finding> call() {
                return flat(checked(audits.get(1), rules.get(1)));
            }
        };
        boolean few = size(audits.get(0)) + size(audits.get(1)) < MANY;
        SecondThread<List<Finding>> second = few ? SecondThread.now(other) : SecondThread.begin("rules", other);
        return List.of(flat(checked(audits.get(0), rules.get(0))), second.got());
    }

    private static List<Finding> flat(List<List<Finding>> lists) {
        List<Finding> all = new ArrayList<>();
        for (List<Finding> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    private static int size(Audit audit) {
        Objects objects = audit.snapshot().objects();
        return objects.bindings().size() + objects.workloads().size();
    }

    /**
     * Half of the work, and one that looks at bindings and roles; the other half looks at accounts and what runs as them.
     * What either remembers the other seldom needs.
     */
    private static boolean isAboutGrants(Rule rule) {
        String id = rule.info().id();
        return id.startsWith("SA3") || id.startsWith("SA4");
    }

    /** Whether there is nothing for a second thread: few rules were selected. */
    private static boolean isOneHalf(List<Rule> rules) {
        for (Rule rule : rules) {
            if (isAboutGrants(rule) != isAboutGrants(rules.get(0))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<Finding>> checked(Audit audit, List<Rule> rules) {
        List<List<Finding>> all = new ArrayList<>(rules.size());
        for (Rule rule : rules) {
            List<Finding> ofRule = new ArrayList<>();
            rule.check(audit, new Consumer<>() {
                @Override
                public void accept(Finding finding) {
                    ofRule.add(finding);
                }
            });
            all.add(ofRule);
        }
        return all;
    }
}
