package io.saaudit.live;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Subject;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.RequestDraw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Requests about a cluster, drawn so that grants and near misses are frequent: what some rule allows, asked by somebody
 * whom some binding names, and then often changed in one part to what another rule says.
 */
final class Questions {
    /**
     * A question.
     *
     * @param who asks
     * @param what is asked
     */
    record Question(Identity who, Request what) {}

    private static final String BOOTSTRAP = "kubernetes.io/bootstrapping";
    private static final int OWN_BINDINGS_OF_FOUR = 3;

    private final Random random;
    private final List<Binding> own = new ArrayList<>();
    private final List<Binding> builtIn = new ArrayList<>();
    private final RbacState state;
    private final List<Identity> identities;
    private final RequestDraw draw;

    Questions(RbacState state, long seed) {
        this.state = state;
        random = new Random(seed);
        draw = new RequestDraw(random, true);
        for (Binding binding : state.bindings()) {
            (binding.meta().labels().containsKey(BOOTSTRAP) ? builtIn : own).add(binding);
            draw.learn(binding.namespace());
        }
        for (Binding binding : own) {
            Role role = state.roleOf(binding);
            if (role != null) {
                role.rules().forEach(r -> draw.learn(r.policy()));
            }
        }
        TreeSet<String> seen = new TreeSet<>();
        identities = new ArrayList<>();
        for (Binding binding : own) {
            for (Subject subject : binding.subjects()) {
                Identity who = RequestDraw.identity(subject, binding);
                if (seen.add(who.toString())) {
                    identities.add(who);
                }
            }
        }
    }

    /** The next one. A node's identity is never asked about: its rights are not those of RBAC alone. */
    Question next() {
        while (true) {
            boolean fromOwn = builtIn.isEmpty() || random.nextInt(4) < OWN_BINDINGS_OF_FOUR;
            Binding binding = draw.one(fromOwn ? own : builtIn);
            Role role = state.roleOf(binding);
            if (role == null || role.rules().isEmpty() || binding.subjects().isEmpty()) {
                continue;
            }
            boolean another = identities.isEmpty() || random.nextInt(4) == 0;
            Identity who = another && !identities.isEmpty()
                    ? draw.one(identities)
                    : RequestDraw.identity(draw.one(binding.subjects()), binding);
            if (who.user().startsWith("system:node:")) {
                continue;
            }
            return new Question(who, draw.near(draw.one(role.rules()).policy(), binding));
        }
    }
}
