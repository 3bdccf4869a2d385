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

/** The text of one input: inflated when it begins as gzip (RFC 1952), decoded by its byte order mark, else as UTF-8. */
final class Text {
    /** Inputs up to this size are taken into memory whole. */
    static final int IN_MEMORY = 16 << 20;

    private static final String POINTER = "version https://git-lfs.github.com/spec/";
    private static final int MOST_OF_POINTER = 1024;

    private final byte[] start;
    private final InputStream rest;
    private final Charset charset;
    private final int mark;

    private Text(byte[] start, InputStream rest) {
        this.start = start;
        this.rest = rest;
        this.charset = charset(start);
        this.mark = markLength(start, charset);
    }

    /**
     * Reads the beginning of an input, mostly all of it.
     *
     * @throws TextFault when it passes a limit
     */
    static Text of(InputStream raw, Limits limits) throws IOException {
        byte[] start = raw.readNBytes(IN_MEMORY);
        boolean whole = start.length < IN_MEMORY;
        InputStream rest;
        if (start.length > 2 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b) {
            InputStream packed = new ByteArrayInputStream(start);
            rest = Inflated.of(whole ? packed : new SequenceInputStream(packed, raw), limits);
            start = rest.readNBytes(IN_MEMORY);
            whole = start.length < IN_MEMORY;
        } else {
            rest = new Inflated(raw, limits.maxFileSize() - start.length, limits);
        }
        if (start.length > limits.maxFileSize()) {
            throw Inflated.tooLarge(limits);
        }
        return new Text(start, whole ? null : rest);
    }

    /** Whether all of it is in memory. */
    boolean whole() {
        return rest == null;
    }

    /** Whether it is UTF-8, which a parser can take as bytes. */
    boolean utf8() {
        return charset == StandardCharsets.UTF_8;
    }

    /** Whether it begins as JSON, of an object or a list. */
    boolean looksLikeJson() {
        int step = utf8() ? 1 : 2;
        for (int i = mark + (charset == StandardCharsets.UTF_16BE ? 1 : 0); i < start.length; i += step) {
            byte b = start[i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    /** Whether it only points to a file that is kept elsewhere (git-lfs, docs/spec.md, "The Pointer"). */
    boolean isLfsPointer() {
        if (!whole() || start.length > MOST_OF_POINTER || start.length < POINTER.length()) {
            return false;
        }
        for (int i = 0; i < POINTER.length(); i++) {
            if (start[i] != POINTER.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes without the mark. */
    InputStream bytes() {
        InputStream head = new ByteArrayInputStream(start, mark, start.length - mark);
        return rest == null ? head : new SequenceInputStream(head, rest);
    }

    /** The characters; bytes that are none end them with a CharacterCodingException. */
    Reader characters() {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(bytes(), decoder);
    }

    /**
     * The whole text, when it is in memory.
     *
     * @throws TextFault when it is no text
     */
    String string() throws TextFault {
        String text = new String(start, mark, start.length - mark, charset);
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            String hint = mark == 0 && zero < 4 && text.length() % 2 == 0 ? "UTF-16 needs a byte order mark." : "";
            throw new TextFault(Gap.Kind.MALFORMED, "not a text file", hint, 0, 0);
        }
        if (text.indexOf('\ufffd') >= 0) {
            checkStrictly(text.length());
        }
        return text;
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

    /** Finds out whether a replacement character was put in by decoding, and where. */
    private void checkStrictly(int length) throws TextFault {
        CharBuffer out = CharBuffer.allocate(length + 1);
        CoderResult result = charset.newDecoder().decode(ByteBuffer.wrap(start, mark, start.length - mark), out, true);
        if (!result.isError()) {
            return;
        }
        out.flip();
        int line = 1;
        int column = 1;
        for (int i = 0; i < out.length(); i++) {
            boolean end = out.charAt(i) == '\n';
            line += end ? 1 : 0;
            column = end ? 1 : column + 1;
        }
        throw new TextFault(Gap.Kind.MALFORMED, "not " + charset.name() + " text", "Save it as UTF-8.", line, column);
    }
}
