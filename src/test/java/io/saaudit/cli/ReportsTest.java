package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void oneRunWritesEveryReportAsARunOfItsOwnWould() throws IOException {
        String[] formats = {"table", "wide", "json", "sarif", "github", "markdown", "junit", "gitlab", "csv", "html"};
        String[] args = new String[2 * formats.length + 3];
        args[0] = "scan";
        args[1] = "--no-config";
        args[2] = "testdata/quickstart";
        for (int i = 0; i < formats.length; i++) {
            args[3 + 2 * i] = "--report";
            args[4 + 2 * i] = formats[i] + "=" + file(formats[i]);
        }
        Run all = Run.of(args);
        assertThat(all.out())
                .isEqualTo(Run.of("scan", "--no-config", "testdata/quickstart").out());
        for (String format : formats) {
            assertThat(Files.readString(folder.resolve(format)))
                    .as(format)
                    .isEqualTo(Run.of("scan", "--no-config", "-o", format, "testdata/quickstart")
                            .out());
        }
    }

    @Test
    void markdownNeverGrowsBeyondAComment() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            many.append("""
                    ---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: RoleBinding
                    metadata: {name: "b-%d-&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&", namespace: "n%d"}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "%s"}
                    subjects: [{kind: ServiceAccount, name: default}]
                    """.formatted(i, i, "&".repeat(i % 300)));
        }
        many.append("""
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: z}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                subjects: [{kind: ServiceAccount, name: default, namespace: z}]
                """);
        Files.writeString(folder.resolve("many.yaml"), many);
        Files.writeString(folder.resolve("broken.yaml"), "kind: Role\napiVersion: [\n".repeat(3));
        String page = Run.of("scan", "--no-config", "-o", "markdown", folder.toString())
                .out();
        assertThat(page.length()).isBetween(50_000, 65_000);
        assertThat(page).contains("findings are not shown here").contains("Could not be read");
        assertThat(page.indexOf("| critical |")).as("the worst comes first").isBetween(0, page.indexOf("| high |"));
    }

    @Test
    void aReportIsWrittenEvenWhenThereIsNothingToAudit() throws IOException {
        Run run = Run.with("", "scan", "--no-config", "--report", "sarif=" + file("s"), "-");
        assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE.code());
        assertThat(Files.readString(folder.resolve("s"))).contains("\"results\": []", "nothing to audit");
    }

    @Test
    void pathsAreThoseOfTheRepository() throws IOException {
        Path repository = folder.toRealPath().resolve("r");
        Files.createDirectories(repository.resolve(".git"));
        Files.createDirectories(repository.resolve("k8s/x y"));
        Path file = Files.writeString(repository.resolve("k8s/x y/a.yaml"), "");
        RepoPaths paths = new RepoPaths(repository.resolve("k8s"));
        assertThat(paths.apply(file.toString())).isEqualTo("k8s/x y/a.yaml");
        assertThat(paths.apply(repository + "/k8s/../k8s/./x y/a.yaml")).isEqualTo("k8s/x y/a.yaml");
        Files.createSymbolicLink(repository.resolve("link"), repository.resolve("k8s"));
        assertThat(paths.apply(repository + "/link/x y/a.yaml")).isEqualTo("k8s/x y/a.yaml");
        assertThat(paths.apply("-")).isEqualTo("-");
        assertThat(paths.apply("/elsewhere/b.yaml")).isEqualTo("/elsewhere/b.yaml");
    }
}
