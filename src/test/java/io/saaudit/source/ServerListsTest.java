package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.Cluster;
import io.saaudit.model.Secret;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Snapshot;
import io.saaudit.source.cluster.ListedKind;
import io.saaudit.testing.Audits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerListsTest {
    private static final Cluster CLUSTER = new Cluster("", "", "", "", Audits.NOW, List.of(), List.of());
    private static final String ACCOUNTS = """
            {"kind":"ServiceAccountList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"NEXT",
             "remainingItemCount":3},"items":[{"metadata":{"name":"a","namespace":"x","uid":"1"},
             "automountServiceAccountToken":false},{"metadata":{"name":"b","namespace":"x"}}]}
            """;
    private static final String SECRETS = """
            {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{},"items":[{
             "kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"t","namespace":"x","uid":"u",
             "creationTimestamp":"2026-01-01T00:00:00Z","labels":{"l":"1"},"annotations":{
             "kubernetes.io/service-account.name":"a","kubectl.kubernetes.io/last-applied-configuration":"{secret}"},
             "managedFields":[{"manager":"m"}]}}]}
            """;

    private final ServerLists lists = new ServerLists("cluster test");
    private final List<String> told = new ArrayList<>();

    @Test
    void itemsTakeTheirKindFromTheList() throws ListException {
        ListedObjects objects = accounts();
        ListedObjects.Page page = objects.page(in(ACCOUNTS), told::add);
        assertThat(page.next()).isEqualTo("NEXT");
        assertThat(page.remaining()).isEqualTo(3);
        assertThat(told).containsExactly("NEXT");
        assertThat(objects.size()).isEqualTo(2);
        assertThat(objects.names()).containsExactly("a", "b");
        Snapshot snapshot = gather(objects);
        assertThat(snapshot.objects().serviceAccounts())
                .extracting(ServiceAccount::automount)
                .containsExactly(false, null);
        assertThat(snapshot.counts().of("ServiceAccount")).isEqualTo(2);
        assertThat(snapshot.fromServer()).isTrue();
        assertThat(snapshot.origin(
                        snapshot.objects().serviceAccounts().get(0).meta().at()))
                .hasToString("cluster test");
    }

    /** Servers that sort keys write the items before the kind. */
    @Test
    void theOrderOfKeysPlaysNoPart() throws ListException {
        ListedObjects objects = accounts();
        ListedObjects.Page page = objects.page(
                in("{\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{\"name\":\"a\",\"namespace\":\"x\"}}],"
                        + "\"kind\":\"ServiceAccountList\",\"metadata\":{\"continue\":\"NEXT\"}}"),
                told::add);
        assertThat(page.next()).isEqualTo("NEXT");
        assertThat(told).as("told before the objects, or not at all").isEmpty();
        assertThat(objects.names()).containsExactly("a");
    }

    @Test
    void anEmptyListMayBeNull() throws ListException {
        ListedObjects objects = accounts();
        assertThat(objects.page(
                                in(
                                        "{\"kind\":\"ServiceAccountList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":null}"),
                                told::add)
                        .next())
                .isEmpty();
        assertThat(objects.size()).isZero();
    }

    @Test
    void whatWasReadCanBeDroppedAndReadAnew() throws ListException {
        ListedObjects objects = accounts();
        objects.page(in(ACCOUNTS), told::add);
        objects.drop();
        assertThat(objects.size()).isZero();
        objects.page(in(ACCOUNTS), told::add);
        assertThat(gather(objects).objects().serviceAccounts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "{}",
                "{\"kind\":\"ServiceAccountList\",\"items\":[]}",
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\"}",
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}",
                "{\"kind\":\"ServiceAccountList\",\"apiVersion\":\"v2\",\"items\":[]}",
                "{\"kind\":\"ServiceAccountList\",\"apiVersion\":\"v1\",\"items\":[]} {}",
                "{\"kind\":7}",
                "{\"kind\":\"ServiceAccountList\",\"apiVersion\":\"v1\",\"items\":{}}",
                "{\"kind\":\"ServiceAccountList\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":1},\"items\":[]}",
                "{\"kind\":\"ServiceAccountList\",\"apiVersion\":\"v1\",\"items\":[{\"kind\":\"Secret\",\"apiVersion\":\"v1\","
                        + "\"metadata\":{\"name\":\"a\",\"namespace\":\"x\"},\"data\":{\"token\":\"ZXlK\"}}]}",
                "{\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{\"name\":\"a\",\"namespace\":\"x\"}}],\"kind\":\"PodList\"}",
            })
    void anythingElseIsRefusedAndNothingOfItKept(String text) throws ListException {
        ListedObjects objects = accounts();
        objects.page(in(ACCOUNTS), told::add);
        assertThatThrownBy(() -> objects.page(in(text), told::add))
                .isInstanceOfSatisfying(
                        ListException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(ListException.Kind.OTHER));
        assertThat(objects.names()).containsExactly("a", "b");
        assertThat(Dump.of(gather(objects))).doesNotContain("ZXlK");
    }

    @Test
    void aPageThatEndsEarlyCountsNotAtAll() {
        for (int length = 1; length < ACCOUNTS.strip().length(); length += 7) {
            ListedObjects objects = accounts();
            String part = ACCOUNTS.substring(0, length);
            assertThatThrownBy(() -> objects.page(in(part), told::add))
                    .isInstanceOfSatisfying(
                            ListException.class, e -> assertThat(e.kind()).isEqualTo(ListException.Kind.CUT));
            assertThat(objects.size()).isZero();
        }
    }

    /** Even when the last brace is there: what checks the transfer comes after it. */
    @Test
    void aTransferThatFailsAtItsVeryEndCountsNotAtAll() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut short");
            }
        };
        ListedObjects objects = accounts();
        assertThatThrownBy(() -> objects.page(new SequenceInputStream(in(ACCOUNTS.strip()), failing), told::add))
                .isInstanceOf(ListException.class)
                .hasMessage("cut short");
        assertThat(objects.size()).isZero();
    }

    @Test
    void whatPassesALimitIsToldAsThat() {
        String deep = "{\"kind\":\"ServiceAccountList\",\"apiVersion\":\"v1\",\"x\":" + "[".repeat(200);
        assertThatThrownBy(() -> accounts().page(in(deep), told::add))
                .isInstanceOfSatisfying(
                        ListException.class, e -> assertThat(e.kind()).isEqualTo(ListException.Kind.LIMIT));
    }

    @Test
    void aTokenSecretIsItsMetadata() throws ListException {
        ListedObjects objects = lists.worker().tokenSecrets();
        objects.page(in(SECRETS), told::add);
        Secret secret = gather(objects).objects().secrets().get(0);
        assertThat(secret.isServiceAccountToken()).isTrue();
        assertThat(secret.accountName()).isEqualTo("a");
        assertThat(secret.meta().uid()).isEqualTo("u");
        assertThat(secret.meta().created()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(secret.meta().annotations()).containsOnlyKeys("kubernetes.io/service-account.name");
        assertThat(Dump.of(gather(objects))).doesNotContain("{secret}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{\"name\":\"t\"},\"data\":{}}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"t\"}}],\"kind\":\"PartialObjectMetadataList\","
                        + "\"apiVersion\":\"meta.k8s.io/v1\"}",
                "{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\",\"items\":[{\"metadata\":{\"name\":\"t\"},"
                        + "\"data\":{\"token\":\"ZXlK\"}}]}",
                "{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"meta.k8s.io/v1\",\"items\":[{}]}",
            })
    void anAnswerAboutSecretsThatMayHoldMoreIsRefused(String text) {
        ListedObjects objects = lists.worker().tokenSecrets();
        assertThatThrownBy(() -> objects.page(in(text), told::add)).isInstanceOfSatisfying(ListException.class, e -> {
            assertThat(e.kind()).isEqualTo(ListException.Kind.OTHER);
            assertThat(e.getMessage()).doesNotContain("ZXlK");
        });
        assertThat(objects.size()).isZero();
    }

    /** What comes after the first sign of another form is not even taken from the wire. */
    @Test
    void ofASecretListNothingIsReadPastItsKind() {
        byte[] start = "{\"kind\":\"SecretList\",".getBytes(StandardCharsets.UTF_8);
        InputStream never = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read on");
            }
        };
        ListedObjects objects = lists.worker().tokenSecrets();
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(start), never);
        assertThatThrownBy(() -> objects.page(body, told::add)).isInstanceOf(ListException.class);
    }

    @ParameterizedTest
    @EnumSource(ListedKind.class)
    void theKindsThatAreListedAreThoseThatTheReaderKnows(ListedKind kind) {
        Kinds known = Kinds.named(kind.kind());
        assertThat(known).as("%s in Kinds", kind.kind()).isNotNull();
        assertThat(known.group()).isEqualTo(kind.group());
        assertThat(known.cluster()).isNotEqualTo(kind.namespaced());
        assertThat(ListedKind.named(kind.resource())).isEqualTo(kind);
        assertThat(ListedKind.named(kind.kind())).isEqualTo(kind);
    }

    private ListedObjects accounts() {
        return lists.worker().objects("v1", "ServiceAccount");
    }

    private Snapshot gather(ListedObjects objects) {
        return lists.gather(List.of(objects), List.of(), List.of(), CLUSTER);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
