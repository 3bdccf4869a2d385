package io.saaudit.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of facts and test input that lies outside the project: decisions of a real API server, and real manifests
 * whose licences are other projects'. Looked for at the system property {@code sa-audit.shared}, else the environment's
 * {@code SA_AUDIT_SHARED}, else {@code ../shared} beside the project's folder.
 */
public final class Shared {
    private static final String HOW = "set -Dsa-audit.shared=DIR or SA_AUDIT_SHARED=DIR, or put it beside the project";

    private Shared() {}

    /**
     * Finds a file or folder of it. Where it is absent the calling test is skipped with the reason; with {@code CI=true}
     * in the environment it fails instead, so that an unattended run can't pass by skipping.
     *
     * @param name a path inside the folder, such as {@code kubernetes/decision-cases.yaml}
     * @return the path of something that exists
     */
    public static Path path(String name) {
        Path folder = folder();
        Path path = folder.resolve(name);
        if (!Files.exists(path)) {
            String reason = name + " is not in the shared folder " + folder + "; " + HOW;
            if (mustBeThere()) {
                throw new AssertionError(reason + " (CI=true: a missing folder is a failure)");
            }
            Assumptions.abort(reason);
        }
        return path;
    }

    /**
     * Says whether input that is missing fails a test instead of skipping it.
     *
     * @return true where the environment has {@code CI=true}
     */
    public static boolean mustBeThere() {
        return "true".equals(System.getenv("CI"));
    }

    private static Path folder() {
        String named = System.getProperty("sa-audit.shared", System.getenv("SA_AUDIT_SHARED"));
        return named == null
                ? Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("shared")
                : Path.of(named).toAbsolutePath();
    }
}
