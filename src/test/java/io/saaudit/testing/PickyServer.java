package io.saaudit.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a TLS server and refuses every handshake that does not offer the curve P-256, as a server that may use
 * nothing else does (FIPS 140): with the alert handshake_failure (RFC 8446, 4.1.1). All else it passes on as it is.
 */
public final class PickyServer implements AutoCloseable {
    private static final int P256 = 0x0017;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int KEY_SHARE = 51;
    private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};

    private final ServerSocket listening;
    private final int port;
    private final List<Boolean> offered = new CopyOnWriteArrayList<>();
    private final List<Integer> shares = new CopyOnWriteArrayList<>();

    /** @param port of the server behind it, on the loopback address */
    public PickyServer(int port) throws IOException {
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        background(this::accept);
    }

    /** Where it listens. */
    public String url() {
        return "https://127.0.0.1:" + listening.getLocalPort();
    }

    /** Of each handshake whether it offered P-256. */
    public List<Boolean> offered() {
        return offered;
    }

    /** Of each handshake how many keys it began with. */
    public List<Integer> shares() {
        return shares;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                background(() -> serve(client));
            }
        } catch (IOException e) {
            // It was closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] header = in.readNBytes(5);
            byte[] hello = in.readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
            boolean fits = read(ByteBuffer.wrap(hello));
            offered.add(fits);
            if (!fits) {
                client.getOutputStream().write(HANDSHAKE_FAILURE);
                return;
            }
            server.getOutputStream().write(header);
            server.getOutputStream().write(hello);
            Thread back = background(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException | InterruptedException e) {
            // One of the two has gone.
        }
    }

    /** Reads a ClientHello (RFC 8446, 4.1.2): whether P-256 is among its groups. */
    private boolean read(ByteBuffer hello) {
        hello.position(4 + 2 + 32);
        skip(hello, hello.get() & 0xff);
        skip(hello, hello.getShort() & 0xffff);
        skip(hello, hello.get() & 0xff);
        int end = hello.getShort() + hello.position();
        boolean found = false;
        while (hello.position() < end) {
            int type = hello.getShort();
            int next = (hello.getShort() & 0xffff) + hello.position();
            if (type == SUPPORTED_GROUPS) {
                hello.getShort();
                while (hello.position() < next) {
                    found |= hello.getShort() == P256;
                }
            } else if (type == KEY_SHARE) {
                hello.getShort();
                int count = 0;
                for (; hello.position() < next; count++) {
                    hello.getShort();
                    skip(hello, hello.getShort() & 0xffff);
                }
                shares.add(count);
            }
            hello.position(next);
        }
        return found;
    }

    private static void skip(ByteBuffer hello, int bytes) {
        hello.position(hello.position() + bytes);
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // Closed.
        }
    }

    private static Thread background(Runnable task) {
        Thread thread = new Thread(task, "picky server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
