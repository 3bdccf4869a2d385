package io.saaudit.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream of UTF-8 that remembers where its bytes are not characters of their own (RFC 3629: the second and later bytes
 * of a character), so that a parser's byte columns can be told as columns of characters.
 */
final class Utf8Columns extends FilterInputStream {
    /** Past that many the columns of later lines count bytes: a place a little to the right, for bounded memory. */
    private static final int MOST = 4 << 20;

    private long[] later = new long[16];
    private int count;
    private long passed;

    Utf8Columns(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int read = in.read(b, off, len);
        int all = 0;
        for (int i = off; i < off + read; i++) {
            all |= b[i];
        }
        for (int i = off; all < 0 && i < off + read; i++) {
            if (b[i] < -64) {
                add(passed + i - off);
            }
        }
        passed += Math.max(read, 0);
        return read;
    }

    /**
     * The column in characters.
     *
     * @param offset bytes before the place, from the beginning of the stream
     * @param column the column in bytes, from 1
     */
    int column(long offset, int column) {
        return count == 0 ? column : column - (before(offset) - before(offset - column + 1));
    }

    private void add(long offset) {
        if (count == MOST) {
            return;
        }
        if (count == later.length) {
            later = Arrays.copyOf(later, count * 2);
        }
        later[count++] = offset;
    }

    /** How many of the remembered bytes stand before an offset. */
    private int before(long offset) {
        int found = Arrays.binarySearch(later, 0, count, offset);
        return found < 0 ? -found - 1 : found;
    }
}
