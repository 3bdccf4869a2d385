package io.saaudit.source.cluster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import okhttp3.Response;

/** A reply over HTTP. */
final class ServerReply implements Reply {
    private static final int BUFFER = 1 << 16;

    private final Response response;
    private final Failures failures;
    private InputStream body;

    ServerReply(Response response, Failures failures) {
        this.response = response;
        this.failures = failures;
    }

    @Override
    public int status() {
        return response.code();
    }

    @Override
    public String header(String name) {
        return response.header(name, "");
    }

    @Override
    public InputStream body() {
        if (body == null) {
            body = new Body(
                    response.body().byteStream(), header("Content-Encoding").equalsIgnoreCase("gzip"));
        }
        return body;
    }

    @Override
    public void close() {
        response.close();
    }

    /**
     * The bytes as they were meant. okhttp throws where fewer come than the server has promised, by length or by chunks; the
     * end of gzip is checked by its own sum and length.
     */
    private final class Body extends FilterInputStream {
        private boolean packed;

        Body(InputStream in, boolean packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int count;
            do {
                count = read(one, 0, 1);
            } while (count == 0);
            return count < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (packed) {
                    in = new GZIPInputStream(in, BUFFER);
                    packed = false;
                }
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw failures.inBody(e);
            }
        }

        @Override
        public long skip(long count) throws IOException {
            return Math.max(0, read(new byte[(int) Math.min(count, BUFFER)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
