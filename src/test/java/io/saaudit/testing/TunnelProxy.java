package io.saaudit.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A proxy of the loopback interface that makes tunnels, by CONNECT of HTTP (RFC 9110) or by SOCKS5 (RFC 1928, 1929), and
 * notes for whom. Every tunnel leads to one server, whatever name is asked for: so a name that resolves nowhere shows that
 * the client leaves looking it up to the proxy.
 */
public final class TunnelProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int upstream;
    private final boolean socks;
    private final String user;
    private final String password;
    private final List<String> asked = new ArrayList<>();

    private TunnelProxy(ServerSocket listener, int upstream, boolean socks, String user, String password) {
        this.listener = listener;
        this.upstream = upstream;
        this.socks = socks;
        this.user = user;
        this.password = password;
        start(this::serve);
    }

    /** One that speaks HTTP, for all, or for one user. */
    public static TunnelProxy http(int upstream, String user, String password) {
        return new TunnelProxy(listen(ServerSocketFactory.getDefault()), upstream, false, user, password);
    }

    /** One that speaks HTTP within TLS. */
    public static TunnelProxy https(int upstream, SSLContext tls) {
        return new TunnelProxy(listen(tls.getServerSocketFactory()), upstream, false, "", "");
    }

    /** One that speaks SOCKS5, for all, or for one user. */
    public static TunnelProxy socks(int upstream, String user, String password) {
        return new TunnelProxy(listen(ServerSocketFactory.getDefault()), upstream, true, user, password);
    }

    /** Its port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The hosts and ports that tunnels were made to, in order. */
    public List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen(ServerSocketFactory factory) {
        try {
            return factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // An end has gone; so does the tunnel.
                    }
                },
                "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() throws IOException {
        while (true) {
            Socket client = listener.accept();
            start(() -> {
                try (client;
                        Socket server = new Socket("127.0.0.1", upstream)) {
                    if (socks ? welcomeSocks(client) : welcomeHttp(client)) {
                        start(() -> {
                            server.getInputStream().transferTo(client.getOutputStream());
                            client.close();
                        });
                        client.getInputStream().transferTo(server.getOutputStream());
                    }
                }
            });
        }
    }

    private void note(String target) {
        synchronized (asked) {
            asked.add(target);
        }
    }

    private boolean welcomeHttp(Socket client) throws IOException {
        String line = line(client.getInputStream());
        boolean known = user.isEmpty();
        String secret = "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        for (String header = line(client.getInputStream()); !header.isEmpty(); header = line(client.getInputStream())) {
            known |= header.equalsIgnoreCase(secret);
        }
        OutputStream out = client.getOutputStream();
        if (!known) {
            out.write(("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return false;
        }
        note(line.split(" ")[1]);
        if (line.contains("forbidden.test")) {
            out.write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return false;
        }
        out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private boolean welcomeSocks(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        in.readByte();
        in.readNBytes(in.readUnsignedByte());
        out.write(new byte[] {5, (byte) (user.isEmpty() ? 0 : 2)});
        if (!user.isEmpty()) {
            in.readByte();
            String name = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
            String secret = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
            boolean known = name.equals(user) && secret.equals(password);
            out.write(new byte[] {1, (byte) (known ? 0 : 1)});
            if (!known) {
                return false;
            }
        }
        in.readNBytes(3);
        int type = in.readByte();
        String host = type == 3
                ? new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII)
                : InetAddress.getByAddress(in.readNBytes(type == 1 ? 4 : 16)).getHostAddress();
        note(host + ":" + in.readUnsignedShort());
        out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        return true;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
