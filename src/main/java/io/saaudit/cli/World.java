package io.saaudit.cli;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.ApiResource;
import io.saaudit.model.Power;
import io.saaudit.model.SecondThread;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.Decider;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.Standings;
import io.saaudit.report.DiffSide;
import io.saaudit.rule.Audit;
import io.saaudit.source.InputPathException;
import io.saaudit.source.SnapshotReader;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Workloads;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** What was read, and what can be asked of it. Parts are made when they are asked for: no command needs them all. */
final class World {
    /** From so many workloads on a second thread is worth its start. */
    private static final int MANY = 2_000;

    private final Snapshot snapshot;
    private final InputOptions input;
    private final String namespace;
    private final Needed read;
    private final Instant start = Instant.now();
    private SecondThread<BuiltIns> builtIns;
    private RbacState state;
    private List<ApiResource> apiResources;
    private ResourceScopes scopes;
    private Accounts accounts;
    private Workloads workloads;
    private Audit audit;

    private World(
            Snapshot snapshot, InputOptions input, String namespace, Needed read, SecondThread<BuiltIns> builtIns) {
        this.read = read;
        this.snapshot = snapshot;
        this.input = input;
        this.namespace = namespace;
        this.builtIns = builtIns;
    }

    /**
     * Reads the input.
     *
     * @param needed what is needed of a cluster; files are read whole
     * @throws InputPathException when a path leads to nothing
     * @throws UsageException when no path is given and the cluster cannot be read
     */
    static World read(InputOptions input, Needed needed, Io io) throws UsageException, InputPathException {
        if (input.paths().isEmpty()) {
            return ofCluster(input, "", needed, io);
        }
        if (input.given() != null) {
            ClusterFlags.noneBesidePaths(input.given());
        }
        return ofPaths(input, io);
    }

    /**
     * Reads a cluster.
     *
     * @param context the context, or empty for the one that the options name, else the current one
     */
    static World ofCluster(InputOptions input, String context, Needed needed, Io io) throws UsageException {
        ClusterInput.Read read = ClusterInput.read(input.given(), context, needed, io);
        return new World(VersionNote.with(read.snapshot(), input), input, read.namespace(), needed, null);
    }

    /** Reads the paths, whatever is said of a cluster besides. */
    static World ofPaths(InputOptions input, Io io) throws InputPathException {
        return ofPaths(input, io, 0);
    }

    /** The same where so many sources stand before theirs. */
    static World ofPaths(InputOptions input, Io io, int before) throws InputPathException {
        // Read beside the input: a fifth of the time that a small question takes.
        SecondThread<BuiltIns> builtIns = builtIns(input.version() == null ? KubeVersion.NEWEST : input.version());
        Snapshot snapshot = SnapshotReader.read(input.paths(), io.in(), input.read(), before);
        boolean other = snapshot.fromServer() && input.version() == null;
        return new World(VersionNote.with(snapshot, input), input, "default", Needed.ALL, other ? null : builtIns);
    }

    /** The same as a version of Kubernetes has it. */
    World as(KubeVersion decides) {
        return new World(snapshot, input.of(input.paths(), decides), namespace, read, null);
    }

    /** What else can be asked of the same cluster when it holds something else. */
    World with(Snapshot other) {
        return new World(other, input, namespace, read, null);
    }

    private static SecondThread<BuiltIns> builtIns(KubeVersion version) {
        return SecondThread.begin("built-in roles", new Callable<>() {
            @Override
            public BuiltIns call() {
                return Catalog.builtIns(version);
            }
        });
    }

    /** The version of Kubernetes that decides: the one that was given, else the server's, else the newest known. */
    KubeVersion version() {
        if (input.version() != null) {
            return input.version();
        }
        return snapshot.fromServer() ? KubeVersion.nearest(snapshot.cluster().version()) : KubeVersion.NEWEST;
    }

    /** What is dangerous in the version that decides; where neither an option nor a server tells it, in any. */
    private List<Power> powers() {
        boolean known = input.version() != null || snapshot.fromServer();
        return known ? Catalog.powers(version()) : Catalog.powers();
    }

    /** Whether accounts were looked for: else it cannot be said of one that it is not there. */
    boolean knowsAccounts() {
        return read != Needed.RIGHTS;
    }

