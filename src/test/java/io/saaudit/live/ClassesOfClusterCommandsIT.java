package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch;
import io.saaudit.launcher.Launch.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the classes come from that a command loads to read a real server. */
@Live
class ClassesOfClusterCommandsIT {
    /** 54 and 36 on JDK 25 and 17; more than 800 where the training met no server. */
    private static final int MOST = 150;

    @TempDir
    Path scratch;

    @Test
    void almostAllAreInTheArchive(ControlPlane plane) throws Exception {
        Path log = scratch.resolve("classes.log");
        Result result = Launch.of(
                        scratch,
                        Launch.application().resolve("bin/sa-audit"),
                        "who-can",
                        "get",
                        "secrets",
                        "--kubeconfig",
                        plane.folder().resolve("kubeconfig").toString())
                .withThisJava()
                .with("SA_AUDIT_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertThat(result.status()).as(result.err()).isZero();
        List<String> outside = Files.readAllLines(log).stream()
                .filter(line -> !line.contains("shared objects file"))
                .toList();
        assertThat(outside)
                .as(
                        "classes outside the archive: what does the server of the training (TrainingServer) not do that a real"
                                + " one does, or was there no keytool?")
                .hasSizeLessThan(MOST)
                .noneMatch(line -> line.contains("SSLSocketImpl"));
    }
}
