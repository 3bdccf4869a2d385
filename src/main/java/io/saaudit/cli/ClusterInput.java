package io.saaudit.cli;

import io.saaudit.model.Cluster;
import io.saaudit.model.Objects;
import io.saaudit.model.Snapshot;
import io.saaudit.render.Escape;
import io.saaudit.rule.Audit;
import io.saaudit.source.cluster.AccessAdvice;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.ClusterReader;
import io.saaudit.source.cluster.ClusterRequest;
import io.saaudit.source.cluster.ConnectOptions;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Connections;
import io.saaudit.source.cluster.ListedKind;
import io.saaudit.source.cluster.Progress;
import io.saaudit.source.cluster.RequestTimeout;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.ParseResult;

/**
 * Reads the cluster that the options name. With its helper {@link ClusterProgress} and what asks a server itself the only
 * class of commands that knows the cluster's part; loaded when there is no path.
 */
final class ClusterInput {
    /** How long completion waits for a cluster. */
    private static final Duration GLANCE = Duration.ofSeconds(3);

    private ClusterInput() {}

    /**
     * What was read.
     *
     * @param snapshot the cluster
     * @param namespace the context's namespace
     */
    record Read(Snapshot snapshot, String namespace) {}

    /**
     * Reads the cluster.
     *
     * @param options what was given
     * @param context the context to read, or empty for the one that the options name, else the current one
     * @param needed what the command needs
     * @throws UsageException when it is not known which cluster is meant, or it cannot be asked
     */
    static Read read(ParseResult options, String context, Needed needed, Io io) throws UsageException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ClusterRequest request =
                ClusterRequest.of(kinds(needed), now).without(without(options)).in(namespaces(options));
        try (Connection connection = open(options, context, now, io);
                ClusterProgress progress = ClusterProgress.of(connection, io)) {
            Snapshot snapshot = ClusterReader.read(connection, request, progress);
            progress.done();
            tell(snapshot, options, io);
            return new Read(snapshot, connection.namespace());
        } catch (ClusterException e) {
            throw failure(e);
        }
    }

    /**
     * Who the server is, and the namespaces that there are; a gap where they may not be listed.
     *
     * @param listed whether namespaces are asked for at all
     */
    static Snapshot namespaces(Connection connection, boolean listed, Instant now) throws ClusterException {
        Set<ListedKind> kinds = listed ? Set.of(ListedKind.NAMESPACE) : Set.of();
        return ClusterReader.read(connection, ClusterRequest.of(kinds, now), Progress.NONE);
    }

    /** Finds the server and the credential; asks nothing yet. */
    static Connection open(ParseResult options, Instant now, Io io) throws UsageException, ClusterException {
        return open(options, "", now, io);
    }

    private static Connection open(ParseResult options, String context, Instant now, Io io)
            throws UsageException, ClusterException {
        if (ClusterFlags.offline(options, io)) {
            throw new UsageException(
                    "no path is given, and no cluster may be asked (--offline or SA_AUDIT_OFFLINE)",
                    "Name files or folders with -f PATH, or - for standard input.");
        }
        return Connections.open(
                connectOptions(options, context),
                io.env(),
                now,
                notice -> io.err().println(Dispatch.line("note: " + notice, "")));
    }

    /**
     * Looks at objects of some kinds for completion: silently, and not for long. Credentials come as for any command; a
     * plug-in is given no terminal.
     *
     * @param kinds kinds of objects; those that are not listed are passed over
     * @return what came in time, or nothing
     */
    static Objects glance(ParseResult options, List<String> kinds, Io io) {
        Set<ListedKind> wanted = EnumSet.noneOf(ListedKind.class);
        for (String kind : kinds) {
            ListedKind listed = ListedKind.named(kind);
            if (listed != null) {
                wanted.add(listed);
            }
        }
        if (wanted.isEmpty() || ClusterFlags.offline(options, io)) {
            return Objects.EMPTY;
        }
        AtomicReference<Objects> seen = new AtomicReference<>(Objects.EMPTY);
        Thread reading = new Thread("completion") {
            @Override
            public void run() {
                Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                ClusterRequest request = ClusterRequest.of(wanted, now).in(namespaces(options));
                try (Connection connection =
                        Connections.open(connectOptions(options, ""), io.env(), now, notice -> {})) {
                    seen.set(ClusterReader.read(connection, request, Progress.NONE)
                            .objects());
                } catch (ClusterException | UsageException | RuntimeException e) {
                    // Told when the command is run.
                }
            }
        };
        reading.setDaemon(true);
        reading.start();
        try {
            reading.join(GLANCE.toMillis());
            if (reading.isAlive()) {
                // A credential plug-in that waits for something is ended by it.
                reading.interrupt();
                reading.join(GLANCE.toMillis() / 10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen.get();
    }

    /** Offers the kinds that may be left out, behind those that stand there. */
    static void offerKinds(Candidates to, String before) {
        for (ListedKind kind : ListedKind.ALL) {
            if (!Audit.RIGHTS.contains(kind.kind())) {
                to.offer(before + kind.kind());
            }
        }
    }

    /** Offers the names that the kubeconfig has for {@code --context}, {@code --cluster} or {@code --user}. */
    static void offerNames(Candidates to, String option, Typed typed, Io io) {
        List<String> files = typed.values("--kubeconfig");
        String file = files.isEmpty() ? "" : files.get(files.size() - 1);
        to.offer(Connections.names(file, option.substring(2), io.env()));
    }

    /** What ends the run where the cluster could not be asked. */
    static UsageException failure(ClusterException e) {
        return switch (e.kind()) {
            case CONFIGURATION -> new UsageException(e.getMessage(), e.hint());
            case CONNECTION -> new UnreachableException(e.getMessage(), e.hint());
        };
    }

    private static void tell(Snapshot snapshot, ParseResult options, Io io) {
        if (!Options.isSet(options, "--quiet")) {
            Cluster cluster = snapshot.cluster();
            io.err().println("sa-audit: " + Escape.text(shown(cluster)));
        }
        for (String line : AccessAdvice.of(snapshot)) {
            io.err().println("sa-audit: " + Escape.text(line));
        }
    }

    /** Context, server, version and reader. */
    private static String shown(Cluster cluster) {
        StringBuilder text = new StringBuilder("read the cluster");
        if (!cluster.context().isEmpty()) {
            text.append(" of context ").append(cluster.context());
        }
        text.append(" at ").append(cluster.server());
        text.append(cluster.version().isEmpty() ? ", of a version that it does not tell" : ", Kubernetes ")
                .append(cluster.version());
        return text.append(cluster.reader().isEmpty() ? "" : ", as " + cluster.reader())
                .toString();
    }

    private static ConnectOptions connectOptions(ParseResult options, String context) throws UsageException {
        boolean impersonating = options.commandSpec().findOption("--as-uid") != null;
        return ConnectOptions.builder()
                .kubeconfig(Options.value(options, "--kubeconfig", ""))
                .context(context.isEmpty() ? Options.value(options, "--context", "") : context)
                .cluster(Options.value(options, "--cluster", ""))
                .user(Options.value(options, "--user", ""))
                .server(Options.value(options, "--server", ""))
                .token(Options.value(options, "--token", ""))
                .tokenFile(Options.value(options, "--token-file", ""))
                .clientCertificate(Options.value(options, "--client-certificate", ""))
                .clientKey(Options.value(options, "--client-key", ""))
                .certificateAuthority(Options.value(options, "--certificate-authority", ""))
                .insecureSkipTlsVerify(Options.isSet(options, "--insecure-skip-tls-verify"))
                .tlsServerName(Options.value(options, "--tls-server-name", ""))
                .as(impersonating ? Options.value(options, "--as", "") : "")
                .asGroups(impersonating ? Options.values(options, "--as-group") : List.of())
                .asUid(impersonating ? Options.value(options, "--as-uid", "") : "")
                .asExtra(impersonating ? Options.values(options, "--as-user-extra") : List.of())
                .requestTimeout(timeout(Options.value(options, "--request-timeout", "")))
                .qps(options.hasMatchedOption("--qps") ? Options.number(options, "--qps", 1) : 0)
                .build();
    }

    private static Duration timeout(String text) throws UsageException {
        try {
            return text.isEmpty() ? Duration.ZERO : RequestTimeout.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--request-timeout: " + e.getMessage(), "");
        }
    }

    private static Set<ListedKind> kinds(Needed needed) {
        return switch (needed) {
            case RIGHTS -> ListedKind.RBAC;
            case ACCOUNTS -> ListedKind.ACCOUNTS;
            case USES -> {
                Set<ListedKind> kinds = EnumSet.copyOf(ListedKind.ACCOUNTS);
                for (ListedKind kind : ListedKind.ALL) {
                    if (Audit.WORKLOADS.contains(kind.kind())) {
                        kinds.add(kind);
                    }
                }
                yield kinds;
            }
            case ALL -> ListedKind.ALL;
        };
    }

    private static Set<ListedKind> without(ParseResult options) throws UsageException {
        Set<ListedKind> without = EnumSet.noneOf(ListedKind.class);
        for (String list : Options.values(options, "--without")) {
            for (String name : list.split(",", -1)) {
                ListedKind kind = ListedKind.named(name);
                if (kind == null) {
                    throw new UsageException(
                            "--without " + name + ": no kind that is read", "As in Secret or ConfigMap.");
                }
                if (Audit.RIGHTS.contains(kind.kind())) {
                    throw new UsageException(
                            "--without " + name + ": without it nothing can be said of anybody",
                            "Where it cannot be listed, scan --gaps warn takes that for no failure.");
                }
                without.add(kind);
            }
        }
        return without;
    }

    private static List<String> namespaces(ParseResult options) {
        Object given = options.commandSpec().findOption("-n") == null ? null : options.matchedOptionValue("-n", null);
        if (given instanceof List<?>) {
            return Options.values(options, "-n");
        }
        return given == null ? List.of() : List.of(given.toString());
    }
}
