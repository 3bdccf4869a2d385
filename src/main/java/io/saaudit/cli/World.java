package io.saaudit.cli;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.ApiResource;
import io.saaudit.model.Power;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.Decider;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.Standings;
import io.saaudit.rule.Audit;
import io.saaudit.source.InputPathException;
import io.saaudit.source.SnapshotReader;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Workloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** What was read, and what can be asked of it. Parts are made when they are asked for: no command needs them all. */
final class World {
    private final Snapshot snapshot;
    private final KubeVersion version;
    private final boolean assumes;
    private final FutureTask<BuiltIns> builtIns;
    private final boolean strict;
    /** From so many workloads on a second thread is worth its start. */
    private static final int MANY = 2_000;

    private static final Supplier<List<RbacState>> EVERY_VERSION = new Supplier<>() {
        @Override
        public List<RbacState> get() {
            List<RbacState> all = new ArrayList<>();
            for (KubeVersion version : KubeVersion.all()) {
                BuiltIns known = Catalog.builtIns(version);
                all.add(RbacState.of(List.of(), List.of(), known.roles(), known.bindings()));
            }
            return all;
        }
    };

    private final Instant start = Instant.now();
    private RbacState state;
    private List<ApiResource> apiResources;
    private ResourceScopes scopes;
    private Accounts accounts;

    private World(Snapshot snapshot, InputOptions input, FutureTask<BuiltIns> builtIns) {
        this.snapshot = snapshot;
        this.version = input.version();
        this.assumes = input.builtIns();
        this.builtIns = builtIns;
        this.strict = input.strict();
    }

    /**
     * Reads the input.
     *
     * @throws InputPathException when a path leads to nothing
     */
    static World read(InputOptions input, Io io) throws InputPathException {
        // Read beside the input: a fifth of the time that a small question takes.
        FutureTask<BuiltIns> builtIns = new FutureTask<>(new Callable<>() {
            @Override
            public BuiltIns call() {
                return Catalog.builtIns(input.version() == null ? KubeVersion.NEWEST : input.version());
            }
        });
        beside(builtIns, "built-in roles");
        return new World(SnapshotReader.read(input.paths(), io.in(), input.read()), input, builtIns);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** Whether nothing of a kind that matters was read. */
    boolean isEmpty() {
        return snapshot.objects().size() == 0;
    }

    /** Whether what was not read does not exist (design 4.1). */
    boolean complete() {
        return strict || snapshot.fromServer() && snapshot.gaps().isEmpty();
    }

    boolean strict() {
        return strict;
    }

    /** Roles and bindings; with the built-in ones where they were not listed from a server. */
    RbacState state() {
        if (state == null) {
            BuiltIns assumed = !assumes || snapshot.fromServer() ? new BuiltIns(List.of(), List.of()) : builtIns();
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

    private BuiltIns builtIns() {
        return got(builtIns);
    }

    private static void beside(FutureTask<?> task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The result of what was worked out beside; what it threw is a defect. */
    private static <T> T got(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // too little memory is told as such
            }
            throw new IllegalStateException("what was worked out on a second thread failed", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("what was worked out on a second thread is not there", e);
        }
    }

    /** Resources of the API server itself. */
    List<ApiResource> apiResources() {
        if (apiResources == null) {
            apiResources = Catalog.apiResources();
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
        FutureTask<Workloads> workloads = new FutureTask<>(new Callable<>() {
            @Override
            public Workloads call() {
                return workloads();
            }
        });
        if (snapshot.objects().workloads().size() < MANY) {
            workloads.run();
        } else {
            beside(workloads, "workloads");
        }
        RbacState state = state();
        Accounts accounts = accounts();
        return Audit.of(
                snapshot,
                state,
                fresh(),
                EVERY_VERSION,
                apiResources(),
                permissions(),
                powers(),
                accounts,
                got(workloads),
                strict,
                start);
    }

    /** What is dangerous in the version that was given; where none was, in any. */
    private List<Power> powers() {
        return version == null ? Catalog.powers() : Catalog.powers(version);
    }

    Workloads workloads() {
        return Workloads.of(snapshot.objects());
    }

    Standings standings() {
        return new Standings(scopes(), Catalog.removed(version == null ? KubeVersion.NEWEST : version));
    }
}
