package io.saaudit.source.cluster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens connections as the command line does, in an environment of the test's own. */
public final class Opening {
    private final Map<String, String> environment;
    private final Path mounted;
    private final List<String> notices = new ArrayList<>();

    private Opening(Map<String, String> environment, Path mounted) {
        this.environment = environment;
        this.mounted = mounted;
    }

    /** In an environment of these variables and no other, outside of any pod. */
    public static Opening in(Map<String, String> environment) {
        return new Opening(environment, Path.of("/nonexistent"));
    }

    /** In a pod: with the folder that holds its token. */
    public static Opening inPod(Map<String, String> environment, Path mounted) {
        return new Opening(environment, mounted);
    }

    /** Opens one. */
    public Connection open(ConnectOptions options) throws ClusterException {
        return Connections.open(options, environment::get, mounted, Instant.now(), line -> {
            synchronized (notices) {
                notices.add(line);
            }
        });
    }

    /** Opens one by a kubeconfig. */
    public Connection open(Path kubeconfig) throws ClusterException {
        return open(ConnectOptions.builder().kubeconfig(kubeconfig.toString()).build());
    }

    /** What was said meanwhile. */
    public List<String> notices() {
        synchronized (notices) {
            return List.copyOf(notices);
        }
    }
}
