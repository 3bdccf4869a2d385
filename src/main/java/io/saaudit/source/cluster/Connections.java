package io.saaudit.source.cluster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Where connections come from. */
public final class Connections {
    private static final Path MOUNTED = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private Connections() {}

    /**
     * Finds the cluster and the credential that the options and the environment name. The server is not asked yet; a
     * credential plug-in may be run.
     *
     * @param options what the command line says
     * @param environment value of an environment variable, or null
     * @param now the time; only for what expires
     * @param notices takes one line for each thing worth saying on standard error: a certificate that is not checked, what a
     *     credential plug-in says while it runs. Without credentials; safe to print but for the place that it is printed in.
     * @return the connection
     * @throws ClusterException of kind CONFIGURATION: no kubeconfig, a broken one, an unknown context, a credential that
     *     cannot be had
     */
    public static Connection open(
            ConnectOptions options, UnaryOperator<String> environment, Instant now, Consumer<String> notices)
            throws ClusterException {
        return open(options, environment, MOUNTED, now, notices);
    }

    /**
     * The names that the kubeconfig has, for completion.
     *
     * @param kubeconfig the file of the flag, or empty
     * @param kind {@code context}, {@code cluster} or {@code user}
     * @param environment value of an environment variable, or null
     * @return the names; none where it cannot be read
     */
    public static Set<String> names(String kubeconfig, String kind, UnaryOperator<String> environment) {
        try {
            Kubeconfig file = Kubeconfig.load(kubeconfig, environment);
            return switch (kind) {
                case "context" -> file.contexts().keySet();
                case "cluster" -> file.clusters().keySet();
                default -> file.users().keySet();
            };
        } catch (ClusterException e) {
            return Set.of();
        }
    }

    /** The same with another folder for what a pod is given, which only tests have. */
    static Connection open(
            ConnectOptions options,
            UnaryOperator<String> environment,
            Path mounted,
            Instant now,
            Consumer<String> notices)
            throws ClusterException {
        return new ServerConnection(Target.choose(options, environment, mounted, now, notices), options, now);
    }
}
