package io.saaudit.source;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Cuts YAML into pieces at lines that begin with {@code ---}. YAML allows no such line inside of any scalar (YAML 1.1,
 * 4.1.2; c-forbidden in YAML 1.2), so a cut never goes through a document, and a broken document does not take the rest
 * of the file with it.
 */
final class YamlPieces {
    private static final int BLOCK = 1 << 16;

    private final int limit;
    private Reader more;
    private char[] text;
    private int start;
    private int end;
    private int line = 1;
    private int nextLine = 1;
    private boolean tooLong;

    /**
     * @param text what is in memory
     * @param more what follows, or null
     * @param limit characters of one piece
     */
    YamlPieces(char[] text, Reader more, int limit) {
        this.text = text;
        this.end = text.length;
        this.more = more;
        this.limit = limit;
    }

    /** Lines of the file before the last piece. */
    int linesBefore() {
        return line - 1;
    }

    /** Whether the last piece was longer than the limit; its text is empty then. */
    boolean wasTooLong() {
        return tooLong;
    }

    /** The next piece, or null at the end. */
    String next() throws IOException {
        line = nextLine;
        tooLong = false;
        if (!has(0)) {
            return null;
        }
        boolean directives = false;
        boolean firstLine = true;
        // Offset from start, which moves when the text is read on.
        int at = 0;
        while (has(at)) {
            if (!firstLine && isMarker(at) && !(directives && onlyDirectives(at))) {
                break;
            }
            firstLine = false;
            directives |= text[start + at] == '%';
            at = afterLine(at);
            if (at > limit) {
                at = drop(at);
            }
        }
        String piece = tooLong ? "" : new String(text, start, at);
        start += at;
        return piece;
    }

    private int drop(int at) {
        tooLong = true;
        start += at;
        return 0;
    }

    private int afterLine(int from) throws IOException {
        int at = from;
        while (true) {
            int i = start + at;
            while (i < end) {
                char c = text[i++];
                if (c == '\n') {
                    nextLine++;
                    return i - start;
                }
                if (c == '\r') {
                    at = i - start;
                    nextLine++;
                    return has(at) && text[start + at] == '\n' ? at + 1 : at;
                }
            }
            at = i - start;
            if (at > limit) {
                at = drop(at);
            }
            if (!fill()) {
                return at;
            }
        }
    }

    private boolean isMarker(int at) throws IOException {
        if (!has(at + 2) || text[start + at] != '-' || text[start + at + 1] != '-' || text[start + at + 2] != '-') {
            return false;
        }
        if (!has(at + 3)) {
            return true;
        }
        char after = text[start + at + 3];
        return after == '\n' || after == '\r' || after == ' ' || after == '\t';
    }

    /** Whether the piece so far has nothing but directives ({@code %YAML 1.1}), which belong to what follows. */
    private boolean onlyDirectives(int length) {
        boolean lineStart = true;
        boolean passed = false;
        for (int i = start; i < start + length; i++) {
            char c = text[i];
            if (c == '\n' || c == '\r') {
                lineStart = true;
                passed = false;
            } else if (lineStart && (c == '%' || c == '#')) {
                passed = true;
                lineStart = false;
            } else if (!passed && c != ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean has(int at) throws IOException {
        while (start + at >= end) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (more == null) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(text, start, text, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == text.length) {
            text = Arrays.copyOf(text, Math.max(BLOCK, end * 2));
        }
        int read = more.read(text, end, text.length - end);
        if (read < 0) {
            more = null;
            return false;
        }
        end += read;
        return true;
    }
}
