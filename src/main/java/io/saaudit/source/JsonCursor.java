package io.saaudit.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.saaudit.model.Positions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * JSON by jackson-core: any number of values, one after the other.
 *
 * <p>Messages are our own: jackson's quote the input, which may be a secret.
 */
final class JsonCursor extends Cursor {
    private final JsonParser parser;
    private final int lineOffset;
    private final Limits limits;
    private final Utf8Columns columns;
    private final long place;

    private JsonCursor(JsonParser parser, Utf8Columns columns, int lineOffset, long place, Limits limits, Out out) {
        super(out);
        this.parser = parser;
        this.columns = columns;
        this.lineOffset = lineOffset;
        this.place = place;
        this.limits = limits;
    }

    /** JSON in UTF-8: twice as fast as characters. */
    static JsonCursor of(InputStream utf8, Limits limits, Out out) throws IOException {
        Utf8Columns columns = new Utf8Columns(utf8);
        return new JsonCursor(factory(limits).createParser(columns), columns, 0, Positions.NONE, limits, out);
    }

    /**
     * JSON in characters; columns count UTF-16 units.
     *
     * @param lineOffset lines of the file before the text
     */
    static JsonCursor of(Reader text, int lineOffset, Limits limits, Out out) throws IOException {
        return new JsonCursor(factory(limits).createParser(text), null, lineOffset, Positions.NONE, limits, out);
    }

    /**
     * JSON in UTF-8 of which every place is the same one: nobody can look up a line of a server's answer.
     *
     * @param factory one of {@link #serverFactory}, shared between answers: it learns their keys
     */
    static JsonCursor of(InputStream utf8, JsonFactory factory, long place, Limits limits, Out out) throws IOException {
        return new JsonCursor(factory.createParser(utf8), null, 0, place, limits, out);
    }

    /** What makes parsers of a server's answers that keep to the limits. Safe for several threads. */
    static JsonFactory serverFactory(Limits limits) {
        return new ServerJson(settings(limits));
    }

    private static JsonFactory factory(Limits limits) {
        return settings(limits).build();
    }

    private static JsonFactoryBuilder settings(Limits limits) {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(limits.maxScalarSize())
                        .build());
    }

    /** Moves to the next value at top level; false at the end of the text. */
    boolean nextValue() {
        advance();
        return token != Token.END;
    }

    @Override
    protected void advance() {
        try {
            token = of(parser.nextToken());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static Token of(JsonToken next) {
        if (next == null) {
            return Token.END;
        }
        return switch (next) {
            case START_OBJECT -> Token.OBJECT;
            case END_OBJECT -> Token.END_OBJECT;
            case START_ARRAY -> Token.LIST;
            case END_ARRAY -> Token.END_LIST;
            case FIELD_NAME -> Token.KEY;
            case VALUE_STRING -> Token.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Token.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Token.BOOLEAN;
            case VALUE_NULL -> Token.NULL;
            default -> throw new IllegalStateException("no token of JSON text: " + next);
        };
    }

    @Override
    String text() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    String sharedText() {
        try {
            return out().pool()
                    .strings()
                    .share(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    boolean mayHoldToken() {
        try {
            char[] text = parser.getTextCharacters();
            int from = parser.getTextOffset();
            int end = from + parser.getTextLength() - TokenText.START.length();
            for (int i = from; i <= end; i++) {
                if (text[i] == 'e' && text[i + 1] == 'y' && text[i + 2] == 'J') {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    long at() {
        return place == Positions.NONE ? at(parser.currentTokenLocation()) : place;
    }

    private long at(JsonLocation in) {
        int column = columns == null ? in.getColumnNr() : columns.column(in.getByteOffset(), in.getColumnNr());
        return out().at(in.getLineNr() + lineOffset, column);
    }

    @Override
    protected void skipChildren() {
        try {
            parser.skipChildren();
            token = of(parser.currentToken());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Whether the text ends inside a value: jackson calls a literal or a number that is cut short an invalid token. */
    private boolean endsInside() {
        try {
            return !parser.getParsingContext().inRoot()
                    && (parser.getInputSource() instanceof Reader
                            ? parser.releaseBuffered(Writer.nullWriter()) <= 0
                            : parser.releaseBuffered(OutputStream.nullOutputStream()) <= 0);
        } catch (IOException e) {
            return false;
        }
    }

    private RuntimeException failure(IOException e) {
        if (e instanceof StreamConstraintsException) {
            long at = at(parser.currentLocation());
            if (e instanceof ServerJson.TooDeep || parser.getParsingContext().getNestingDepth() > limits.maxDepth()) {
                return DocumentException.limit(
                        "nested deeper than " + limits.maxDepth() + " levels", "--max-depth", at);
            }
            return DocumentException.limit(
                    "a scalar is longer than " + limits.maxScalarSize() + " characters", "--max-scalar-size", at);
        }
        if (e instanceof JsonEOFException || e instanceof JsonProcessingException && endsInside()) {
            return DocumentException.malformed(
                    "the JSON ends too early", "Is the file complete?", at(parser.currentLocation()));
        }
        if (e instanceof JsonProcessingException json) {
            JsonLocation in = json.getLocation() == null ? parser.currentLocation() : json.getLocation();
            return DocumentException.malformed("not valid JSON here", "", at(in));
        }
        return new UncheckedIOException(e);
    }
}
