package io.saaudit.source;

import io.saaudit.model.Gap;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A stream that ends with a {@link TextFault} when it gives more than a file may hold, or inflates beyond reason. */
final class Inflated extends FilterInputStream {
    private final long most;
    private final Limits limits;
    private Counted source;
    private long given;

    Inflated(InputStream in, long most, Limits limits) {
        super(in);
        this.most = most;
        this.limits = limits;
    }

    /** The inflated bytes of a gzip stream. */
    static Inflated of(InputStream gzip, Limits limits) throws IOException {
        Counted source = new Counted(gzip);
        Inflated inflated = new Inflated(new GZIPInputStream(source, 1 << 16), limits.maxFileSize(), limits);
        inflated.source = source;
        return inflated;
    }

    static TextFault tooLarge(Limits limits) {
        return new TextFault(
                Gap.Kind.LIMIT,
                "larger than " + limits.maxFileSize() + " bytes; it was not read to its end",
                "If that is meant, raise --max-file-size.",
                0,
                0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int read = in.read(b, off, len);
        if (read > 0) {
            given += read;
            if (given > most) {
                throw tooLarge(limits);
            }
            if (source != null && given > Limits.RATIO_FROM && given / Limits.MAX_RATIO > Math.max(source.taken, 1)) {
                throw new TextFault(
                        Gap.Kind.LIMIT,
                        "inflates to more than " + Limits.MAX_RATIO + " times its size; it was not read to its end",
                        "If that is meant, inflate it first; --max-file-size then is its limit.",
                        0,
                        0);
            }
        }
        return read;
    }

    private static final class Counted extends FilterInputStream {
        private long taken;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            taken += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int read = in.read(b, off, len);
            taken += Math.max(read, 0);
            return read;
        }
    }
}
