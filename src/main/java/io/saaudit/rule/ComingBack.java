package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Positions;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.rbac.BindingPowers;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the holders of one of an API server's own roles may do after its next start, and not before: at every start the
 * server puts back the rules that are missing (semantics D.3), so that a role that was written smaller is what it always
 * was a little later.
 *
 * @param powers the dangerous permissions, the worst first
 * @param holdings who holds it by a binding that was read, and not by the server's own word
 */
record ComingBack(List<HeldPower> powers, List<Holding> holdings) {
    private static final int MOST = 10;

    private static final BindingPowers.Counted ALL = new BindingPowers.Counted() {
        @Override
        public boolean counts(Holding holding, RoleRule rule) {
            return true;
        }
    };

    /** That of a role that was read and lacks rules; nothing where the server leaves it as it is. */
    static ComingBack of(Audit audit, Role role) {
        List<HeldPower> powers = new ArrayList<>();
        List<Holding> holdings = new ArrayList<>();
        Role fresh = audit.stock().fresh(role.namespace(), role.name());
        if (fresh != null && !Drift.isFrozen(role)) {
            for (Binding binding : audit.state().giving(role)) {
                List<Holding> added = binding.assumed() ? List.of() : added(audit, binding);
                List<HeldPower> more = added.isEmpty() ? List.of() : more(audit, role, fresh, binding);
                if (!more.isEmpty()) {
                    powers.addAll(more);
                    holdings.addAll(added);
                }
            }
        }
        powers.sort(HeldPower.WORST_FIRST);
        return new ComingBack(List.copyOf(powers), List.copyOf(holdings));
    }

    private static List<HeldPower> more(Audit audit, Role role, Role fresh, Binding binding) {
        Set<String> now = new HashSet<>();
        for (HeldPower power : audit.powers().byBinding().ofRole(role, binding.scope(), ALL)) {
            now.add(power.power().id());
        }
        List<HeldPower> more = new ArrayList<>();
        for (HeldPower power : audit.powers().byBinding().ofRole(fresh, binding.scope(), ALL)) {
            if (!now.contains(power.power().id())) {
                more.add(power);
            }
        }
        return more;
    }

    private static List<Holding> added(Audit audit, Binding binding) {
        List<Holding> added = new ArrayList<>();
        for (int i = 0; i < binding.subjects().size(); i++) {
            Holding holding = audit.state().holding(binding, i);
            if (holding != null && !audit.stock().givesByItself(holding)) {
                added.add(holding);
            }
        }
        return added;
    }

    /** User names and groups, as {@link Bound#name(Holding)} has them. */
    Set<String> holders() {
        Set<String> names = new TreeSet<>();
        for (Holding holding : holdings) {
            names.add(Bound.name(holding));
        }
        return names;
    }

    /** After the rules that are missing. */
    String inWords() {
        Set<String> names = holders();
        String first = Bound.account(names);
        int more = names.size() - 1;
        return "; what is missing comes back with the next start of the API server, and then "
                + (first.isEmpty() ? names.iterator().next() : first)
                + (more == 0 ? "" : " and " + Words.count(more, "other"))
                + " may " + Words.powers(powers);
    }

    void tell(Facts facts) {
        for (Holding holding : holdings.subList(0, Math.min(MOST, holdings.size()))) {
            facts.subject(holding);
        }
        facts.at(
                "as the API server makes it, "
                        + holdings.get(0).binding().roleRef().name() + " may " + Words.powers(powers) + ", "
                        + powers.get(0).severity().word(),
                Positions.NONE);
    }
}
