package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Draws requests about a cluster at random, so that grants and near misses are frequent: what some rule that somebody
 * holds allows, and as often that changed in one part to what another rule says. The same seed over the same roles and
 * bindings draws the same requests.
 */
public final class SampleRequests {
    private static final int TRIES = 1_000;

    private final Random random;
    private final RbacState state;
    private final List<Identity> identities;
    private final RequestDraw draw;
    private final List<Binding> bindings = new ArrayList<>();

    /**
     * A question.
     *
     * @param who asks
     * @param what is asked
     */
    public record Question(Identity who, Request what) {}

    /**
     * Over roles and bindings.
     *
     * @param state roles and bindings
     * @param identities whom to ask about; empty: everybody whom a binding names, nodes left out, whose rights are not
     *     those of RBAC alone
     * @param seed of the random numbers
     */
    public SampleRequests(RbacState state, List<Identity> identities, long seed) {
        this.state = state;
        this.random = new Random(seed);
        this.draw = new RequestDraw(random, false);
        for (Binding binding : state.bindings()) {
            Role role = state.roleOf(binding);
            draw.learn(binding.namespace());
            if (role != null && !role.rules().isEmpty()) {
                bindings.add(binding);
                role.rules().forEach(rule -> draw.learn(rule.policy()));
            }
        }
        this.identities = identities.isEmpty() ? named() : List.copyOf(identities);
    }

    private List<Identity> named() {
        TreeSet<String> seen = new TreeSet<>();
        List<Identity> all = new ArrayList<>();
        for (Binding binding : bindings) {
            for (Subject subject : binding.subjects()) {
                Identity who = RequestDraw.identity(subject, binding);
                if (!who.user().startsWith("system:node:") && seen.add(who.toString())) {
                    all.add(who);
                }
            }
        }
        return all;
    }

    /** Whom it asks about. */
    public List<Identity> identities() {
        return identities;
    }

    /** The next question; null when there is nothing to ask about. */
    public Question next() {
        if (identities.isEmpty()) {
            return null;
        }
        Identity who = draw.one(identities);
        List<Holding> holdings = state.holdings(who);
        for (int i = 0; i < TRIES && !holdings.isEmpty() && random.nextInt(4) > 0; i++) {
            Holding holding = draw.one(holdings);
            if (holding.role() != null && !holding.role().rules().isEmpty()) {
                return new Question(
                        who, draw.near(draw.one(holding.role().rules()).policy(), holding.binding()));
            }
        }
        if (bindings.isEmpty()) {
            return new Question(who, draw.any());
        }
        // What somebody else may do.
        Binding binding = draw.one(bindings);
        return new Question(
                who, draw.near(draw.one(state.roleOf(binding).rules()).policy(), binding));
    }
}
