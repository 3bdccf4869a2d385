package io.saaudit.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.launcher.Launch.Result;
import io.saaudit.testing.Jwts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Started by kubectl's name for it, every text that names a command to type names it as kubectl's. */
class KubectlNameIT {
    /** A command that nobody who has only kubectl's plug-in could type. */
    private static final Pattern BARE = Pattern.compile(
            "(?<!kubectl )sa-audit (scan|permissions|can-i|who-can|pods|explain|diff|snapshot|verify|token"
                    + "|rules|completion|help|options|--help|--version)\\b");

    @TempDir
    Path folder;

    @BeforeEach
    void input() throws IOException {
        Folders.copy(Path.of("testdata", "quickstart"), folder.resolve("quickstart"));
        Path chart = Files.createDirectories(folder.resolve("chart"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: chart\nversion: 0.1.0\n");
        Files.createDirectories(chart.resolve("templates"));
        Path template = Files.createDirectories(folder.resolve("template"));
        Files.writeString(template.resolve("a.yaml"), "apiVersion: v1\nkind: ServiceAccount\nmetadata: {{ .m }}\n");
        Files.writeString(
                template.resolve("b.yaml"),
                "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: '{{ .Values.name }}'\n");
        Path kustomized = Files.createDirectories(folder.resolve("kustomized"));
        Files.writeString(kustomized.resolve("kustomization.yaml"), "resources: [a.yaml]\nnamePrefix: x-\n");
        Files.writeString(kustomized.resolve("a.yaml"), "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n");
        Files.writeString(folder.resolve("lock"), "sa-audit-lock/v1\n");
        Files.writeString(folder.resolve("wrong.yaml"), "skip-rules: [NOPE]\n");
        Files.writeString(
                folder.resolve("token"),
                Jwts.unsigned(
                        "{\"iss\":\"kubernetes/serviceaccount\",\"kubernetes.io/serviceaccount/namespace\":\"ns-1\",\"kubernetes.io/serviceaccount/service-account.name\":\"build-robot\","
                                + "\"sub\":\"system:serviceaccount:ns-1:build-robot\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "#See kubectl sa-audit --help.",
                "nothing#See kubectl sa-audit --help.",
                "--context x#See kubectl sa-audit --help.",
                "--version --version#As in kubectl sa-audit --version.",
                "--help#Usage: kubectl sa-audit COMMAND [OPTION...]",
                "--help#as kubectl does (kubectl sa-audit help cluster)",
                "help scan#Usage: kubectl sa-audit scan ",
                "help scan#  kubectl sa-audit help cluster ",
                "help input#$ helm template chart | kubectl sa-audit pods ",
                "help nothing#See kubectl sa-audit --help.",
                "options#kubectl sa-audit help input",
                "options scan#See kubectl sa-audit options.",
                "scan --nonsense#See kubectl sa-audit help scan.",
                "scan quickstart#Details and fixes: kubectl sa-audit scan -o wide quickstart, or kubectl sa-audit rules SA",
                "scan --lock lock -o wide quickstart#kubectl sa-audit scan --write-lock lock quickstart",
                "scan --config wrong.yaml quickstart#See kubectl sa-audit rules.",
                "scan chart#Render it: helm template chart | kubectl sa-audit scan -",
                "scan template/a.yaml#Render it first, for example: helm template CHART | kubectl sa-audit scan -",
                "scan template/b.yaml#Render it first, for example: helm template CHART | kubectl sa-audit scan -",
                "scan -v kustomized#kustomize build kustomized | kubectl sa-audit scan -",
                "rules NOPE#See kubectl sa-audit rules.",
                "completion#As in kubectl sa-audit completion bash.",
                "diff old#As in kubectl sa-audit diff old new",
                "snapshot#As in kubectl sa-audit snapshot prod.json.gz.",
                "token a b#See kubectl sa-audit help token.",
                "token -o wide token -f quickstart#kubectl sa-audit permissions ns-1/build-robot shows where each of it comes from."
            })
    void aTextNamesTheCommandAsItWasCalled(String line, String text) throws Exception {
        Result called = run("kubectl-sa_audit", line);
        assertThat(called.out() + called.err()).contains(text);
        assertThat(BARE.matcher(called.out() + called.err()).results().map(found -> found.group()))
                .as("commands that are not named as kubectl's; they are to go through Called: %s", called)
                .isEmpty();
        Result usual = run("sa-audit", line);
        assertThat(new Result(called.status(), bare(called.out()), bare(called.err())))
                .as("all but the name")
                .isEqualTo(new Result(usual.status(), bare(usual.out()), bare(usual.err())));
        assertThat(usual.out() + usual.err()).contains(bare(text));
    }

    /** What programs read, and what is kept, does not hang on who called. */
    @ParameterizedTest
    @CsvSource({"json, chart", "json, kustomized", "html, quickstart", "markdown, quickstart", "sarif, quickstart"})
    void whatIsHandedOnIsTheSame(String format, String input) throws Exception {
        String line = "scan -o " + format + " " + input;
        assertThat(run("kubectl-sa_audit", line).out())
                .isEqualTo(run("sa-audit", line).out());
    }

    @Test
    void anotherNameIsNone() throws Exception {
        assertThat(run("audit", "").err()).contains("See sa-audit --help.");
    }

    private Result run(String name, String line) throws IOException, InterruptedException {
        Path link = folder.resolve(name);
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, Launch.application().resolve("bin/sa-audit"));
        }
        String[] words = line == null || line.isEmpty() ? new String[0] : line.split(" ");
        return Launch.of(folder, link, words).withThisJava().run();
    }

    private static String bare(String text) {
        return text.replace("kubectl sa-audit", "sa-audit");
    }
}
