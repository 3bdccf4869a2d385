package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch;
import io.saaudit.launcher.Launch.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** krew and its check of manifests, built once by Go and kept where the control plane is. */
final class KrewPrograms {
    private static final String VERSION = "v0.4.3";

    private KrewPrograms() {}

    /**
     * Finds the folder of the programs or builds them, which takes half a minute and the network. Without Go the calling
     * test is skipped with the reason; with {@code CI=true} in the environment it fails instead.
     */
    static Path folder(Path scratch) throws IOException, InterruptedException {
        Path folder = ControlPlaneBinary.cache().resolve("krew-" + VERSION);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path go = ControlPlaneBinary.go(folder);
        Files.createDirectories(folder.getParent());
        Path fresh = Files.createTempDirectory(folder.getParent(), "building-");
        String module = "sigs.k8s.io/krew/cmd/";
        Launch build = Launch.of(
                scratch, go, "install", module + "krew@" + VERSION, module + "validate-krew-manifest@" + VERSION);
        System.getenv().forEach(build::with);
        Result result = build.with("GOBIN", fresh).patience(600).run();
        assertThat(result.status())
                .as("go install of krew; it needs Go 1.26 or later and, the first time, the network: %s", result.err())
                .isZero();
        return Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }
}
