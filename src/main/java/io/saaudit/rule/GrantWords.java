package io.saaudit.rule;

import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.rbac.HeldPower;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is said of a dangerous permission, in one line. */
final class GrantWords {
    private static final int MOST_NAMES = 3;

    private GrantWords() {}

    /** Who may do what where, by which role, by what else, and what runs as them. */
    static String message(Audit audit, GrantCase found) {
        GrantCase.Holder worst = found.worst();
        ToldPower told = worst.told();
        if (found.unheld()) {
            return "whoever holds " + found.role().key() + " may " + power(told.power()) + with(told) + "; nobody does";
        }
        return who(found) + "may " + power(told.power()) + " "
                + Words.in(told.power().scope()) + " by "
                + Words.shortly(found.role().key()) + with(told) + beside(worst) + "; "
                + Words.users(users(audit, found));
    }

    /** The power's title, what it is about, and the names that it is limited to. */
    private static String power(HeldPower held) {
        StringBuilder text = new StringBuilder(held.power().title());
        Set<String> about = about(held);
        if (!about.isEmpty()) {
            text.append(" (").append(some(about)).append(')');
        }
        Set<String> names = NamedTargets.names(held.decisive());
        if (!names.isEmpty() && (held.otherNamesOnly() || isNamed(held.decisive()))) {
            text.append(" (named ").append(some(names)).append(')');
        } else if (held.otherNamesOnly()) {
            text.append(" (some names only)");
        }
        return text.toString();
    }

    private static boolean isNamed(List<Grant> grants) {
        for (Grant grant : grants) {
            if (grant.rule().policy().resourceNames().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** What a wildcard is about: the resources, or the groups of which it is all. */
    private static Set<String> about(HeldPower held) {
        boolean groups = held.power().id().equals("SA303");
        if (!groups && !held.power().id().equals("SA302") && !held.power().id().equals("SA304")) {
            return Set.of(); // its title says it
        }
        Set<String> about = new TreeSet<>();
        for (Grant grant : held.decisive()) {
            PolicyRule part =
                    Narrowed.to(grant.rule().policy(), held.power().needs().get(0));
            if (!groups) {
                about.addAll(part.resources());
                continue;
            }
            for (String group : part.apiGroups()) {
                about.add(group(group));
            }
        }
        return about;
    }

    private static String group(String entry) {
        return entry.isEmpty() ? "core" : entry.equals("*") ? "and any other" : entry;
    }

    private static String some(Set<String> names) {
        List<String> shown = new ArrayList<>(names).subList(0, Math.min(MOST_NAMES, names.size()));
        int more = names.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }

    /** The worst of what a wildcard stands for. */
    private static String with(ToldPower told) {
        return told.includes().isEmpty()
                ? ""
                : ", and so " + told.includes().get(0).power().title();
    }

    /** Other bindings that it takes. */
    private static String beside(GrantCase.Holder holder) {
        Set<ObjectKey> bindings = new LinkedHashSet<>();
        for (Grant grant : holder.told().power().grants()) {
            bindings.add(grant.binding().key());
        }
        bindings.remove(holder.through().get(0).binding().key());
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
        if (found.holders().size() == 1) {
            return users(audit, found.holders().get(0));
        }
        // By identity: to compare two workloads is to compare all that is in them.
        Set<Use> uses = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Use> all = new ArrayList<>();
        for (GrantCase.Holder holder : found.holders()) {
            for (Use use : users(audit, holder)) {
                if (uses.add(use)) {
                    all.add(use);
                }
            }
        }
        return all;
    }

    private static List<Use> users(Audit audit, GrantCase.Holder holder) {
        if (holder.group() != null) {
            return audit.grants().members(audit, holder.group());
        }
        String[] account = holder.who().account();
        return audit.workloads().runningAs(account[0], account[1]);
    }
}
