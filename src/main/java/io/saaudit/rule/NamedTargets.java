package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Names;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.rbac.BindingPowers;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How bad a power over named roles, accounts, users or groups is: as bad as what the worst of them may do. One that is
 * not in sight counts as the power itself says, one that may do nothing dangerous as info.
 */
final class NamedTargets {
    private static final BindingPowers.Counted ALL = new BindingPowers.Counted() {
        @Override
        public boolean counts(Holding holding, RoleRule rule) {
            return true;
        }
    };

    private static final String IMPERSONATION = "SA318";

    private final Audit audit;

    NamedTargets(Audit audit) {
        this.audit = audit;
    }

    /**
     * The power, as bad as its targets; itself where it has no named targets, and null where nobody can be called by the
     * names.
     *
     * @param who the holder, to whom its own account is no gain; or null
     */
    HeldPower judged(HeldPower held, Identity who) {
        if (held.power().id().equals(IMPERSONATION) && !reaches(held)) {
            return null;
        }
        if (!held.otherNamesOnly() || !held.power().namedByTarget()) {
            return held;
        }
        Set<String> names = names(held.decisive());
        Severity worst = null;
        if (names.isEmpty()) {
            // Any role may be bound, by some bindings only: those give the roles that they name.
            worst = bindings(held);
        }
        for (String name : names) {
            Severity severity = target(held, name, who);
            worst = worst == null ? severity : worst.or(severity);
        }
        return worst == null ? held : held.withSeverity(worst);
    }

    /** Whether each need of it reaches somebody. */
    private static boolean reaches(HeldPower held) {
        for (List<Power.Atom> need : held.power().needs()) {
            boolean any = false;
            for (Power.Atom atom : need) {
                for (Grant grant : held.grants()) {
                    any = any || BindingPowers.covers(grant.rule().policy(), atom) && reaches(atom, grant);
                }
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private static boolean reaches(Power.Atom atom, Grant grant) {
        for (String name : grant.rule().policy().resourceNames()) {
            boolean nobody = switch (atom.resource()) {
                // Who asks to be an account is asked about serviceaccounts, by its bare name (semantics A.6).
                case "users" -> isAccount(name);
                case "serviceaccounts" -> !Names.isSubdomain(name);
                default -> false;
            };
            if (!nobody) {
                return true;
            }
        }
        return grant.rule().policy().resourceNames().isEmpty();
    }

    private static boolean isAccount(String user) {
        String[] account = new Identity(user, List.of()).account();
        return account != null && Names.isLabel(account[0]) && Names.isSubdomain(account[1]);
    }

    /** The names that the decisive rules are limited to. */
    static Set<String> names(List<Grant> grants) {
        Set<String> names = new TreeSet<>();
        for (Grant grant : grants) {
            names.addAll(grant.rule().policy().resourceNames());
        }
        names.remove("");
        return names;
    }

    private Severity target(HeldPower held, String name, Identity who) {
        List<Severity> found = new ArrayList<>();
        for (Power.Atom atom : held.power().needs().get(0)) {
            if (covered(atom, held.decisive(), name)) {
                switch (atom.resource()) {
                    case "roles", "clusterroles" -> roles(atom.resource(), name, held.scope(), found);
                    case "serviceaccounts", "serviceaccounts/token" -> accounts(name, held.scope(), who, found);
                    case "users" -> holder(new Identity(name, List.of(Identity.AUTHENTICATED)), found);
                    case "groups" -> holder(new Identity("", List.of(name, Identity.AUTHENTICATED)), found);
                    default -> {} // a node's rights are not in any role
                }
            }
        }
        Severity worst = null;
        for (Severity severity : found) {
            worst = worst == null ? severity : worst.or(severity);
        }
        return worst == null ? held.severity() : worst;
    }

    private static boolean covered(Power.Atom atom, List<Grant> by, String name) {
        for (Grant grant : by) {
            if (grant.rule().policy().resourceNames().contains(name)
                    && BindingPowers.covers(grant.rule().policy(), atom)) {
                return true;
            }
        }
        return false;
    }

    private void roles(String resource, String name, Scope scope, List<Severity> to) {
        if (resource.equals("clusterroles")) {
            add(audit.state().role("", name), scope, to);
        } else if (!scope.namespace().isEmpty()) {
            add(audit.state().role(scope.namespace(), name), scope, to);
        } else {
            for (Role role : audit.state().roles()) {
                if (!role.cluster() && role.name().equals(name)) {
                    add(role, Scope.of(role.namespace()), to);
                }
            }
        }
    }

    /** What a role gives to whoever holds it there. */
    private void add(Role role, Scope scope, List<Severity> to) {
        if (role == null) {
            return;
        }
        Severity worst = Severity.INFO;
        for (HeldPower power : audit.powers().byBinding().ofRole(role, scope, ALL)) {
            worst = worst.or(power.severity());
        }
        to.add(worst);
    }

    private Severity bindings(HeldPower held) {
        Set<String> names = names(held.grants());
        List<Severity> found = new ArrayList<>();
        for (Binding binding : audit.state().bindings()) {
            boolean there = held.scope().namespace().isEmpty()
                    || held.scope().namespace().equals(binding.namespace());
            if (there && names.contains(binding.name())) {
                add(audit.state().roleOf(binding), binding.scope(), found);
            }
        }
        Severity worst = null;
        for (Severity severity : found) {
            worst = worst == null ? severity : worst.or(severity);
        }
        return worst;
    }

    private void accounts(String name, Scope scope, Identity who, List<Severity> to) {
        if (!scope.namespace().isEmpty()) {
            account(audit.accounts().find(scope.namespace(), name), who, to);
            return;
        }
        for (Account account : audit.accounts().all()) {
            if (account.name().equals(name)) {
                account(account, who, to);
            }
        }
    }

    private void account(Account account, Identity who, List<Severity> to) {
        if (account != null && who != null && account.identity().user().equals(who.user())) {
            to.add(Severity.INFO);
        } else if (account != null) {
            to.add(Extra.of(audit, account.identity()).worstOfItsOwn(audit));
        }
    }

    /** A user or group that some binding names: nothing else tells that there is one. */
    private void holder(Identity identity, List<Severity> to) {
        boolean named = identity.user().isEmpty()
                ? !audit.state().ofGroup(identity.groups().get(0)).all().isEmpty()
                : !audit.state().ofUser(identity.user()).all().isEmpty();
        if (named) {
            List<HeldPower> powers = audit.powers().of(audit.state().holdings(identity));
            to.add(powers.isEmpty() ? Severity.INFO : powers.get(0).severity());
        }
    }
}
