package io.saaudit.rule;

import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.rbac.HeldPower;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said of a dangerous permission, in one line. */
final class GrantWords {
    private static final int MOST_NAMES = 3;

    private GrantWords() {}

    /** Who may do what where, by what else, and what runs as them. */
    static String message(Audit audit, GrantCase found) {
        GrantCase.Holder worst = found.worst();
        String what = "may " + power(worst.told().power(), !found.unheld()) + with(worst.told());
        if (found.unheld()) {
            return "whoever holds it " + what + "; nobody does";
        }
        return who(found) + what + beside(worst) + "; " + Words.users(users(audit, found));
    }

    /** The power's title, the names that it is limited to, and the scope. */
    static String power(HeldPower held, boolean scoped) {
        StringBuilder text = new StringBuilder(held.power().title());
        if (held.otherNamesOnly()) {
            Set<String> names = NamedTargets.names(held.decisive());
            if (names.isEmpty()) {
                text.append(" (some names only)");
            } else {
                text.append(" (named ").append(some(names)).append(')');
            }
        }
        if (scoped) {
            text.append(' ').append(Words.in(held.scope()));
        }
        return text.toString();
    }

    private static String some(Set<String> names) {
        List<String> shown = new ArrayList<>(names).subList(0, Math.min(MOST_NAMES, names.size()));
        int more = names.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }

    /** The worst of what a wildcard stands for. */
    private static String with(ToldPower told) {
        HeldPower worst = null;
        for (HeldPower included : told.includes()) {
            worst = worst == null || included.severity().compareTo(worst.severity()) > 0 ? included : worst;
        }
        return worst == null ? "" : ", and so " + worst.power().title();
    }

    /** Other bindings that it takes. */
    private static String beside(GrantCase.Holder holder) {
        Set<ObjectKey> bindings = new LinkedHashSet<>();
        for (Grant grant : holder.beside()) {
            bindings.add(grant.binding().key());
        }
        if (bindings.isEmpty()) {
            return "";
        }
        int more = bindings.size() - 1;
        return ", together with " + bindings.iterator().next() + (more == 0 ? "" : " and " + more + " more");
    }

    private static String who(GrantCase found) {
        List<String> subjects = found.subjects();
        GrantCase.Holder worst = found.worst();
        String who = worst.group() == null ? "" : everyone(worst.group());
        if (subjects.size() == 1) {
            return who.isEmpty() ? "" : who + " ";
        }
        String others = Words.count(subjects.size() - 1, "other");
        return (who.isEmpty() ? worst.who().shown() : who) + " and " + others + " ";
    }

    /** The members of a group that accounts are in. */
    static String everyone(String group) {
        if (group.equals(Identity.AUTHENTICATED)) {
            return "everybody with a credential, every account among them,";
        }
        return group.equals(Identity.ALL_ACCOUNTS)
                ? "every account"
                : "every account of " + group.substring(Identity.ALL_ACCOUNTS.length() + 1);
    }

    /** What runs as the accounts; of a group's members all that do. */
    static List<Use> users(Audit audit, GrantCase found) {
        Set<Use> uses = new LinkedHashSet<>();
        for (GrantCase.Holder holder : found.holders()) {
            if (holder.who() == null) {
                continue;
            }
            if (holder.group() == null) {
                String[] account = holder.who().account();
                uses.addAll(audit.workloads().runningAs(account[0], account[1]));
            } else {
                for (Use use : audit.workloads().all()) {
                    boolean member = Grants.isOfAll(holder.group())
                            || holder.group()
                                    .equals(Identity.ALL_ACCOUNTS + ":"
                                            + use.owner().namespace());
                    if (member) {
                        uses.add(use);
                    }
                }
            }
        }
        return new ArrayList<>(uses);
    }
}
