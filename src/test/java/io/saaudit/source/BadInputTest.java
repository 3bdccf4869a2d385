package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
    private static final Path BAD = Path.of(System.getProperty("basedir", ""), "testdata", "bad-input");
    private static final String RENDER = " | Render it first, for example: helm template CHART | sa-audit scan -";

    @TempDir
    private Path folder;

    @Test
    void everyFaultIsOneLineWithItsPlaceAndAHint() {
        Snapshot snapshot = Reading.paths(ReadOptions.defaults(), BAD);

        assertThat(Reading.gaps(snapshot))
                .containsExactly(
                        "MALFORMED alias-loop.yaml:5:11 an alias stands inside the value that it stands for",
                        "MALFORMED binary.yaml not a text file",
                        "MALFORMED broken-in-the-middle.yaml:10:3 a list in [ ] is not closed, or a comma is missing",
                        "MALFORMED colon.yaml:5:20 a colon where none may be"
                                + " | Put text that has \": \" in it in quotes; check the indentation.",
                        "MALFORMED control-character.yaml:4:3 a control character (U+0001), which YAML does not allow"
                                + " | Is it a text file?",
                        "MALFORMED cut-off.json:3:38 the JSON ends too early | Is the file complete?",
                        "MALFORMED garbage.json:2:1 not valid JSON here",
                        "MALFORMED latin-1.yaml:4:6 not UTF-8 text | Save it as UTF-8.",
                        "INVALID_OBJECT no-name.yaml:1:1 ServiceAccount has no metadata.name",
                        "INVALID_OBJECT no-name.yaml:6:1 ServiceAccount has no metadata.name",
                        "MALFORMED not-kubernetes.yaml:1:9 a colon where none may be"
                                + " | Put text that has \": \" in it in quotes; check the indentation."
                                + " If it is not for Kubernetes, leave it out: --exclude.",
                        "MALFORMED tab.yaml:4:1 YAML does not allow a tab here | Indent with spaces.",
                        "TEMPLATE template-name.yaml:1:1 ServiceAccount ns-1/{{ .Release.Name }}-sa is a template:"
                                + " its name is not filled in" + RENDER,
                        "TEMPLATE template.yaml:4:10 a template, not a manifest" + RENDER,
                        "INVALID_OBJECT wrong-types.yaml:4:8 Role ns-1/rules-text: rules is a string, must be a list",
                        "INVALID_OBJECT wrong-types.yaml:12:10 Role ns-1/verbs-map: rules[0].verbs is a map,"
                                + " must be a list of strings",
                        "INVALID_OBJECT wrong-types.yaml:17:31 ServiceAccount ns-1/quoted-boolean:"
                                + " automountServiceAccountToken is a string, must be true or false"
                                + " | Write it without quotes.",
                        "INVALID_OBJECT wrong-types.yaml:21:18 ServiceAccount: metadata.name is a number,"
                                + " must be a string | Put it in quotes.",
                        "INVALID_OBJECT wrong-types.yaml:26:29 RoleBinding ns-1/no-is-false: roleRef.name is a"
                                + " boolean, must be a string | Put it in quotes.");
    }

    @Test
    void theRestOfABrokenFileIsRead() {
        Snapshot snapshot = Reading.paths(ReadOptions.defaults(), BAD);

        assertThat(Reading.keys(snapshot.objects().serviceAccounts()))
                .containsExactly(
                        "ServiceAccount ns-1/after-tab",
                        "ServiceAccount ns-1/before",
                        "ServiceAccount ns-1/before-garbage",
                        "ServiceAccount ns-1/before-the-end",
                        "ServiceAccount ns-1/behind",
                        "ServiceAccount ns-1/beside-null",
                        "ServiceAccount ns-1/braces",
                        "ServiceAccount ns-1/twice");
        assertThat(Reading.keys(snapshot.objects().roles())).containsExactly("Role ns-1/good");
    }

    @Test
    void whatIsOddButReadIsANote() {
        Snapshot snapshot = Reading.paths(ReadOptions.defaults(), BAD);

        assertThat(Reading.notes(snapshot, Note.Kind.DUPLICATE_KEY))
                .containsExactly("duplicate-key.yaml:5:1 key automountServiceAccountToken is there twice;"
                        + " the last one counts");
        assertThat(Reading.notes(snapshot, Note.Kind.INPUT))
                .containsExactly(
                        "config-of-another-tool.yaml:2:4 left out: a template in which nothing looks like a manifest:"
                                + " a character that YAML does not allow at the start of a value",
                        "null-items.yaml:4:3 items[0] is null and was left out");
        assertThat(snapshot.objects().serviceAccounts())
                .filteredOn(account -> account.name().equals("twice"))
                .singleElement()
                .satisfies(account -> assertThat(account.automount()).isFalse());
    }

    @Test
    void aBrokenFileThatIsNamedIsAGapWhateverItLooksLike() {
        Snapshot snapshot = Reading.paths(ReadOptions.defaults(), BAD.resolve("not-kubernetes.yaml"));

        assertThat(Reading.gaps(snapshot)).singleElement().asString().startsWith("MALFORMED not-kubernetes.yaml:1:9");
    }

    @Test
    void anObjectThatCannotBeReadSaysWhichKindAndNamespaceAreTouched() {
        Gap gap = Reading.text("""
                        rules: 7
                        metadata: {namespace: ns-1, name: r}
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        """).gaps().get(0);

        assertThat(gap.touchesKind()).isEqualTo("Role");
        assertThat(gap.touchesNamespace()).isEqualTo("ns-1");
        assertThat(gap.what()).isEqualTo("Role ns-1/r: rules is a number, must be a list");
    }

    @Test
    void anObjectWhoseNamespaceCannotBeReadMayBeOfAnyNamespace() {
        Gap gap = Reading.text("""
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata: {namespace: 7, name: r}
                        """).gaps().get(0);

        assertThat(gap.touchesKind()).isEqualTo("Role");
        assertThat(gap.touchesNamespace()).isEmpty();
    }

    @Test
    void anObjectOfTwoKindsIsAGapThatMayBeAnything() {
        Snapshot snapshot = Reading.text("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: first}
                rules: []
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: second}
                """);

        assertThat(Reading.gaps(snapshot))
                .containsExactly("INVALID_OBJECT -:6:7 apiVersion or kind is there twice, with different values"
                        + " | Is a line with --- missing between two objects?");
        assertThat(snapshot.gaps().get(0).coversRbac("any")).isTrue();
        assertThat(snapshot.objects().size()).isZero();
    }

    @Test
    void theLastOfTwoKindsCountsWhereNothingOfTheFirstWasRead() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: first}
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: second}
                rules: [{verbs: [get], apiGroups: [""], resources: [pods]}]
                """));

        assertThat(Reading.keys(snapshot.objects().roles())).containsExactly("ClusterRole second");
        assertThat(snapshot.objects().roles().get(0).rules()).hasSize(1);
        assertThat(Reading.notes(snapshot, Note.Kind.DUPLICATE_KEY)).hasSize(3);
    }

    @Test
    void anAliasBombEndsAsALimitAndTheRestIsRead() {
        StringBuilder bomb =
                new StringBuilder("apiVersion: v1\nkind: ServiceAccount\na: &a [x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(String.join(", ", List.of(before, before, before, before, before, before, before, before)));
            bomb.append("]\n");
        }
        bomb.append("---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: behind}\n");

        Snapshot snapshot = Reading.text(bomb.toString());

        assertThat(Reading.gaps(snapshot))
                .singleElement()
                .asString()
                .startsWith("LIMIT -:")
                .contains("--max-aliases");
        assertThat(Reading.keys(snapshot.objects().serviceAccounts())).containsExactly("ServiceAccount default/behind");
    }

    @Test
    void nestingBombsEndAsALimit() {
        String yaml = "apiVersion: v1\nkind: Secret\nx: " + "[".repeat(100_000);
        String json = "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"x\": " + "[".repeat(100_000);
        String block = "apiVersion: v1\nkind: Secret\nx:\n  " + "- ".repeat(100_000) + "x";

        for (String bomb : List.of(yaml, json, block)) {
            assertThat(Reading.gaps(Reading.text(bomb)))
                    .as(bomb.substring(0, 40))
                    .singleElement()
                    .asString()
                    .contains("LIMIT", "nested deeper than 100 levels", "--max-depth");
        }
    }

    @Test
    void pathsThatCannotBeMeantAreUsageErrorsBeforeAnythingIsRead() {
        for (String path : List.of("", folder.resolve("nothing").toString())) {
            ByteArrayInputStream stdin = new ByteArrayInputStream(new byte[] {'a'});
            assertThatThrownBy(() -> SnapshotReader.read(List.of("-", path), stdin, ReadOptions.defaults()))
                    .as("path '" + path + "'")
                    .isInstanceOf(InputPathException.class);
            assertThat(stdin.available()).as("standard input was not touched").isEqualTo(1);
        }
    }

    @Test
    void emptyInputHasNeitherGapsNorDocuments() {
        for (String nothing : List.of("", "\n\n", "# only a comment\n", "---\n---\n# x\n...\n")) {
            Snapshot snapshot = Reading.complete(Reading.text(nothing));
            assertThat(snapshot.counts().documents()).as("'" + nothing + "'").isZero();
        }
        assertThat(Reading.complete(Reading.paths(ReadOptions.defaults(), folder))
                        .counts()
                        .files())
                .isZero();
    }

    @Test
    void aFileThatIsGoneWhenItIsReadIsAGap() {
        Out out = new Out(1, new Pool(), new RulePool(), "default");
        InputFile gone = new InputFile("gone.yaml", new FileContent(folder.resolve("gone.yaml")), false, 1);

        new FileReader(gone, Limits.DEFAULT, out).read(null);

        List<Gap> gaps = new java.util.ArrayList<>();
        out.addGaps(io.saaudit.model.Source.of("gone.yaml"), gaps);
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.UNREADABLE);
            assertThat(gap.what()).isEqualTo("it is gone");
        });
    }

    @Test
    void namesWithLineBreaksAndMarkupAreKeptAsTheyAre() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: "a\\nb\\u001b[31m<b>"}
                rules: []
                """));

        assertThat(snapshot.objects().roles().get(0).name()).isEqualTo("a\nb\u001b[31m<b>");
    }

    /** Jackson has its own words for a literal, a number and an escape that are cut short. */
    @Test
    void jsonThatIsCutAnywhereEndsTooEarly() throws IOException {
        String whole = "{\"a\": [true, false, null, -1.5e+10, \"h\\u00e9é€\"], \"b\": {\"c\": true, \"d\": 0.5}}";
        byte[] utf8 = whole.getBytes(StandardCharsets.UTF_8);
        Out out = new Out(1, new Pool(), new RulePool(), "default");
        for (int end = 1; end < utf8.length; end++) {
            InputStream cut = new ByteArrayInputStream(utf8, 0, end);
            JsonCursor cursor = JsonCursor.of(cut, Limits.DEFAULT, out);
            assertThatThrownBy(() -> skipAll(cursor)).as("%d bytes", end).hasMessage("the JSON ends too early");
        }
        for (int end = 1; end < whole.length(); end++) {
            JsonCursor cursor = JsonCursor.of(new StringReader(whole.substring(0, end)), 0, Limits.DEFAULT, out);
            assertThatThrownBy(() -> skipAll(cursor)).as("%d characters", end).hasMessage("the JSON ends too early");
        }
    }

    private static void skipAll(JsonCursor cursor) {
        while (cursor.nextValue()) {
            cursor.skipChildren();
        }
    }
}
