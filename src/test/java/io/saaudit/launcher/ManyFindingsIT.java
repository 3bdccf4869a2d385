package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are written as they are made: no format holds a large one in memory. */
class ManyFindingsIT {
    private static final int FINDINGS = 100_000;

    /** A format, and how a line begins that it has one of for each finding. */
    private static final Map<String, String> FORMATS = Map.of(
            "csv", "\"finding\"",
            "gitlab", "    \"description\":",
            "junit", "      <failure ",
            "html", "<li id=f",
            "json", "      \"fingerprint\":");

    @TempDir
    Path scratch;

    private Path bindings() throws IOException {
        Path file = scratch.resolve("bindings.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.append("""
                    {"apiVersion": "v1", "kind": "List", "items": [
                    {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "reader"},
                     "rules": [{"apiGroups": [""], "resources": ["pods", "secrets"], "verbs": ["get", "list"]}]}""");
            for (int i = 0; i < FINDINGS; i++) {
                out.append("""
                        ,
                        {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
                         "metadata": {"namespace": "team-%1$d", "name": "binding-%2$d"},
                         "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "reader"},
                         "subjects": [{"kind": "ServiceAccount", "namespace": "team-%1$d", "name": "default"}]}""".formatted(i / 10, i));
            }
            out.append("]}");
        }
        return file;
    }

    @Test
    void aHundredThousandFindingsAreWrittenInEveryFormatIn512Megabytes() throws Exception {
        List<String> words = new ArrayList<>(List.of("scan", "--no-config", "--rule", "SA101"));
        FORMATS.keySet().forEach(format -> words.addAll(List.of("--report", format + "=" + scratch.resolve(format))));
        words.addAll(List.of(
                "--output", scratch.resolve("table").toString(), bindings().toString()));
        Result run = Launch.of(scratch, Launch.application().resolve("bin/sa-audit"), words.toArray(String[]::new))
                .withThisJava()
                .with("SA_AUDIT_JAVA_OPTS", "-Xmx512m")
                .run();
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("high=" + FINDINGS);
        for (Map.Entry<String, String> format : FORMATS.entrySet()) {
            try (BufferedReader lines = Files.newBufferedReader(scratch.resolve(format.getKey()))) {
                assertThat(lines.lines()
                                .filter(line -> line.startsWith(format.getValue()))
                                .count())
                        .as(format.getKey())
                        .isEqualTo(FINDINGS);
            }
        }
    }
}
