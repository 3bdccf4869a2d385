package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.model.Truth;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an account may do beyond what every account may, by its name and through its groups. */
final class Extra {
    private final List<Stock.Part> parts;
    private final List<Binding> unresolved;
    private List<HeldPower> powers;
    private Severity worstOfItsOwn;

    private Extra(List<Stock.Part> parts, List<Binding> unresolved) {
        this.parts = parts;
        this.unresolved = unresolved;
    }

    /** Roles with the rules that have an effect and give more. */
    List<Stock.Part> parts() {
        return parts;
    }

    /** Bindings whose role was not read. */
    List<Binding> unresolved() {
        return unresolved;
    }

    static Extra of(Audit audit, Identity identity) {
        Extra known = audit.stock().extras().get(identity.user());
        if (known == null) {
            known = compute(audit, identity);
            audit.stock().extras().put(identity.user(), known);
        }
        return known;
    }

    /** That of an identity which is no account: several may have one user name, with other groups. */
    static Extra compute(Audit audit, Identity identity) {
        List<Stock.Part> parts = new ArrayList<>();
        List<Binding> unresolved = new ArrayList<>();
        // Worked out only for rules whose effect hangs on others: to keep it for every account takes much memory.
        Set<Grant> effective = null;
        for (Stock.Part part : audit.stock().beyond(identity)) {
            if (part.holding().role() == null) {
                unresolved.add(part.holding().binding());
                continue;
            }
            List<RoleRule> rules = new ArrayList<>(part.rules().size());
            for (RoleRule rule : part.rules()) {
                Truth effect = audit.permissions().effect(part.holding(), rule);
                if (effect == Truth.UNKNOWN && effective == null) {
                    effective = effective(audit.permissions().of(identity));
                }
                if (effect == Truth.YES
                        || effect == Truth.UNKNOWN
                                && effective.contains(part.holding().grant(rule))) {
                    rules.add(rule);
                }
            }
            if (!rules.isEmpty()) {
                parts.add(
                        rules.size() == part.rules().size()
                                ? part
                                : new Stock.Part(part.holding(), List.copyOf(rules)));
            }
        }
        return new Extra(List.copyOf(parts), List.copyOf(unresolved));
    }

    private static Set<Grant> effective(Permissions permissions) {
        Set<Grant> grants = new HashSet<>();
        for (List<PermissionRow> rows : List.of(permissions.live(), permissions.limited())) {
            for (PermissionRow row : rows) {
                grants.addAll(row.grants());
                grants.addAll(row.redundant());
            }
        }
        return grants;
    }

    /** Whether there is nothing. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The powers among it, worst first. */
    List<HeldPower> powers(Audit audit) {
        if (powers == null) {
            powers = audit.powers().of(holdings());
        }
        return powers;
    }

    private List<Holding> holdings() {
        List<Holding> holdings = new ArrayList<>(parts.size());
        for (Stock.Part part : parts) {
            holdings.add(part.holding());
        }
        return holdings;
    }

    /**
     * Whether another account would have all of it too: there is nothing, or it comes through groups that every account is
     * in. One binding gives it, which SA402 or SA403 tells once, or SA701 where the binding is the API server's own: it is no
     * finding of each account.
     */
    boolean isEveryones() {
        for (Stock.Part part : parts) {
            if (!part.holding().isEverybodys()) {
                return false;
            }
        }
        return true;
    }

    /** Whether no binding names the account itself: it comes through groups, if at all. */
    boolean isByGroupsAlone() {
        for (Stock.Part part : parts) {
            Binding binding = part.holding().binding();
            if (!(binding.subjects().get(part.holding().subject()) instanceof Subject.Group)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a power of severity high or critical is among what not every account has (a powerful account). */
    boolean isPowerful(Audit audit) {
        return worstOfItsOwn(audit).compareTo(Severity.HIGH) >= 0;
    }

    /** That of the worst power that not every account has; info without one. */
    Severity worstOfItsOwn(Audit audit) {
        if (worstOfItsOwn == null) {
            worstOfItsOwn = Severity.INFO;
            for (HeldPower power : powers(audit)) {
                worstOfItsOwn = isEveryones(power) ? worstOfItsOwn : worstOfItsOwn.or(power.severity());
            }
        }
        return worstOfItsOwn;
    }

    private boolean isEveryones(HeldPower power) {
        for (Grant grant : power.grants()) {
            for (Stock.Part part : parts) {
                boolean same = part.holding().binding() == grant.binding()
                        && part.holding().subject() == grant.subject();
                if (same && !part.holding().isEverybodys()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** In the form of a finding's extent. */
    List<String> extent() {
        TreeSet<String> lines = new TreeSet<>();
        for (Stock.Part part : parts) {
            Extent.add(part.holding().binding().scope(), part.rules(), lines);
        }
        return List.copyOf(lines);
    }

    /** The powers among it, and no more of the rules that they stand in, in the form of a finding's extent. */
    List<String> extentOfPowers(Audit audit) {
        TreeSet<String> lines = new TreeSet<>();
        extent(powers(audit), lines);
        return List.copyOf(lines);
    }

    /** The powers, and no more of the rules that they stand in, in the form of a finding's extent. */
    static void extent(List<HeldPower> powers, TreeSet<String> to) {
        for (HeldPower held : powers) {
            List<Power.Atom> atoms = new ArrayList<>();
            for (List<Power.Atom> need : held.power().needs()) {
                atoms.addAll(need);
            }
            for (Grant grant : held.grants()) {
                PolicyRule part = Narrowed.to(grant.rule().policy(), atoms);
                Extent.add(grant.scope(), part == null ? grant.rule().policy() : part, to);
            }
        }
    }

    /** In a few words after "may". */
    String summary(Audit audit) {
        List<HeldPower> powers = powers(audit);
        if (!powers.isEmpty()) {
            return Words.powers(powers);
        }
        List<String> rules = new ArrayList<>();
        for (Stock.Part part : parts) {
            String where = " " + Words.in(part.holding().binding().scope());
            for (RoleRule rule : part.rules()) {
                rules.add(Words.rule(rule.policy()) + where);
            }
        }
        return Words.least(rules);
    }

    /** The bindings, roles and powers of it, as evidence. */
    void tell(Audit audit, Facts facts) {
        List<HeldPower> powers = powers(audit);
        for (Stock.Part part : parts) {
            facts.subject(part.holding()).role(part.holding());
            if (powers.isEmpty()) {
                facts.rules(part.holding().role(), part.rules());
            }
        }
        facts.powers(powers);
    }
}
