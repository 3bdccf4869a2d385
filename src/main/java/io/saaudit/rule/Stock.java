package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Covers;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.RbacState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every account holds by the API server's own roles (semantics D.3), so that findings can tell what goes beyond it.
 *
 * <p>Taken from the objects that are there, and only as far as they say what a fresh API server has: a label or a name
 * proves nothing, and a rule that somebody added to a built-in role goes beyond it.
 */
public final class Stock {
    private static final List<String> EVERY_ACCOUNT = List.of(Identity.ALL_ACCOUNTS, Identity.AUTHENTICATED);

    private final RbacState state;
    private final RbacState builtIn;
    private final Map<ObjectKey, Binding> builtInBindings = new HashMap<>();
    private final List<PolicyRule> everyones = new ArrayList<>();
    /** By user name: several rules ask for the same accounts. */
    private final Map<String, Extra> extras = new HashMap<>();

    /** Most accounts hold the same few rules. */
    private final Map<PolicyRule, Boolean> beyond = new IdentityHashMap<>();

    /**
     * A role that somebody holds, with what it gives beyond what every account has.
     *
     * @param holding the role and its binding
     * @param rules the rules that give more; empty when the role was not read
     */
    public record Part(Holding holding, List<RoleRule> rules) {}

    /**
     * @param state what is there
     * @param builtIn what a fresh API server has
     */
    public Stock(RbacState state, RbacState builtIn) {
        this.state = state;
        this.builtIn = builtIn;
        for (Binding binding : builtIn.bindings()) {
            builtInBindings.put(binding.key(), binding);
        }
        for (String group : EVERY_ACCOUNT) {
            for (Holding holding : state.ofGroup(group).all()) {
                if (holding.role() != null) {
                    addStock(holding);
                }
            }
        }
    }

    /** The same, with a memory of its own. */
    Stock twin() {
        return new Stock(state, builtIn);
    }

    private void addStock(Holding holding) {
        Binding known = builtInBindings.get(holding.binding().key());
        if (known == null || !known.roleRef().equals(holding.binding().roleRef()) || !names(known, holding)) {
            return;
        }
        List<PolicyRule> fresh = policies(builtIn.roleOf(known));
        for (RoleRule rule : holding.role().rules()) {
            if (Covers.all(fresh, List.of(rule.policy()))) {
                everyones.add(rule.policy());
            }
        }
    }

    private static boolean names(Binding known, Holding holding) {
        Subject subject = holding.binding().subjects().get(holding.subject());
        String user = RbacState.userName(subject, holding.binding());
        for (Subject other : known.subjects()) {
            boolean same = user == null
                    ? other.kind().equals(subject.kind()) && other.name().equals(subject.name())
                    : user.equals(RbacState.userName(other, known));
            if (same) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the identity holds beyond what every account has: by its name and by all of its groups. Bindings whose role
     * was not read are among it, without rules.
     */
    public List<Part> beyond(Identity identity) {
        List<Part> parts = new ArrayList<>();
        for (Holding holding : state.holdings(identity)) {
            if (holding.role() == null) {
                parts.add(new Part(holding, List.of()));
                continue;
            }
            List<RoleRule> more = new ArrayList<>();
            for (RoleRule rule : holding.role().rules()) {
                if (isBeyond(rule)) {
                    more.add(rule);
                }
            }
            if (!more.isEmpty()) {
                parts.add(new Part(
                        holding,
                        more.size() == holding.role().rules().size()
                                ? holding.role().rules()
                                : List.copyOf(more)));
            }
        }
        return parts;
    }

    /** What was worked out before, by user name. */
    Map<String, Extra> extras() {
        return extras;
    }

    /** Whether the rule gives more than every account has. */
    public boolean isBeyond(RoleRule rule) {
        Boolean known = beyond.get(rule.policy());
        if (known == null) {
            known = !Covers.all(everyones, List.of(rule.policy()));
            beyond.put(rule.policy(), known);
        }
        return known;
    }

    /**
     * Whether an API server by itself gives this rule to this subject: its own binding of this key names the subject and
     * the role, and its own role has the rule. A name or a label proves nothing, and what somebody added is not its own.
     */
    boolean isByItself(Holding holding, RoleRule rule) {
        if (holding.binding().assumed()) {
            return true;
        }
        Binding known = builtInBindings.get(holding.binding().key());
        return known != null
                && known.roleRef().equals(holding.binding().roleRef())
                && names(known, holding)
                && isBuiltIn(holding.role(), rule);
    }

    /** Whether an API server by itself names this subject in a binding of this key to this role. */
    boolean givesByItself(Holding holding) {
        Binding known = builtInBindings.get(holding.binding().key());
        return known != null && known.roleRef().equals(holding.binding().roleRef()) && names(known, holding);
    }

    /** Whether an API server's own role of this name has the rule. */
    boolean isBuiltIn(Role role, RoleRule rule) {
        if (role.assumed()) {
            return true;
        }
        Role known = builtIn.role(role.namespace(), role.name());
        return known != null && Covers.all(policies(known), List.of(rule.policy()));
    }

    /** Whether an API server keeps a role of this name, and puts back what is taken out of it. */
    boolean isKept(Role role) {
        return builtIn.role(role.namespace(), role.name()) != null;
    }

    /** Whether an API server keeps a binding of this name. */
    boolean isKept(Binding binding) {
        return builtInBindings.containsKey(binding.key());
    }

    /** An API server's own role, a ClusterRole where the namespace is empty; null when it has none of that name. */
    Role fresh(String namespace, String name) {
        return builtIn.role(namespace, name);
    }

    private static List<PolicyRule> policies(Role role) {
        List<PolicyRule> policies = new ArrayList<>(role.rules().size());
        for (RoleRule rule : role.rules()) {
            policies.add(rule.policy());
        }
        return policies;
    }

    /** Whether an API server by itself names this account in its binding of this key (semantics D.3). */
    public boolean namesByItself(Binding binding, String user) {
        Binding known = builtInBindings.get(binding.key());
        if (known != null) {
            for (Subject subject : known.subjects()) {
                if (user.equals(RbacState.userName(subject, known))) {
                    return true;
                }
            }
        }
        return false;
    }
}
