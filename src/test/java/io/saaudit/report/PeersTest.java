package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Binding;
import io.saaudit.model.Objects;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.rule.Finding;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/comparison-peers.md has as sa-audit's word on the fixtures of other tools is what sa-audit says. */
class PeersTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "docs", "comparison-peers.md");
    private static final String STRICT = " with `--strict`";
    private static final List<String> ABOUT = List.of(
            "kind: Role",
            "kind: ClusterRole",
            "kind: ServiceAccount",
            "automountServiceAccountToken",
            "serviceAccount");

    /** The tools of the page, by their headings, and where their fixtures lie. */
    private static final Map<String, String> FOLDERS = Map.of(
            "Polaris", "corpus/fixtures-polaris/test/checks",
            "KubeLinter", "corpus/fixtures-kube-linter/tests/checks",
            "kubeaudit", "corpus/fixtures-kubeaudit/auditors/asat/fixtures",
            "Checkov", "corpus/fixtures-checkov/tests/kubernetes",
            "Kubescape", "corpus/fixtures-kubescape",
            "rbac-tool", "corpus/fixtures-rbac-tool/testdata",
            "rbac-lookup", "corpus/fixtures-rbac-lookup/e2e/tests/00_assets",
            "Popeye", "corpus/fixtures-popeye",
            "Kubesplaining", "corpus/fixtures-kubesplaining/testdata",
            "Kyverno", "corpus/kyverno-policies");

    /** A line of a table: the tool, its fixture, and the rules of sa-audit as it is and with accounts for users. */
    record Row(String tool, String fixture, String rules, String withAccount, String verdict) {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String tool = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                tool = line.substring(3);
            } else if (line.startsWith("| `")) {
                String[] cells = line.substring(1).split("\\|", -1);
                assertThat(cells).as("five cells of a line: %s", line).hasSize(6);
                rows.add(new Row(
                        tool, cells[0].strip().replace("`", ""), cells[2].strip(), cells[3].strip(), cells[4].strip()));
            }
        }
        return rows;
    }

    static List<String> tools() throws IOException {
        return rows().stream().map(Row::tool).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePageSaysWhatIsFound(Row row) throws InputPathException {
        Path fixture = Shared.path(FOLDERS.get(row.tool())).resolve(row.fixture());
        Snapshot snapshot = read(fixture);
        Snapshot accounts = withAccounts(snapshot);
        assertThat(List.of(rules(snapshot), accounts == snapshot ? "" : rules(accounts)))
                .as(
                        "what sa-audit says of %s of %s: where it is right, write it into docs/comparison-peers.md and judge the line anew",
                        row.fixture(), row.tool())
                .containsExactly(row.rules(), row.withAccount());
    }

    static List<Row> strictRows() throws IOException {
        return rows().stream().filter(r -> r.verdict().contains(STRICT)).toList();
    }

    @ParameterizedTest
    @MethodSource("strictRows")
    void whatIsSaidToNeedStrictIsFoundWithIt(Row row) throws InputPathException {
        int named = row.verdict().indexOf(STRICT);
        Snapshot snapshot =
                withAccounts(read(Shared.path(FOLDERS.get(row.tool())).resolve(row.fixture())));
        assertThat(Audits.findings(Audits.of(snapshot, true)))
                .extracting(Finding::rule)
                .as("rules that report %s of %s with --strict", row.fixture(), row.tool())
                .contains(row.verdict().substring(named - 5, named));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void noFixtureAboutAccountsOrRolesIsLeftOut(String tool) throws IOException {
        Path folder = Shared.path(FOLDERS.get(tool));
        List<String> listed = rows().stream()
                .filter(r -> r.tool().equals(tool))
                .map(Row::fixture)
                .toList();
        List<String> left = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString();
                if (!name.endsWith("expected.json")
                        && listed.stream().noneMatch(l -> name.equals(l) || name.startsWith(l + "/"))) {
                    String text = Files.readString(file);
                    if (ABOUT.stream().anyMatch(text::contains)) {
                        left.add(name);
                    }
                }
            }
        }
        assertThat(left)
                .as("fixtures of %s that docs/comparison-peers.md must have a line for", tool)
                .isEmpty();
    }

    @Test
    void thePageHasItsTables() throws IOException {
        assertThat(tools()).containsExactlyInAnyOrderElementsOf(FOLDERS.keySet());
    }

    private static Snapshot read(Path fixture) throws InputPathException {
        Path input = Files.isDirectory(fixture.resolve("input")) ? fixture.resolve("input") : fixture;
        return SnapshotReader.read(
                List.of(input.toString()),
                InputStream.nullInputStream(),
                ReadOptions.defaults().withDefaultNamespace("default"));
    }

    /** The same objects with an account in the place of each user and group; the same snapshot where there is none. */
    private static Snapshot withAccounts(Snapshot snapshot) {
        Objects o = snapshot.objects();
        List<Binding> bindings = new ArrayList<>();
        for (Binding binding : o.bindings()) {
            List<Subject> subjects =
                    binding.subjects().stream().map(s -> account(s, binding)).toList();
            bindings.add(
                    subjects.equals(binding.subjects())
                            ? binding
                            : new Binding(
                                    binding.meta(), binding.roleRef(), subjects, binding.places(), binding.assumed()));
        }
        return bindings.equals(o.bindings())
                ? snapshot
                : snapshot.withObjects(new Objects(
                        o.namespaces(),
                        o.serviceAccounts(),
                        o.roles(),
                        bindings,
                        o.workloads(),
                        o.secrets(),
                        o.configMaps(),
                        o.customResources(),
                        o.nodes(),
                        o.services(),
                        o.ingresses(),
                        o.webhooks()));
    }

    private static Subject account(Subject subject, Binding binding) {
        boolean other = subject instanceof Subject.User || subject instanceof Subject.Group;
        if (!other || subject.name().startsWith("system:")) {
            return subject;
        }
        String namespace = binding.cluster() ? "default" : binding.meta().namespace();
        return new Subject.ServiceAccountRef(namespace, subject.name(), "");
    }

    private static String rules(Snapshot snapshot) {
        String rules = Audits.findings(Audits.of(snapshot, false)).stream()
                .map(Finding::rule)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
        return rules.isEmpty() ? "quiet" : rules;
    }
}
