package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Kubeconfigs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigTest {
    private static final String HEAD = "apiVersion: v1\nkind: Config\n";

    @TempDir
    Path folder;

    @Test
    void ofSeveralFilesTheFirstThatHasAnEntryCounts() throws Exception {
        Path one = write("one", HEAD + "clusters:\n- {name: c, cluster: {server: https://one}}\n");
        Path two = write(
                "two",
                HEAD + "current-context: b\nclusters:\n- {name: c, cluster: {server: https://two}}\n"
                        + "- {name: d, cluster: {server: https://d}}\n");
        Path three = write("three", HEAD + "current-context: z\n");
        Kubeconfig merged = load(one + ":" + folder.resolve("missing") + "::" + two + ":" + three + ":" + one);
        assertThat(merged.clusters().get("c").text("server")).isEqualTo("https://one");
        assertThat(merged.clusters().get("d").text("server")).isEqualTo("https://d");
        assertThat(merged.currentContext()).isEqualTo("b");
        assertThat(merged.found()).isEqualTo(3);
    }

    @Test
    void relativePathsStartAtTheFoldersOfTheirFiles() throws Exception {
        Files.createDirectory(folder.resolve("a"));
        Path one = write("a/one", HEAD + "clusters:\n- {name: c, cluster: {certificate-authority: ca.crt}}\n");
        Path two = write("two", HEAD + "users:\n- {name: u, user: {tokenFile: t/token, client-key: /abs}}\n");
        Kubeconfig merged = load(one + ":" + two);
        assertThat(merged.clusters().get("c").fileOf("certificate-authority"))
                .isEqualTo(folder.resolve("a/ca.crt").toString());
        assertThat(merged.users().get("u").fileOf("tokenFile"))
                .isEqualTo(folder.resolve("t/token").toString());
        assertThat(merged.users().get("u").fileOf("client-key")).isEqualTo("/abs");
    }

    @Test
    void withoutAVariableTheFileIsThatOfTheHome() throws Exception {
        Files.createDirectory(folder.resolve(".kube"));
        write(".kube/config", HEAD + "current-context: home\n");
        Map<String, String> environment = Map.of("HOME", folder.toString());
        assertThat(Kubeconfig.load("", environment::get).currentContext()).isEqualTo("home");
        assertThat(Kubeconfig.load("", Map.of("HOME", folder.toString(), "KUBECONFIG", "")::get)
                        .currentContext())
                .as("an empty KUBECONFIG")
                .isEqualTo("home");
        assertThat(Kubeconfig.load("", Map.of("HOME", folder.toString(), "KUBECONFIG", "/none")::get)
                        .found())
                .as("a KUBECONFIG that names a file that is not there")
                .isZero();
    }

    @Test
    void theFlagNamesOneFileWhichMustBeThere() throws Exception {
        Path flag = write("flag", HEAD + "current-context: flag\n");
        Path other = write("other", HEAD + "current-context: other\n");
        assertThat(Kubeconfig.load(flag.toString(), Map.of("KUBECONFIG", other.toString())::get)
                        .currentContext())
                .isEqualTo("flag");
        Path missing = folder.resolve("missing");
        assertThat(Failing.configuration(() -> Kubeconfig.load(missing.toString(), name -> null)))
                .hasMessageContaining(missing.toString());
    }

    @Test
    void anEmptyFileAndNullsAreAnEmptyKubeconfig() throws Exception {
        assertThat(load(write("empty", "").toString()).clusters()).isEmpty();
        Kubeconfig nulls = load(write("nulls", HEAD + "clusters: null\nusers:\ncontexts: []\ncurrent-context: ''\n")
                .toString());
        assertThat(nulls.contexts()).isEmpty();
        assertThat(nulls.currentContext()).isEmpty();
    }

    @Test
    void anchorsAndMergeKeysAreRead() throws Exception {
        Kubeconfig merged = load(write(
                        "anchors",
                        HEAD + "clusters:\n- name: a\n  cluster: &a {server: https://a, tls-server-name: t}\n"
                                + "- name: b\n  cluster: {<<: *a, server: https://b}\n")
                .toString());
        assertThat(merged.clusters().get("b").text("server")).isEqualTo("https://b");
        assertThat(merged.clusters().get("b").text("tls-server-name")).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            users: {token: s3cret]                               | 3 | YAML
            a: *s3cret                                          | 3 | YAML
            - s3cret                                            | 3 | YAML
            users: s3cret                                       | 3 | list
            users: [s3cret]                                     | 3 | users[0]
            users: [{name: u, user: s3cret}]                    | 3 | users[0].user
            users: [{name: 1, user: {token: s3cret}}]           | 3 | quotes
            current-context: [s3cret]                           | 3 | current-context
            users: [{name: u, user: {}}, {name: u, user: {}}]   | 3 | earlier
            """)
    void aBrokenFileIsAnErrorWithItsLine(String line, int at, String names) {
        Path file = write("broken", HEAD + line + "\n");
        assertThat(Failing.configuration(() -> load(file.toString())))
                .hasMessageStartingWith(file + ":" + at + ": ")
                .hasMessageContaining(names)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void somethingElseThanAKubeconfigIsAnError() {
        assertThat(Failing.configuration(
                        () -> load(write("pod", "apiVersion: v1\nkind: Pod\n").toString())))
                .hasMessageContaining(":2: kind must be Config");
        assertThat(Failing.configuration(() -> load(write("list", "[a, b]\n").toString())))
                .hasMessageContaining(":1: the kubeconfig must be a mapping");
        assertThat(Failing.configuration(() -> load(folder.toString()))).hasMessageContaining("is a folder");
        assertThat(Failing.configuration(
                        () -> load(write("binary", "\u0000\u0001").toString())))
                .hasMessageContaining("YAML");
    }

    @Test
    void readingChangesNothing() throws Exception {
        Path file = write("config", HEAD + "current-context: c\n");
        FileTime before = Files.getLastModifiedTime(file);
        String text = Files.readString(file);
        load(file.toString());
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(file).hasContent(text);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    private Path write(String name, String text) {
        return Kubeconfigs.write(folder.resolve(name), text);
    }

    private static Kubeconfig load(String list) throws ClusterException {
        return Kubeconfig.load("", Map.of("KUBECONFIG", list)::get);
    }
}
