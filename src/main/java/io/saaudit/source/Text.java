package io.saaudit.source;

import io.saaudit.model.Gap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of one input: inflated when it begins as gzip (RFC 1952), decoded by its byte order mark, as UTF-8 without.
 *
 * @param head the whole text, or the beginning of a long one
 * @param more what follows a beginning, else null
 */
record Text(String head, Reader more) {
    /** Inputs up to this size are taken into memory whole. */
    static final int IN_MEMORY = 16 << 20;

    private static final int SNIFFED = 1024;

    /**
     * Reads the beginning of an input, mostly all of it.
     *
     * @throws TextFault when it is no text or passes a limit
     */
    static Text of(InputStream raw, Limits limits) throws IOException {
        byte[] start = raw.readNBytes(IN_MEMORY);
        boolean whole = start.length < IN_MEMORY;
        InputStream rest = raw;
        if (start.length > 2 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b) {
            rest = Inflated.of(whole ? new ByteArrayInputStream(start) : joined(start, raw), limits);
            start = rest.readNBytes(IN_MEMORY);
            whole = start.length < IN_MEMORY;
        } else if (!whole) {
            rest = new Inflated(raw, limits.maxFileSize() - start.length, limits);
        }
        Charset charset = charset(start);
        int mark = markLength(start, charset);
        if (!whole) {
            CharsetDecoder decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(start, mark, start.length - mark), rest);
            return new Text("", new InputStreamReader(all, decoder));
        }
        if (start.length > limits.maxFileSize()) {
            throw Inflated.tooLarge(limits);
        }
        String text = new String(start, mark, start.length - mark, charset);
        check(text, start, mark, charset);
        return new Text(text, null);
    }

    /** The first character that is no space, or 0. */
    static char first(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
        }
        return 0;
    }

    private static InputStream joined(byte[] start, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(start), rest);
    }

    private static Charset charset(byte[] b) {
        if (b.length >= 2) {
            int first = b[0] & 0xff;
            int second = b[1] & 0xff;
            if (first == 0xff && second == 0xfe) {
                return StandardCharsets.UTF_16LE;
            }
            if (first == 0xfe && second == 0xff) {
                return StandardCharsets.UTF_16BE;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static int markLength(byte[] b, Charset charset) {
        if (charset != StandardCharsets.UTF_8) {
            return 2;
        }
        boolean marked = b.length >= 3 && (b[0] & 0xff) == 0xef && (b[1] & 0xff) == 0xbb && (b[2] & 0xff) == 0xbf;
        return marked ? 3 : 0;
    }

    private static void check(String text, byte[] bytes, int mark, Charset charset) throws TextFault {
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            String hint = zero < SNIFFED && mark == 0 && zero < 4 && text.length() % 2 == 0
                    ? "UTF-16 needs a byte order mark."
                    : "";
            throw new TextFault(Gap.Kind.MALFORMED, "not a text file", hint, 0, 0);
        }
        if (text.indexOf('\ufffd') < 0) {
            return;
        }
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
        CharBuffer out = CharBuffer.allocate(text.length() + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            out.flip();
            int line = 1;
            int column = 1;
            for (int i = 0; i < out.length(); i++) {
                boolean end = out.charAt(i) == '\n';
                line += end ? 1 : 0;
                column = end ? 1 : column + 1;
            }
            throw new TextFault(
                    Gap.Kind.MALFORMED, "not " + charset.name() + " text", "Save it as UTF-8.", line, column);
        }
    }
}
