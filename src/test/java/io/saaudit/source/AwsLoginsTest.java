package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.AwsLogin;
import io.saaudit.model.Cluster;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Jwts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the ConfigMap kube-system/aws-auth is what EKS takes from it. */
class AwsLoginsTest {
    private static final String ADMIN = "arn:aws:iam::111122223333:role/Admin";
    private static final String TWO = """
            - rolearn: arn:aws:iam::111122223333:role/Admin
              username: admin:{{SessionName}}
              groups:
                - system:masters
            - groups: [system:bootstrappers, system:nodes]
              rolearn: arn:aws:iam::111122223333:role/Node
              username: system:node:{{EC2PrivateDNSName}}
            """;
    private static final List<AwsLogin> BOTH = List.of(
            new AwsLogin(ADMIN, "admin:{{SessionName}}", List.of("system:masters")),
            new AwsLogin(
                    "arn:aws:iam::111122223333:role/Node",
                    "system:node:{{EC2PrivateDNSName}}",
                    List.of("system:bootstrappers", "system:nodes")));

    @TempDir
    private Path folder;

    private static String map(String mapRoles) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-auth, namespace: kube-system}\ndata:\n  mapRoles: |\n"
                + mapRoles.indent(4);
    }

    private static List<AwsLogin> logins(String manifest) {
        Snapshot snapshot = Reading.complete(Reading.text(manifest));
        assertThat(snapshot.objects().configMaps()).hasSize(1);
        return snapshot.objects().configMaps().get(0).logins();
    }

    @Test
    void theEntriesAreRead() {
        Snapshot snapshot = Reading.text(map(TWO));
        assertThat(snapshot.objects().configMaps().get(0).logins()).isEqualTo(BOTH);
        assertThat(snapshot.notes()).isEmpty();
    }

    /** As kubectl sorts them: the data before the kind and the name. */
    @Test
    void theOrderOfKeysPlaysNoPart() {
        assertThat(
                        logins(
                                "data:\n  mapRoles: |\n" + TWO.indent(4)
                                        + "  mapUsers: '[]'\nkind: ConfigMap\nmetadata: {namespace: kube-system, name: aws-auth}\napiVersion: v1\n"))
                .isEqualTo(BOTH);
    }

    @Test
    void aTextInJsonIsRead() {
        String json = "[{\\\"rolearn\\\":\\\"" + ADMIN + "\\\",\\\"username\\\":\\\"a\\\",\\\"groups\\\":[\\\"g\\\"]}]";
        assertThat(
                        logins(
                                "{\"apiVersion\":\"v1\",\"data\":{\"mapRoles\":\"" + json
                                        + "\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"aws-auth\",\"namespace\":\"kube-system\"}}"))
                .containsExactly(new AwsLogin(ADMIN, "a", List.of("g")));
    }

    @ParameterizedTest
    @CsvSource({
        "name: aws-auth, name: aws-auth-2",
        "namespace: kube-system, namespace: default",
        "mapRoles:, maproles:",
        "mapRoles:, mapUsers:",
        "kind: ConfigMap, kind: Secret"
    })
    void nothingElseHasLogins(String part, String other) {
        Snapshot snapshot = Reading.text(map(TWO).replace(part, other));
        assertThat(snapshot.objects().size()).isEqualTo(1);
        assertThat(snapshot.objects().configMaps())
                .allSatisfy(c -> assertThat(c.logins()).isEmpty());
    }

    @Test
    void ofTwoFieldsOfOneNameTheLastCounts() {
        assertThat(logins(map(TWO) + "data: {mapUsers: '[]'}\n")).isEmpty();
        assertThat(logins(map(TWO) + "  mapRoles: '[]'\n")).isEmpty();
    }

    @Test
    void binaryDataHasNone() {
        assertThat(logins(map(TWO).replace("\ndata:", "\nbinaryData:"))).isEmpty();
    }

    @Test
    void ofSeveralEntriesOfARoleTheLastCounts() {
        assertThat(logins(map("""
                        - {rolearn: "arn:aws:iam::111122223333:role/Admin", username: first, groups: [system:masters]}
                        - {rolearn: "arn:aws:iam::111122223333:role/Other", username: other}
                        - {rolearn: "arn:aws:iam::111122223333:role/ADMIN", username: last}
                        """))).extracting(AwsLogin::user).containsExactly("other", "last");
    }

    @Test
    void keysOfAnEntryAreReadInAnyCase() {
        assertThat(logins(map("- {roleARN: '" + ADMIN + "', UserName: a, GROUPS: [g]}")))
                .containsExactly(new AwsLogin(ADMIN, "a", List.of("g")));
    }

    @Test
    void whatHasAWrongTypeIsAsIfItWereNotThere() {
        assertThat(logins(map("""
                        - {rolearn: "arn:aws:iam::111122223333:role/a", username: 7, groups: system:masters}
                        - {rolearn: "arn:aws:iam::111122223333:role/b", username: b, groups: [1, null, {x: y}, g], userid: {}}
                        - {rolearn: [], username: c}
                        - {username: d, groups: [system:masters]}
                        - {rolearn: "arn:aws:iam::111122223333:role/e", username: e, sso: {accountID: "1"}}
                        - text
                        - null
                        - [[]]
                        """)))
                .containsExactly(
                        new AwsLogin("arn:aws:iam::111122223333:role/a", "", List.of()),
                        new AwsLogin("arn:aws:iam::111122223333:role/b", "b", List.of("g")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "'[]'", "'# nothing'", "null", "'null'"})
    void anEmptyTextHasNoneAndNothingIsSaid(String text) {
        Snapshot snapshot = Reading.complete(Reading.text(
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-auth, namespace: kube-system}\ndata: {mapRoles: "
                        + text + "}\n"));
        assertThat(snapshot.objects().configMaps().get(0).logins()).isEmpty();
        assertThat(snapshot.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {rolearn: 'a', username",
                "rolearn: a",
                "{{ toYaml .Values.mapRoles }}",
                "text",
                "- &a [*a]",
                "- *nowhere",
                "- {[a]: b}",
                "- rolearn: \"\\xFFFF\\UFFFFFFFF\""
            })
    void aTextThatIsNoListHasNoneAndIsNoted(String text) {
        Snapshot snapshot = Reading.complete(Reading.text(map("- {rolearn: '" + ADMIN + "'}\n" + text)));
        Snapshot alone = Reading.complete(Reading.text(map(text)));
        for (Snapshot one : List.of(snapshot, alone)) {
            assertThat(one.objects().configMaps().get(0).logins()).isEmpty();
            assertThat(Reading.notes(one, Note.Kind.INPUT))
                    .containsExactly(
                            "-:1:1 ConfigMap kube-system/aws-auth: mapRoles is not a list in YAML, or too large or"
                                    + " deep; logins by it were not looked at");
        }
    }

    @Test
    void aHostileTextCostsLittleAndHasNone() {
        String bomb = "- &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        StringBuilder aliases = new StringBuilder(bomb);
        for (int i = 1; i < 12; i++) {
            aliases.append("- &a").append(i).append(" [");
            aliases.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        for (String text : List.of(
                aliases.toString(),
                "[".repeat(200_000),
                "- {rolearn: x}\n".repeat(100_000),
                "- rolearn: " + "x".repeat(2 << 20))) {
            Snapshot snapshot = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Reading.complete(Reading.text(map(text))));
            assertThat(snapshot.objects().configMaps().get(0).logins()).isEmpty();
            assertThat(snapshot.notes()).hasSize(1);
        }
    }

    @Test
    void asMuchAsAConfigMapHoldsIsRead() {
        StringBuilder text = new StringBuilder();
        int number = 0;
        while (text.length() < (1 << 20) - 80) {
            text.append("- {rolearn: 'arn:aws:iam::111122223333:role/r")
                    .append(number++)
                    .append("', groups: [g]}\n");
        }
        assertThat(logins(map(text.toString()))).hasSize(number);
    }

    @Test
    void theSnapshotFileHasThemAndNothingElseOfTheText() throws IOException {
        String token = Jwts.legacy("a", "b");
        Snapshot listed = listed(
                TWO + "- {rolearn: 'arn:aws:iam::111122223333:role/T', username: 'by " + token + "', note: HIDDEN}\n");
        Path file = folder.resolve("s.json");
        SnapshotFile.write(listed, file);
        Snapshot again = Reading.complete(Reading.paths(ReadOptions.defaults(), file));

        List<AwsLogin> logins = again.objects().configMaps().get(0).logins();
        assertThat(logins)
                .isEqualTo(listed.objects().configMaps().get(0).logins())
                .hasSize(3)
                .startsWith(BOTH.toArray(AwsLogin[]::new));
        assertThat(logins.get(2).user()).isEqualTo("by ");
        assertThat(Files.readString(file)).doesNotContain("HIDDEN", "eyJ", "mapRoles: ");
        assertThat(again.objects().configMaps().get(0).keys()).containsExactly("mapRoles");
    }

    /** As a server answers: a typed list in JSON. */
    private static Snapshot listed(String mapRoles) {
        String data = mapRoles.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String page = "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[{\"metadata\":{"
                + "\"name\":\"aws-auth\",\"namespace\":\"kube-system\",\"uid\":\"u\",\"managedFields\":[{\"f:data\":{}}]},"
                + "\"data\":{\"mapRoles\":\"" + data + "\"}}]}";
        ServerLists lists = new ServerLists("cluster test");
        ListedObjects objects = lists.worker().objects("v1", "ConfigMap");
        try {
            objects.page(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)), next -> {});
        } catch (ListException e) {
            throw new AssertionError(e);
        }
        Cluster cluster = new Cluster("", "", "", "", Audits.NOW, List.of(), List.of());
        return lists.gather(List.of(objects), List.of(), List.of(), cluster);
    }

    @Test
    void aListOfAServerHasThemOrANote() {
        Snapshot good = listed(TWO);
        assertThat(good.objects().configMaps().get(0).logins()).isEqualTo(BOTH);
        assertThat(good.notes()).isEmpty();
        Snapshot broken = listed("- {");
        assertThat(broken.objects().configMaps().get(0).logins()).isEmpty();
        assertThat(Reading.notes(broken, Note.Kind.INPUT)).hasSize(1);
    }

    @Test
    void factsInAManifestMeanNothing() {
        assertThat(logins(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"aws-auth\",\"namespace\":"
                                + "\"kube-system\"},\"sa-audit-facts\":{\"logins\":[{\"role\":\"" + ADMIN
                                + "\",\"user\":\"a\",\"groups\":[\"system:masters\"]}]}}"))
                .isEmpty();
    }
}
