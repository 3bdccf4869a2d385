package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.saaudit.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are passed over end where jackson's own parser ends them. */
class ServerJsonTest {
    private static final String[] PIECES = {
        "a", "{", "}", "[", "]", "\\\"", "\\\\", ",", ":", "\\u007d", "\\n", "ü", "日本", "😀", " ", "f:name", "'"
    };

    static LongStream seeds() {
        return LongStream.of(Seeds.of(60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void skipsWhatTheLibrarySkips(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        // Longer than the parser's buffer, so that its edge falls anywhere.
        while (text.length() < 40_000) {
            value(random, 6, text);
            text.append('\n');
        }
        byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(tokens(server(), json, seed)).as(Seeds.again(seed)).isEqualTo(tokens(new JsonFactory(), json, seed));
    }

    @Test
    void aValueThatEndsTooEarlyIsAnError() throws IOException {
        String text = "{\"a\":[{\"b\\\"\\\\\":\"]}\\\"\"},[1,2]]}";
        for (int length = 6; length < text.length() - 2; length++) {
            byte[] part = text.substring(0, length).getBytes(StandardCharsets.UTF_8);
            try (JsonParser parser = server().createParser(new ByteArrayInputStream(part))) {
                parser.nextToken();
                parser.nextToken();
                parser.nextToken();
                assertThatThrownBy(parser::skipChildren)
                        .as(text.substring(0, length))
                        .isInstanceOf(JsonEOFException.class);
            }
        }
    }

    /** To the level, as the library has it. */
    @Test
    void aValueThatIsPassedOverMayNotBeNestedDeeperThanTheLimit() throws IOException {
        for (JsonFactory factory : List.of(
                new ServerJson(new JsonFactoryBuilder().streamReadConstraints(deepest(5))),
                new JsonFactoryBuilder().streamReadConstraints(deepest(5)).build())) {
            for (int depth = 1; depth <= 7; depth++) {
                byte[] json = ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
                try (JsonParser parser = factory.createParser(new ByteArrayInputStream(json))) {
                    parser.nextToken();
                    Throwable thrown = catchThrowable(parser::skipChildren);
                    assertThat(thrown instanceof StreamConstraintsException)
                            .as("%s levels, %s", depth, factory)
                            .isEqualTo(depth > 5);
                }
            }
        }
    }

    private static StreamReadConstraints deepest(int levels) {
        return StreamReadConstraints.builder().maxNestingDepth(levels).build();
    }

    private static JsonFactory server() {
        return new ServerJson(new JsonFactoryBuilder());
    }

    /** All tokens with their texts, where a part of the objects and lists, the same one for each seed, is passed over. */
    private static List<String> tokens(JsonFactory factory, byte[] json, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = factory.createParser(inPieces(json, new Random(seed)))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens.add(token + " " + parser.getText() + " in "
                        + parser.getParsingContext().pathAsPointer());
                if (token.isStructStart() && random.nextInt(3) == 0) {
                    parser.skipChildren();
                    tokens.add("skipped to " + parser.currentToken() + " in "
                            + parser.getParsingContext().pathAsPointer());
                }
            }
        }
        return tokens;
    }

    /** As a network gives it: a few bytes at a time. */
    private static InputStream inPieces(byte[] json, Random random) {
        return new ByteArrayInputStream(json) {
            @Override
            public synchronized int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, 1 + random.nextInt(300)));
            }
        };
    }

    private static void value(Random random, int depth, StringBuilder to) {
        switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 -> string(random, to);
            case 1 -> to.append(random.nextInt());
            case 2 -> to.append(random.nextBoolean() ? "null" : "true");
            case 3 -> {
                to.append('[');
                int size = random.nextInt(5);
                for (int i = 0; i < size; i++) {
                    to.append(i == 0 ? "" : ", ");
                    value(random, depth - 1, to);
                }
                to.append(']');
            }
            default -> {
                to.append('{');
                int size = random.nextInt(6);
                for (int i = 0; i < size; i++) {
                    to.append(i == 0 ? "" : ",");
                    string(random, to);
                    to.append(random.nextBoolean() ? ":" : " : ");
                    value(random, depth - 1, to);
                }
                to.append('}');
            }
        }
    }

    private static void string(Random random, StringBuilder to) {
        to.append('"');
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            to.append(PIECES[random.nextInt(PIECES.length)]);
        }
        to.append('"');
    }
}