    /** Whether it was looked for what runs as an account. */
    boolean knowsUses() {
        return read == Needed.USES || read == Needed.ALL;
    }

    /** Where a question is asked that names no namespace: in the context's. */
    String namespace() {
        return namespace;
    }

    /** What was read: none for a cluster. */
    List<String> paths() {
        return input.paths();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Whether nothing of a kind that matters was read. */
    boolean isEmpty() {
        return snapshot.objects().size() == 0;
    }

    /** Whether roles and bindings that were not read do not exist (design 4.1). */
    private boolean complete() {
        return strict() || snapshot.hasAll("", Audit.RIGHTS);
    }

    boolean strict() {
        return input.strict();
    }

    /** Roles and bindings; with the built-in ones where they were not listed from a server. */
    RbacState state() {
        if (state == null) {
            boolean none = !input.builtIns() || snapshot.fromServer();
            BuiltIns assumed = none ? new BuiltIns(List.of(), List.of()) : builtIns();
            state = RbacState.of(
                    snapshot.objects().roles(), snapshot.objects().bindings(), assumed.roles(), assumed.bindings());
        }
        return state;
    }

    /** What Kubernetes sets up by itself, whether that is assumed or not. */
    RbacState fresh() {
        BuiltIns known = builtIns();
        return RbacState.of(List.of(), List.of(), known.roles(), known.bindings());
    }

    /** What Kubernetes allows by itself; nothing where that is not assumed. */
    EffectivePermissions usualPermissions() {
        RbacState usual = input.builtIns() ? fresh() : RbacState.of(List.of(), List.of(), List.of(), List.of());
        return new EffectivePermissions(usual, standings());
    }

    private BuiltIns builtIns() {
        if (builtIns == null) {
            builtIns = builtIns(version());
        }
        return builtIns.got();
    }

    /** Resources of the API server itself; of a cluster what it said that it serves. */
    List<ApiResource> apiResources() {
        if (apiResources == null) {
            List<ApiResource> served =
                    snapshot.fromServer() ? snapshot.cluster().apiResources() : List.of();
            apiResources = served.isEmpty() ? Catalog.apiResources() : Catalog.withUnlisted(served);
        }
        return apiResources;
    }

    ResourceScopes scopes() {
        if (scopes == null) {
            scopes = new ResourceScopes(apiResources(), snapshot.objects().customResources());
        }
        return scopes;
    }

    Accounts accounts() {
        if (accounts == null) {
            accounts = Accounts.of(snapshot.objects(), state().bindings());
        }
        return accounts;
    }

    Decider decider() {
        return new Decider(state(), scopes(), snapshot.gaps(), complete());
    }

    /** A decider for requests that are taken as they stand: it needs no scopes. */
    Decider reviewer() {
        return new Decider(state(), ResourceScopes.NONE, snapshot.gaps(), complete());
    }

    EffectivePermissions permissions() {
        return new EffectivePermissions(state(), standings());
    }

    /** Everything that rules may ask. */
    Audit audit() {
        if (audit != null) {
            return audit;
        }
        Callable<Workloads> grouping = new Callable<>() {
            @Override
            public Workloads call() {
                return workloads();
            }
        };
        boolean few = snapshot.objects().workloads().size() < MANY;
        SecondThread<Workloads> workloads =
                few ? SecondThread.now(grouping) : SecondThread.begin("workloads", grouping);
        RbacState state = state();
        Accounts accounts = accounts();
        audit = Audit.of(
                snapshot,
                state,
                fresh(),
                new EveryVersion(),
                apiResources(),
                permissions(),
                powers(),
                accounts,
                workloads.got(),
                strict(),
                now());
        return audit;
    }

    private Instant now() {
        return snapshot.fromServer() ? snapshot.cluster().time() : start;
    }

    synchronized Workloads workloads() {
        if (workloads == null) {
            workloads = Workloads.of(snapshot.objects());
        }
        return workloads;
    }

    /** One side of a comparison, where both judge resources alike. */
    DiffSide side(Standings shared) {
        return new DiffSide(
                snapshot,
                state(),
                new EffectivePermissions(state(), shared),
                accounts(),
                workloads(),
                audit().tokens(),
                complete());
    }

    Standings standings() {
        return new Standings(scopes(), Catalog.removed(version()));
    }
}
