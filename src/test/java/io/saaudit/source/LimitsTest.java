package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final String ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: %s}\n";

    private static ReadOptions with(Limits limits) {
        return ReadOptions.defaults().withLimits(limits);
    }

    @Test
    void aLongDocumentIsLeftOutAndTheNextOneIsRead() {
        Limits small = new Limits(1 << 20, 200, 100, 100, 1 << 20);
        String text = ACCOUNT.formatted("one") + "---\n" + ACCOUNT.formatted("long") + "# " + "x".repeat(300)
                + "\n---\n" + ACCOUNT.formatted("two");

        Snapshot snapshot = Reading.text(text, with(small));

        assertThat(Reading.gaps(snapshot))
                .containsExactly("LIMIT -:4:1 a document of more than 200 characters was not read"
                        + " | If that is meant, raise --max-document-size.");
        assertThat(Reading.keys(snapshot.objects().serviceAccounts()))
                .containsExactly("ServiceAccount default/one", "ServiceAccount default/two");
    }

    @Test
    void aLongScalarIsALimitInYamlAndJson() {
        Limits small = new Limits(1 << 20, 1 << 20, 100, 100, 100);
        String yaml = ACCOUNT.formatted("x") + "note: " + "y".repeat(101) + "\n";
        String json = "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \""
                + "y".repeat(70_000) + "\"}}";

        for (String text : List.of(yaml, json)) {
            assertThat(Reading.gaps(Reading.text(text, with(small))))
                    .singleElement()
                    .asString()
                    .contains("LIMIT", "a scalar is longer than 100 characters", "--max-scalar-size");
        }
    }

    @Test
    void theDepthAllowedIsReadAndOneMoreIsNot() {
        Limits shallow = new Limits(1 << 20, 1 << 20, 5, 100, 1 << 20);
        String yaml = ACCOUNT.formatted("x") + "x: ";
        String json = "{\"apiVersion\": \"v1\", \"kind\": \"ServiceAccount\", \"metadata\": {\"name\": \"x\"}, \"x\": ";

        assertThat(Reading.gaps(Reading.text(yaml + "[[[[]]]]", with(shallow)))).isEmpty();
        assertThat(Reading.gaps(Reading.text(yaml + "[[[[[]]]]]", with(shallow))))
                .hasSize(1);
        assertThat(Reading.gaps(Reading.text(json + "[[[[]]]]}", with(shallow))))
                .isEmpty();
        assertThat(Reading.gaps(Reading.text(json + "[[[[[]]]]]}", with(shallow))))
                .hasSize(1);
    }

    @Test
    void aHundredAliasesAreReadAndOneMoreIsNot() {
        String start = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: x}\nx: &x {a: b}\nall:\n";

        assertThat(Reading.gaps(Reading.text(start + "- *x\n".repeat(100)))).isEmpty();
        assertThat(Reading.gaps(Reading.text(start + "- *x\n".repeat(101))))
                .containsExactly("LIMIT -:106:3 more than 100 aliases, or aliases that stand for too much;"
                        + " the rest of the document was not read | If that is meant, raise --max-aliases.");
    }

    @Test
    void gzipIsReadWhateverItsName() throws IOException {
        Snapshot snapshot = Reading.bytes(
                gzip(ACCOUNT.formatted("zipped").getBytes(StandardCharsets.UTF_8)), ReadOptions.defaults());

        assertThat(Reading.keys(Reading.complete(snapshot).objects().serviceAccounts()))
                .containsExactly("ServiceAccount default/zipped");
    }

    @Test
    void gzipThatInflatesBeyondReasonIsALimit() throws IOException {
        byte[] bomb = gzip(new byte[40 << 20]);

        assertThat(Reading.gaps(Reading.bytes(bomb, ReadOptions.defaults())))
                .singleElement()
                .asString()
                .contains("LIMIT", "more than 200 times its size", "--max-file-size");
    }

    @Test
    void aFileThatIsTooLargeIsALimit() throws IOException {
        Limits small = new Limits(1000, 1 << 20, 100, 100, 1 << 20);
        byte[] large = "# x\n".repeat(300).getBytes(StandardCharsets.UTF_8);

        for (byte[] bytes : List.of(large, gzip(large))) {
            assertThat(Reading.gaps(Reading.bytes(bytes, with(small))))
                    .singleElement()
                    .asString()
                    .contains("LIMIT", "larger than 1000 bytes", "--max-file-size");
        }
    }

    @Test
    void damagedGzipIsUnreadable() throws IOException {
        byte[] whole = gzip(ACCOUNT.formatted("x").repeat(50).getBytes(StandardCharsets.UTF_8));

        assertThat(Reading.gaps(
                        Reading.bytes(java.util.Arrays.copyOf(whole, whole.length / 2), ReadOptions.defaults())))
                .containsExactly("UNREADABLE - the gzip data is damaged or cut off");
    }

    @Test
    void aFileTooLongForMemoryIsReadInPieces() {
        StringBuilder text = new StringBuilder();
        String filler = "# " + "x".repeat(998) + "\n";
        for (int i = 0; i < 3; i++) {
            text.append("---\n").append(ACCOUNT.formatted("sa-" + i)).append(filler.repeat(8 << 10));
        }
        assertThat(text.length()).isGreaterThan(Text.IN_MEMORY);

        Snapshot snapshot = Reading.complete(Reading.text(text.toString()));

        assertThat(Reading.keys(snapshot.objects().serviceAccounts()))
                .containsExactly(
                        "ServiceAccount default/sa-0", "ServiceAccount default/sa-1", "ServiceAccount default/sa-2");
        assertThat(Reading.at(
                        snapshot,
                        snapshot.objects().serviceAccounts().get(2).meta().at()))
                .isEqualTo((2 * (4 + (8 << 10)) + 2) + ":1");
    }

    @Test
    void aJsonFileTooLongForMemoryIsRead() {
        String pad = "\"" + "x".repeat(1 << 20) + "\"";
        StringBuilder text = new StringBuilder("{\"apiVersion\": \"v1\", \"items\": [\n");
        for (int i = 0; i < 20; i++) {
            text.append(i == 0 ? "" : ",\n");
            text.append("{\"apiVersion\": \"v1\", \"data\": {\"k\": ").append(pad);
            text.append("}, \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"c\", \"namespace\": \"n-")
                    .append(i);
            text.append("\"}}");
        }
        text.append("], \"kind\": \"List\"}");

        Snapshot snapshot = Reading.complete(Reading.text(text.toString()));

        assertThat(snapshot.objects().configMaps()).hasSize(20);
        assertThat(snapshot.counts().of("List")).isEqualTo(1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
