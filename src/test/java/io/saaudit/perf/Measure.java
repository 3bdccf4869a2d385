package io.saaudit.perf;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.Authorizer;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.NaiveAuthorizer;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.Standings;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.workload.Accounts;
import java.io.InputStream;
import java.util.List;
import java.util.Random;

/**
 * Measures the parts of a run on a generated cluster, inside one JVM: reading, decisions of the authorizer and of the
 * reference, effective permissions of all accounts. The first line is the first time in this JVM, as in a real run.
 */
public final class Measure {
    private static final int REQUESTS = 1 << 16;
    private static final List<String[]> RESOURCES = List.of(
            new String[] {"", "pods"},
            new String[] {"", "secrets"},
            new String[] {"", "configmaps"},
            new String[] {"apps", "deployments"},
            new String[] {"batch", "jobs"},
            new String[] {"coordination.k8s.io", "leases"},
            new String[] {"example.com", "widgets"});
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete");

    private Measure() {}

    /**
     * Prints the figures.
     *
     * @param args the cluster's file, and how many rounds
     */
    public static void main(String[] args) throws Exception {
        System.out.println("round  read ms  effective ms  decisions/s  reference/s  ratio  of reading");
        for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
            long start = System.nanoTime();
            Snapshot snapshot = SnapshotReader.read(
                    List.of(args[0]),
                    InputStream.nullInputStream(),
                    ReadOptions.defaults().withThreads(1));
            double read = since(start) / 1e6;
            BuiltIns builtIns = Catalog.builtIns(KubeVersion.NEWEST);
            RbacState state = RbacState.of(
                    snapshot.objects().roles(), snapshot.objects().bindings(), builtIns.roles(), builtIns.bindings());
            List<Identity> accounts = Accounts.of(snapshot.objects(), state.bindings()).all().stream()
                    .map(Account::identity)
                    .toList();

            start = System.nanoTime();
            EffectivePermissions effective = new EffectivePermissions(
                    state,
                    new Standings(
                            new ResourceScopes(
                                    Catalog.apiResources(), snapshot.objects().customResources()),
                            Catalog.removed(KubeVersion.NEWEST)));
            long rows = 0;
            for (Identity account : accounts) {
                rows += effective.of(account).live().size();
            }
            double all = since(start) / 1e6;

            Request[] requests = requests();
            Authorizer authorizer = new Authorizer(state);
            double indexed = rate(4_000_000, requests, accounts, authorizer::allows);
            NaiveAuthorizer naive = new NaiveAuthorizer(List.copyOf(state.roles()), state.bindings());
            double reference = rate(2_000, requests, accounts, naive::allows);
            System.out.printf(
                    "%5d %8.0f %13.0f %12.0f %12.0f %6.0f %10.2f  (%d accounts, %d rows)%n",
                    round, read, all, indexed, reference, indexed / reference, all / read, accounts.size(), rows);
        }
    }

    private interface Decide {
        boolean allows(Identity who, Request request);
    }

    private static double rate(int count, Request[] requests, List<Identity> accounts, Decide decide) {
        long start = System.nanoTime();
        int allowed = 0;
        for (int i = 0; i < count; i++) {
            Identity who = accounts.get((int) (i * 7919L % accounts.size()));
            if (decide.allows(who, requests[i & REQUESTS - 1])) {
                allowed++;
            }
        }
        double rate = count / (since(start) / 1e9);
        if (allowed == 0) {
            throw new IllegalStateException("nothing was allowed: this measures nothing");
        }
        return rate;
    }

    private static Request[] requests() {
        Random random = new Random(1);
        Request[] requests = new Request[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            String[] resource = RESOURCES.get(random.nextInt(RESOURCES.size()));
            requests[i] = Request.of(
                    VERBS.get(random.nextInt(VERBS.size())),
                    resource[0],
                    resource[1],
                    "",
                    "ns-" + random.nextInt(500),
                    "name-" + random.nextInt(30));
        }
        return requests;
    }

    private static long since(long start) {
        return System.nanoTime() - start;
    }
}
