package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The archives that a build with the profile dist makes (docs/packaging.md). */
public final class Packed {
    private static final String PLATFORMS = "-{linux,darwin}-{amd64,arm64}.tar.gz";

    private Packed() {}

    /**
     * The archive with a Java of its own. Where this build has made none the calling test is skipped with the reason; with
     * {@code CI=true} in the environment it fails instead.
     */
    public static Path archive() throws IOException {
        return only(folder(), "sa-audit-*" + PLATFORMS);
    }

    /** The archive that needs a Java. */
    public static Path withoutJava() throws IOException {
        String platform = archive().getFileName().toString();
        String version = platform.substring("sa-audit-".length(), platform.length() - ".tar.gz".length());
        version = version.substring(0, version.lastIndexOf('-', version.lastIndexOf('-') - 1));
        return archive().resolveSibling("sa-audit-" + version + ".tar.gz");
    }

    /** Where the build has put them. */
    public static Path folder() {
        String dist = System.getProperty("sa-audit.dist");
        if (dist == null) {
            String reason = "this build makes no archive with a Java of its own: name the profile dist too, as in"
                    + " mvn verify -Plive,dist, not offline";
            if (Shared.mustBeThere()) {
                throw new AssertionError(reason + " (CI=true: a missing archive is a failure)");
            }
            Assumptions.abort(reason);
        }
        return Path.of(dist).toAbsolutePath();
    }

    /**
     * Unpacks one.
     *
     * @param archive one of these archives
     * @param folder where to; it is made
     * @return the application's folder in it
     */
    public static Path unpack(Path archive, Path folder) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        tar(folder, "-xzf", archive.toString(), "-C", folder.toString());
        return only(folder, "sa-audit-*");
    }

    /** What tar prints. */
    static String tar(Path scratch, String... words) throws IOException, InterruptedException {
        Result result = Launch.of(scratch, "tar", words)
                .with("PATH", System.getenv("PATH"))
                .run();
        assertThat(result.status()).as("tar: %s", result.err()).isZero();
        return result.out();
    }

    /** The one entry of a folder whose name matches. */
    static Path only(Path folder, String glob) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(all::add);
        }
        assertThat(all).as("%s in %s", glob, folder).hasSize(1);
        return all.get(0).toAbsolutePath();
    }
}
