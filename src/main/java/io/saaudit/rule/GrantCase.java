package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Role;
import io.saaudit.model.Severity;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A dangerous permission with its cause: the binding that gives the decisive part of it, or a role that nobody holds. */
final class GrantCase {
    private final String rule;
    private final ObjectKey cause;
    private final List<Holder> holders = new ArrayList<>(1);

    /**
     * Somebody who has it by one definition of the binding.
     *
     * @param who the account, or a nameless member of a group that accounts are in; null for a role that nobody holds
     * @param through the holdings by the causing binding
     * @param powers the ways to have it, the worst first
     */
    record Holder(Identity who, List<Holding> through, List<ToldPower> powers) {
        /** The worst. */
        ToldPower told() {
            return powers.get(0);
        }

        /** The group that has it, or null for an account. */
        String group() {
            return who != null && who.user().isEmpty() ? who.groups().get(0) : null;
        }

        /** Its user name; of a group {@code group:NAME}, which no account is called. */
        String name() {
            return group() == null ? who.user() : who.shown();
        }

        /** Grants of other bindings that it takes as well; another definition of this one is none. */
        List<Grant> beside() {
            List<Grant> beside = new ArrayList<>();
            for (ToldPower told : powers) {
                for (Grant grant : told.power().grants()) {
                    boolean own = through.isEmpty()
                            || grant.binding()
                                    .key()
                                    .equals(through.get(0).binding().key());
                    if (!own && !beside.contains(grant)) {
                        beside.add(grant);
                    }
                }
            }
            return beside;
        }
    }

    GrantCase(String rule, ObjectKey cause) {
        this.rule = rule;
        this.cause = cause;
    }

    void add(Holder holder) {
        holders.add(holder);
    }

    String rule() {
        return rule;
    }

    ObjectKey cause() {
        return cause;
    }

    List<Holder> holders() {
        return holders;
    }

    /** The one that has the worst of it: of equals the first. */
    Holder worst() {
        Holder worst = holders.get(0);
        for (Holder holder : holders) {
            worst = holder.told().severity().compareTo(worst.told().severity()) > 0 ? holder : worst;
        }
        return worst;
    }

    Severity severity() {
        return worst().told().severity();
    }

    /** Whether it is a role that nobody holds. */
    boolean unheld() {
        return holders.get(0).who() == null;
    }

    /** Who has it, each once, accounts by name and then groups. */
    List<String> subjects() {
        Set<String> accounts = new LinkedHashSet<>();
        Set<String> groups = new LinkedHashSet<>();
        if (!unheld()) {
            for (Holder holder : holders) {
                (holder.group() == null ? accounts : groups).add(holder.name());
            }
        }
        accounts.addAll(groups);
        return List.copyOf(accounts);
    }

    /** The binding's definitions that count; none for a role that nobody holds. */
    Set<Binding> bindings() {
        Set<Binding> bindings = new LinkedHashSet<>();
        for (Holder holder : holders) {
            for (Holding holding : holder.through()) {
                bindings.add(holding.binding());
            }
        }
        return bindings;
    }

    /** The role whose rules give it: the binding's, or the one that nobody holds. */
    Role role() {
        return worst().told().power().decisive().get(0).role();
    }
}
