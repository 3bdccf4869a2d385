package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Permissions;
import io.saaudit.model.Positions;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Subject;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.RbacState;
import io.saaudit.render.Rights;
import io.saaudit.render.Story;
import io.saaudit.rule.Audit;
import java.util.ArrayList;
import java.util.List;

/** Collects what there is to tell of roles and bindings. */
final class RoleStories {
    /** Somebody who holds one role and nothing else. */
    private static final Identity HOLDER = new Identity("holder", List.of());

    private final World world;
    private final Audit audit;
    private final Runnings runnings;

    RoleStories(World world, Audit audit, Runnings runnings) {
        this.world = world;
        this.audit = audit;
        this.runnings = runnings;
    }

    /** The story of a Role or ClusterRole. */
    Story.OfRole role(ObjectKey key) {
        Role role = audit.state().role(key.namespace(), key.name());
        List<Story.Given> bindings = new ArrayList<>();
        boolean inCluster = false;
        String namespace = key.namespace();
        for (Binding binding : audit.state().bindings()) {
            if (audit.state().roleOf(binding) == role) {
                bindings.add(given(binding));
                inCluster |= binding.cluster();
                namespace = namespace.isEmpty() ? binding.namespace() : namespace;
            }
        }
        List<Story.Effect> effects = new ArrayList<>();
        if (inCluster || namespace.isEmpty()) {
            effects.add(effect(role, Scope.CLUSTER));
        }
        if (!namespace.isEmpty()) {
            effects.add(effect(role, Scope.of(namespace)));
        }
        boolean aggregated = role.aggregation() != null;
        for (RoleRule rule : role.rules()) {
            aggregated |= !rule.definedIn().equals(key);
        }
        return new Story.OfRole(role, aggregated, bindings, effects);
    }

    /** The story of a binding; of definitions that differ the first. */
    Story.OfBinding binding(ObjectKey key) {
        for (Binding binding : audit.state().bindings()) {
            if (binding.key().equals(key)) {
                Role role = audit.state().roleOf(binding);
                return new Story.OfBinding(given(binding), role, role == null ? null : effect(role, binding.scope()));
            }
        }
        throw new IllegalArgumentException("no binding " + key);
    }

    private Story.Effect effect(Role role, Scope scope) {
        String kind = scope.namespace().isEmpty() ? "ClusterRoleBinding" : "RoleBinding";
        Meta meta = Meta.of(
                ObjectKey.RBAC + "/v1",
                new ObjectKey(ObjectKey.RBAC, kind, scope.namespace(), role.name()),
                Positions.NONE);
        Binding binding = new Binding(
                meta,
                new RoleRef(ObjectKey.RBAC, role.meta().kind(), role.name()),
                List.of(new Subject.User(HOLDER.user(), ObjectKey.RBAC, "")),
                Binding.Places.NONE,
                true);
        // Its rules are the effective ones already.
        Role alone = new Role(role.meta(), role.rules(), null, role.assumed());
        RbacState state = RbacState.of(List.of(alone), List.of(binding), List.of(), List.of());
        Permissions permissions = new EffectivePermissions(state, world.standings()).of(HOLDER);
        List<Rights.Danger> dangers = new ArrayList<>();
        for (HeldPower power : audit.powers().of(state.holdings(HOLDER))) {
            dangers.add(
                    new Rights.Danger(power.power().title(), power.scope(), power.severity(), power.otherNamesOnly()));
        }
        return new Story.Effect(scope, permissions.live(), permissions.limited(), permissions.inert(), dangers);
    }

    private Story.Given given(Binding binding) {
        List<Story.Receiver> receivers = new ArrayList<>();
        for (int i = 0; i < binding.subjects().size(); i++) {
            receivers.add(receiver(binding, i));
        }
        return new Story.Given(binding, receivers);
    }

    private Story.Receiver receiver(Binding binding, int i) {
        Subject subject = binding.subjects().get(i);
        long at = binding.subjectAt(i);
        if (subject instanceof Subject.Group) {
            int accounts = 0;
            for (Account account : audit.accounts().all()) {
                if (!account.assumedOnly() && account.identity().groups().contains(subject.name())) {
                    accounts++;
                }
            }
            return new Story.Receiver(subject, at, "", null, accounts, "");
        }
        String user = RbacState.userName(subject, binding);
        if (user == null) {
            String why = subject instanceof Subject.ServiceAccountRef
                    ? "an account without a namespace, which a ClusterRoleBinding cannot fill in"
                    : "a kind that the API server does not know";
            return new Story.Receiver(subject, at, "", null, 0, why);
        }
        String[] account = new Identity(user, List.of()).account();
        return new Story.Receiver(
                subject, at, user, account == null ? null : runnings.account(account[0], account[1]), 0, "");
    }
}
