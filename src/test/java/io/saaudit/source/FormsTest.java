package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Note;
import io.saaudit.model.Role;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Snapshot;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final String ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: naïve\n";

    @Test
    void everyUsualEncodingAndLineEndGivesTheSameNamesAndPlaces() {
        byte[] crlf = ACCOUNT.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] bom = ("\ufeff" + ACCOUNT).getBytes(StandardCharsets.UTF_8);
        byte[] little = ("\ufeff" + ACCOUNT).getBytes(StandardCharsets.UTF_16LE);
        byte[] big = ("\ufeff" + ACCOUNT).getBytes(StandardCharsets.UTF_16BE);
        byte[] mac = ACCOUNT.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);

        for (byte[] bytes : List.of(crlf, bom, little, big, mac, ACCOUNT.getBytes(StandardCharsets.UTF_8))) {
            Snapshot snapshot = Reading.complete(Reading.bytes(bytes, ReadOptions.defaults()));
            assertThat(snapshot.objects().serviceAccounts()).singleElement().satisfies(account -> {
                assertThat(account.name()).isEqualTo("naïve");
                assertThat(Reading.at(snapshot, account.meta().at())).isEqualTo("1:1");
            });
        }
    }

    @Test
    void aColumnCountsCharactersInYamlAndJson() {
        Snapshot yaml = Reading.text(
                "{kind: ServiceAccount, apiVersion: v1, metadata: {name: é😀}, automountServiceAccountToken: true}");
        Snapshot json =
                Reading.text("{\"kind\": \"ServiceAccount\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"éé\"},"
                        + " \"automountServiceAccountToken\": true}");

        assertThat(place(yaml))
                .isEqualTo("1:" + ("{kind: ServiceAccount, apiVersion: v1, metadata: {name: ee}, ".length() + 1));
        assertThat(place(json))
                .isEqualTo("1:"
                        + ("{\"kind\": \"ServiceAccount\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"ee\"}, "
                                        .length()
                                + 1));
    }

    private static String place(Snapshot snapshot) {
        ServiceAccount account =
                Reading.complete(snapshot).objects().serviceAccounts().get(0);
        return Reading.at(snapshot, account.places().of(ServiceAccount.AUTOMOUNT));
    }

    @Test
    void utf16WithoutAMarkIsNotTextAndSaysWhy() {
        byte[] bytes = ACCOUNT.getBytes(Charset.forName("UTF-16LE"));

        assertThat(Reading.gaps(Reading.bytes(bytes, ReadOptions.defaults())))
                .containsExactly("MALFORMED - not a text file | UTF-16 needs a byte order mark.");
    }

    @Test
    void jsonObjectsOneALineOrOneAfterTheOtherOrInAnArrayAreAllRead() {
        String a = json("a");
        String b = json("b");

        for (String text : List.of(a + "\n" + b + "\n", a + b, "[" + a + ", " + b + "]", "\n\n  " + a + " " + b)) {
            Snapshot snapshot = Reading.complete(Reading.text(text));
            assertThat(Reading.keys(snapshot.objects().serviceAccounts()))
                    .as(text)
                    .containsExactly("ServiceAccount default/a", "ServiceAccount default/b");
        }
        assertThat(Reading.text(a + "\n" + b).counts().documents()).isEqualTo(2);
    }

    @Test
    void whatBeginsWithABraceAndIsNotJsonIsYaml() {
        for (String text : List.of(
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: a}}\n",
                json("a") + "\n---\n" + json("b"),
                "---\n" + json("a") + "\n---\n" + ACCOUNT,
                "{\"apiVersion\": \"v1\", \"kind\": \"ServiceAccount\", \"metadata\": {\"name\": \"a\"}, # comment\n}")) {
            Snapshot snapshot = Reading.complete(Reading.text(text));
            assertThat(Reading.keys(snapshot.objects().serviceAccounts()))
                    .as(text)
                    .contains("ServiceAccount default/a");
        }
    }

    @Test
    void aTypedListGivesItsItemsTheirKind() {
        String items = "\"items\": [{\"metadata\": {\"name\": \"r\", \"namespace\": \"n\"},"
                + " \"rules\": [{\"verbs\": [\"get\"], \"apiGroups\": [\"\"], \"resources\": [\"pods\"]}]}]";
        String head = "\"apiVersion\": \"rbac.authorization.k8s.io/v1\", \"kind\": \"RoleList\"";

        for (String text : List.of("{" + head + ", " + items + "}", "{" + items + ", " + head + "}")) {
            Snapshot snapshot = Reading.complete(Reading.text(text));
            Role role = snapshot.objects().roles().get(0);
            assertThat(role.key()).as(text).hasToString("Role n/r");
            assertThat(role.rules().get(0).policy().verbs()).containsExactly("get");
            assertThat(snapshot.counts().byKind()).isEqualTo(Map.of("Role", 1, "RoleList", 1));
        }
    }

    @Test
    void aListInAListIsRead() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                items:
                - apiVersion: v1
                  kind: List
                  items:
                  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: deep}}
                kind: List
                """));

        assertThat(Reading.keys(snapshot.objects().serviceAccounts())).containsExactly("ServiceAccount default/deep");
        assertThat(snapshot.counts().of("List")).isEqualTo(2);
    }

    @Test
    void itemsOfAnObjectThatIsNoListAreNotObjects() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                items:
                - {apiVersion: v1, kind: ServiceAccount, metadata: {name: example}}
                apiVersion: example.org/v1
                kind: Tutorial
                """));

        assertThat(snapshot.objects().size()).isZero();
        assertThat(snapshot.counts().byKind()).isEqualTo(Map.of("Tutorial", 1));
    }

    @Test
    void sourceCommentsOfHelmArePartOfThePlace() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                ---
                # Source: chart/templates/a.yaml
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: a}
                ---
                # Source: chart/templates/b.yaml
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: b}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: c}
                """));

        assertThat(snapshot.objects().serviceAccounts())
                .extracting(account -> snapshot.origin(account.meta().at()).template())
                .containsExactly("chart/templates/a.yaml", "chart/templates/b.yaml", "");
    }

    @Test
    void aliasesAndMergeKeysAreFollowedAsKubectlDoes() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: merged}
                x-read: &read {verbs: [get, list], apiGroups: [""]}
                x-write: &write {verbs: [create]}
                rules:
                - {<<: *read, resources: [pods]}
                - <<: [*write, *read]
                  resources: [secrets]
                - {<<: *read, verbs: [watch], resources: [nodes]}
                - {verbs: [watch], <<: *read, resources: [services]}
                - &last {verbs: [use], apiGroups: [policy], resources: [x]}
                - *last
                """));

        assertThat(snapshot.objects().roles().get(0).rules())
                .extracting(rule -> rule.policy().verbs() + " " + rule.policy().apiGroups()
                        + rule.policy().resources())
                .as("yaml.v2 merges in the order of the text, so that a merge after a key replaces it")
                .containsExactly(
                        "[get, list] [][pods]",
                        "[create] [][secrets]",
                        "[watch] [][nodes]",
                        "[get, list] [][services]",
                        "[use] [policy][x]",
                        "[use] [policy][x]");
        assertThat(snapshot.notes())
                .filteredOn(note -> note.kind() == Note.Kind.DUPLICATE_KEY)
                .isEmpty();
    }

    @Test
    void aTabBetweenTokensIsASpaceAsInKubectl() {
        Snapshot snapshot = Reading.complete(
                Reading.text(
                        "apiVersion:\tv1\t# comment\nkind: ServiceAccount\t\nmetadata: {\n\t\tname:\ta\t}\n\t\nx: \"a\tb\"\t# c\n"));

        assertThat(Reading.keys(snapshot.objects().serviceAccounts())).containsExactly("ServiceAccount default/a");
    }

    @Test
    void aDirectiveBelongsToTheDocumentBehindIt() {
        Snapshot snapshot = Reading.complete(Reading.text(
                "%YAML 1.1\n# c\n---\n" + ACCOUNT + "...\n%YAML 1.1\n---\n" + ACCOUNT.replace("naïve", "b")));

        assertThat(Reading.keys(snapshot.objects().serviceAccounts()))
                .containsExactly("ServiceAccount default/b", "ServiceAccount default/naïve");
    }

    @Test
    void aMarkerInsideOfABlockScalarIsText() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: c}
                data:
                  script: |
                    ---
                    kind: Role
                  other: |-
                    --- x
                """));

        assertThat(snapshot.counts().documents()).isEqualTo(1);
        assertThat(snapshot.objects().configMaps().get(0).keys()).containsExactly("script", "other");
    }

    private static String json(String name) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"ServiceAccount\", \"metadata\": {\"name\": \"" + name + "\"}}";
    }
}
