package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A rule about a binding to a group that says nothing of who is in it. */
abstract class ManySubjects extends BindingRule {
    private static final int MOST_ACCOUNTS = 5;
    private static final List<String> READ = List.of("get", "list", "watch");

    @Override
    final boolean isOf(Subject subject, Binding binding) {
        return info().id().equals(Speaker.ofGroup(subject));
    }

    /** A role that does not exist gives nothing yet: SA408 tells that. */
    @Override
    boolean meets(Audit audit, Holding holding) {
        return info().id().equals(Speaker.of(audit, holding))
                && (holding.role() != null || !audit.complete(holding.namespace(), Audit.ROLES));
    }

    /**
     * That of the worst power, at least the usual one; less where the role was not read, or where it only reads and no
     * power is among that: one level less in the whole cluster, and low in a namespace or of named objects.
     */
    @Override
    Severity severity(Bound bound) {
        Severity usual = info().severity();
        if (!bound.resolved()) {
            return usual.lower();
        }
        List<RoleRule> rules = bound.beyond();
        if (rules.isEmpty()) {
            return null;
        }
        if (isNamedReading(rules)) {
            return Severity.LOW.or(bound.worst());
        }
        if (bound.powers().isEmpty() && isReading(rules)) {
            return bound.binding().cluster() ? usual.lower() : Severity.LOW;
        }
        return usual.or(bound.worst());
    }

    /** Whether it is no more than to read, objects or URLs. */
    private static boolean isReading(List<RoleRule> rules) {
        for (RoleRule rule : rules) {
            if (!READ.containsAll(rule.policy().verbs())) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is no more than to read certain objects: whoever lists names means to publish them. */
    private static boolean isNamedReading(List<RoleRule> rules) {
        for (RoleRule rule : rules) {
            boolean read = READ.containsAll(rule.policy().verbs())
                    && !rule.policy().resourceNames().isEmpty()
                    && !rule.policy().resourceNames().contains("");
            if (!read) {
                return false;
            }
        }
        return true;
    }

    /** How many accounts in sight are in the group, and how many workloads hold a token of one of them. */
    static void count(Audit audit, String namespace, Facts facts) {
        int number = 0;
        StringBuilder names = new StringBuilder();
        Set<ObjectKey> holders = new TreeSet<>();
        for (Account account : audit.accounts().all()) {
            if (!account.assumedOnly()
                    && (namespace.isEmpty() || account.namespace().equals(namespace))) {
                number++;
                for (Use use : audit.workloads().runningAs(account.namespace(), account.name())) {
                    if (PowerfulWorkload.hasToken(audit, use)) {
                        holders.add(use.owner());
                    }
                }
                if (number <= MOST_ACCOUNTS) {
                    names.append(number == 1 ? ": " : ", ").append(account.qualifiedName());
                }
            }
        }
        facts.at(
                "these are " + Words.count(number, "account") + " in sight, and all that are yet to come" + names
                        + (number > MOST_ACCOUNTS ? ", …" : ""),
                Positions.NONE);
        if (!holders.isEmpty()) {
            StringBuilder owners = new StringBuilder();
            int shown = 0;
            for (ObjectKey owner : holders) {
                if (++shown <= MOST_ACCOUNTS) {
                    owners.append(shown == 1 ? ": " : ", ").append(owner);
                }
            }
            facts.at(
                    "a token of one of them is in reach of the containers of "
                            + Words.count(holders.size(), "workload") + owners
                            + (holders.size() > MOST_ACCOUNTS ? ", …" : ""),
                    Positions.NONE);
        }
    }
}
