package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch;
import io.saaudit.launcher.Launch.Result;
import io.saaudit.launcher.Packed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive and its manifest in the hands of krew itself. It asks no server; among the live tests because it needs Go. */
@Tag("live")
class PackedKrewIT {
    @TempDir
    Path scratch;

    private Path archive;
    private String manifest;
    private Path programs;

    @BeforeEach
    void build() throws Exception {
        archive = Packed.archive();
        manifest = archive.toString().replace(".tar.gz", ".krew.yaml");
        programs = KrewPrograms.folder(scratch);
    }

    /** What krew's index runs on every change. */
    @Test
    void theManifestPassesKrewsCheck() throws Exception {
        // The check wants the file to be named as the plug-in is.
        Path file = Files.copy(Path.of(manifest), scratch.resolve("sa-audit.yaml"));
        Result result = Launch.of(
                        scratch,
                        programs.resolve("validate-krew-manifest"),
                        "-manifest",
                        file.toString(),
                        "-skip-install")
                .run();
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("structural validation OK");
    }

    @Test
    void krewInstallsItAndKubectlRunsItThen() throws Exception {
        Result installed = krew("install", "--manifest=" + manifest, "--archive=" + archive);
        assertThat(installed.status()).as(installed.err()).isZero();
        assertThat(installed.err()).contains("Installed plugin: sa-audit");

        Path kubectl = Files.createSymbolicLink(scratch.resolve("kubectl"), ControlPlaneBinary.get());
        Path log = scratch.resolve("classes.log");
        Result version = Launch.of(scratch, kubectl, "sa-audit", "--version")
                .with("PATH", scratch.resolve("krew/bin"))
                .with("SA_AUDIT_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).startsWith("sa-audit ").hasLineCount(1);
        assertThat(version.status()).isZero();
        assertThat(Files.readAllLines(log))
                .as("classes; krew's file times must not make the archive of them look old")
                .anyMatch(line -> line.contains(" io.saaudit.cli.Main source: shared objects file"));
    }

    private Result krew(String... words) throws Exception {
        return Launch.of(scratch, programs.resolve("krew"), words)
                .with("KREW_ROOT", scratch.resolve("krew"))
                .with("HOME", scratch)
                .with("KREW_NO_UPGRADE_CHECK", "1")
                .with("PATH", System.getenv("PATH"))
                .run();
    }
}
