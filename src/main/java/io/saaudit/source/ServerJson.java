package io.saaudit.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import java.io.InputStream;

/**
 * Makes parsers of a server's answers, which are UTF-8. More than half of a list of pods is of no use to an audit
 * (managedFields, status): a value that is passed over is searched for its end, byte by byte, and not taken apart. Such a
 * value is not checked, as a file's is: a server writes no JSON by hand.
 */
final class ServerJson extends JsonFactory {
    private static final long serialVersionUID = 1L;

    ServerJson(JsonFactoryBuilder settings) {
        super(settings);
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) {
        return new Skipping(
                context,
                _parserFeatures,
                in,
                _objectCodec,
                _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
                context.allocReadIOBuffer());
    }

    /** A value that is passed over is nested deeper than the limit. */
    static final class TooDeep extends StreamConstraintsException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("nested too deep");
        }
    }

    private static final class Skipping extends UTF8StreamJsonParser {
        private static final int QUOTE = 1;
        private static final int OPEN = 2;
        private static final int CLOSE = 3;
        /** What a byte outside of strings is. */
        private static final byte[] OUTSIDE = new byte[256];

        static {
            OUTSIDE['"'] = QUOTE;
            OUTSIDE['{'] = OPEN;
            OUTSIDE['['] = OPEN;
            OUTSIDE['}'] = CLOSE;
            OUTSIDE[']'] = CLOSE;
        }

        Skipping(
                IOContext context,
                int features,
                InputStream in,
                ObjectCodec codec,
                ByteQuadsCanonicalizer names,
                byte[] buffer) {
            super(context, features, in, codec, names, buffer, 0, 0, 0, true);
        }

        @Override
        public JsonParser skipChildren() throws IOException {
            if (_currToken != JsonToken.START_OBJECT && _currToken != JsonToken.START_ARRAY) {
                return this;
            }
            JsonToken end = _currToken == JsonToken.START_OBJECT ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
            toEnd();
            _parsingContext = _parsingContext.clearAndGetParent();
            _updateToken(end);
            return this;
        }

        /** Moves behind the bracket that closes the one just read. */
        private void toEnd() throws IOException {
            byte[] kinds = OUTSIDE;
            int open = 1;
            int most = streamReadConstraints().getMaxNestingDepth() - _parsingContext.getNestingDepth() + open;
            while (true) {
                byte[] buffer = more();
                int end = _inputEnd;
                int at = _inputPtr;
                while (at < end) {
                    int kind = kinds[buffer[at++] & 0xFF];
                    if (kind == 0) {
                        continue;
                    }
                    if (kind == QUOTE) {
                        _inputPtr = at;
                        toQuote();
                        buffer = _inputBuffer;
                        end = _inputEnd;
                        at = _inputPtr;
                    } else if (kind == OPEN) {
                        if (++open > most) {
                            throw new TooDeep();
                        }
                    } else if (--open == 0) {
                        _inputPtr = at;
                        return;
                    }
                }
                _inputPtr = at;
            }
        }

        /** Moves behind the quote that ends a string. */
        private void toQuote() throws IOException {
            while (true) {
                byte[] buffer = more();
                int end = _inputEnd;
                int at = _inputPtr;
                while (at < end) {
                    byte b = buffer[at++];
                    if (b == '"') {
                        _inputPtr = at;
                        return;
                    }
                    if (b == '\\') {
                        _inputPtr = at;
                        more();
                        at = ++_inputPtr;
                        end = _inputEnd;
                    }
                }
                _inputPtr = at;
            }
        }

        /** The buffer, with at least one byte to read. */
        private byte[] more() throws IOException {
            if (_inputPtr >= _inputEnd) {
                _loadMoreGuaranteed();
            }
            return _inputBuffer;
        }
    }
}
