package io.saaudit.rule;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Power;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.HeldPowers;
import io.saaudit.rbac.KnownResources;
import io.saaudit.rbac.RbacState;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Tokens;
import io.saaudit.workload.Workloads;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that rules may ask.
 *
 * @param snapshot what was read
 * @param state roles and bindings, the assumed ones among them
 * @param permissions effective permissions
 * @param powers dangerous permissions that somebody holds
 * @param powerTable the table of powers
 * @param accounts the accounts in sight
 * @param workloads who runs as which account
 * @param tokens which credentials are in reach of a pod
 * @param stock what an API server gives everybody by itself
 * @param grants the dangerous permissions by rule and cause
 * @param everyVersion the roles and bindings of a fresh API server, for each version of Kubernetes that is known
 * @param resources what API servers serve, and the custom resources in sight
 * @param strict whether the input is said to be complete: then references that lead nowhere are findings
 * @param now the time that ages are counted to: the snapshot's, else that of the run
 * @param focus what rules look at
 */
public record Audit(
        Snapshot snapshot,
        RbacState state,
        EffectivePermissions permissions,
        HeldPowers powers,
        List<Power> powerTable,
        Accounts accounts,
        Workloads workloads,
        Tokens tokens,
        Stock stock,
        Grants grants,
        Supplier<List<RbacState>> everyVersion,
        KnownResources resources,
        boolean strict,
        Instant now,
        Focus focus) {

    /**
     * Works out what follows from the input alone.
     *
     * @param snapshot what was read
     * @param state its roles and bindings, with the assumed ones
     * @param builtIn the roles and bindings of a fresh API server, whether they are assumed or not: to compare with
     * @param everyVersion the same for each version of Kubernetes that is known; asked only where such an object was read
     * @param apiResources what API servers serve by themselves
     * @param permissions effective permissions over {@code state}
     * @param powerTable the table of powers
     * @param accounts the accounts in sight
     * @param workloads who runs as which account
     * @param strict whether the input is said to be complete
     * @param now the time that ages are counted to
     */
    public static Audit of(
            Snapshot snapshot,
            RbacState state,
            RbacState builtIn,
            Supplier<List<RbacState>> everyVersion,
            List<ApiResource> apiResources,
            EffectivePermissions permissions,
            List<Power> powerTable,
            Accounts accounts,
            Workloads workloads,
            boolean strict,
            Instant now) {
        List<Power> powers = InputPowers.of(snapshot, powerTable);
        return new Audit(
                snapshot,
                state,
                permissions,
                new HeldPowers(powers, permissions),
                powers,
                accounts,
                workloads,
                new Tokens(accounts, snapshot.objects()),
                new Stock(state, builtIn),
                new Grants(),
                new Once(everyVersion),
                new KnownResources(apiResources, snapshot.objects().customResources()),
                strict,
                now,
                Focus.ALL);
    }

    /**
     * The same for a second thread: what rules remember while they run, each has for itself. What was read, and what
     * was worked out from it before, is shared and does not change.
     */
    public Audit twin() {
        EffectivePermissions own = permissions.twin();
        return new Audit(
                snapshot,
                state,
                own,
                powers.twin(own, state.roles()),
                powerTable,
                accounts,
                workloads,
                tokens,
                stock.twin(),
                new Grants(),
                everyVersion,
                resources,
                strict,
                now,
                focus);
    }

    /** The same with another focus. */
    public Audit on(Focus other) {
        return new Audit(
                snapshot,
                state,
                permissions,
                powers,
                powerTable,
                accounts,
                workloads,
                tokens,
                stock,
                grants,
                everyVersion,
                resources,
                strict,
                now,
                other.again());
    }

    /** The day of {@link #now()} in UTC, counted from 1970. */
    public long today() {
        return Math.floorDiv(now.getEpochSecond(), 86_400L);
    }

    /** Kinds that make up what somebody may do. */
    public static final List<String> RIGHTS = List.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

    /** Kinds of which a role is. */
    public static final List<String> ROLES = List.of("Role", "ClusterRole");

    /** Accounts. */
    public static final List<String> ACCOUNTS = List.of("ServiceAccount");

    /** Kinds whose objects run as an account, or make something that does. */
    public static final List<String> WORKLOADS = List.of(
            "Pod",
            "ReplicaSet",
            "Deployment",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "ReplicationController",
            "PodTemplate");

    /** Secrets that are tokens. */
    public static final List<String> SECRETS = List.of("Secret");

    /**
     * Whether what was read is complete: no object of these kinds can exist that was not read (design 4.1).
     *
     * @param namespace the namespace that is spoken of, or empty for all of them
     * @param kinds kinds, as objects name them
     */
    public boolean complete(String namespace, List<String> kinds) {
        return strict || snapshot.hasAll(namespace, kinds);
    }

    /**
     * Whether it can be said that somebody has no right in a namespace. Of manifests it is said as far as they go; of a
     * cluster not where roles or bindings could not be listed.
     */
    public boolean rightsKnown(String namespace) {
        return !snapshot.fromServer() || complete(namespace, RIGHTS);
    }

    /** Asks once: what it gives takes time to make. */
    private static final class Once implements Supplier<List<RbacState>> {
        private final Supplier<List<RbacState>> from;
        private List<RbacState> known;

        Once(Supplier<List<RbacState>> from) {
            this.from = from;
        }

        @Override
        public synchronized List<RbacState> get() {
            if (known == null) {
                known = from.get();
            }
            return known;
        }
    }
}
