package io.saaudit.testing;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.Standings;
import io.saaudit.report.Report;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Workloads;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Manifests in, an audit or its findings out, with the built-in roles of the newest Kubernetes. */
public final class Audits {
    /** When tests run, as far as ages go. */
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final BuiltIns BUILT_INS = Catalog.builtIns(KubeVersion.NEWEST);

    private Audits() {}

    /** Reads manifests; all of them must be read in full. */
    public static Snapshot read(String... manifests) {
        Snapshot snapshot = readAny(manifests);
        if (!snapshot.gaps().isEmpty()) {
            throw new AssertionError("the test's own manifests do not read: " + snapshot.gaps());
        }
        return snapshot;
    }

    private static Snapshot readAny(String... manifests) {
        try {
            byte[] text = String.join("\n---\n", manifests).getBytes(StandardCharsets.UTF_8);
            return SnapshotReader.read(List.of("-"), new ByteArrayInputStream(text), ReadOptions.defaults());
        } catch (InputPathException e) {
            throw new AssertionError(e);
        }
    }

    /** The audit of manifests. */
    public static Audit of(String... manifests) {
        return of(read(manifests), false);
    }

    /** The audit of manifests that are said to be complete. */
    public static Audit strict(String... manifests) {
        return of(read(manifests), true);
    }

    /** The same of manifests that may hold what cannot be read, for the rule about that. */
    public static Audit strictWithGaps(String... manifests) {
        return of(readAny(manifests), true);
    }

    /** The audit of a snapshot, which assumes built-in roles unless it is a server's. */
    public static Audit of(Snapshot snapshot, boolean strict) {
        BuiltIns assumed = snapshot.fromServer() ? new BuiltIns(List.of(), List.of()) : BUILT_INS;
        RbacState state = RbacState.of(
                snapshot.objects().roles(), snapshot.objects().bindings(), assumed.roles(), assumed.bindings());
        RbacState builtIn = RbacState.of(List.of(), List.of(), BUILT_INS.roles(), BUILT_INS.bindings());
        ResourceScopes scopes =
                new ResourceScopes(Catalog.apiResources(), snapshot.objects().customResources());
        Standings standings = new Standings(scopes, Catalog.removed(KubeVersion.NEWEST));
        return Audit.of(
                snapshot,
                state,
                builtIn,
                Audits::everyVersion,
                Catalog.apiResources(),
                new EffectivePermissions(state, standings),
                Catalog.powers(),
                Accounts.of(snapshot.objects(), state.bindings()),
                Workloads.of(snapshot.objects()),
                strict,
                NOW);
    }

    private static List<RbacState> everyVersion() {
        return KubeVersion.all().stream()
                .map(Catalog::builtIns)
                .map(b -> RbacState.of(List.of(), List.of(), b.roles(), b.bindings()))
                .toList();
    }

    /** What all rules find. */
    public static List<Finding> findings(Audit audit) {
        return report(audit).findings();
    }

    /** What one rule finds in manifests. */
    public static List<Finding> findings(String rule, String... manifests) {
        return findings(of(manifests)).stream()
                .filter(f -> f.rule().equals(rule))
                .toList();
    }

    /** The whole report. */
    public static Report report(Audit audit) {
        return Scan.of(audit, Selection.ALL);
    }
}
