package io.saaudit.source.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A server and how it is reached: a cluster entry of a kubeconfig, or the cluster that this runs in, with what flags say
 * instead.
 *
 * @param server URL, as it is written
 * @param authority PEM of the authorities that its certificate is checked against, or null for the system's
 * @param authorityName where they are from, for messages; empty for the system's
 * @param insecure whether its certificate is taken unchecked
 * @param tlsServerName the name that its certificate must bear, or empty
 * @param proxyUrl proxy, or empty for what the environment says
 * @param compressed whether replies may come compressed
 * @param execConfig what a credential plug-in is given of the entry's extensions, or null
 */
record ClusterEntry(
        String server,
        byte[] authority,
        String authorityName,
        boolean insecure,
        String tlsServerName,
        String proxyUrl,
        boolean compressed,
        Node execConfig) {
    /** Name of the extension meant for plug-ins (client-go, tools/clientcmd/api/types.go, ExecConfig). */
    private static final String EXEC_EXTENSION = "client.authentication.k8s.io/exec";

    /**
     * An entry of a kubeconfig with what flags say.
     *
     * @param entry the entry, or an empty one
     * @param options the flags
     * @throws ClusterException when a field or a file is unusable
     */
    static ClusterEntry of(Section entry, ConnectOptions options) throws ClusterException {
        byte[] authority = null;
        String name = "";
        boolean insecure = entry.flag("insecure-skip-tls-verify");
        // As kubectl: a flag takes the place of all that the entry says about the check.
        if (options.certificateAuthority().isEmpty() && !options.insecureSkipTlsVerify()) {
            authority = data(entry, "certificate-authority-data");
            name = authority == null
                    ? entry.fileOf("certificate-authority")
                    : "certificate-authority-data of " + entry.place();
            if (authority == null && !name.isEmpty()) {
                authority = file(name, "certificate authority", "certificate-authority of " + entry.place());
            }
            if (insecure && authority != null) {
                throw entry.wrong(
                        "insecure-skip-tls-verify",
                        "says not to check the certificate that certificate-authority checks");
            }
        }
        ClusterEntry read = new ClusterEntry(
                entry.text("server"),
                authority,
                name,
                insecure,
                entry.text("tls-server-name"),
                entry.text("proxy-url"),
                !entry.flag("disable-compression"),
                extension(entry));
        return read.with(options);
    }

    /** This one with what flags say. {@code --server} drops the name that the certificate must bear, as in kubectl. */
    ClusterEntry with(ConnectOptions options) throws ClusterException {
        if (options.insecureSkipTlsVerify() && !options.certificateAuthority().isEmpty()) {
            throw ClusterException.configuration(
                    "--certificate-authority and --insecure-skip-tls-verify exclude each other", "Leave one out.");
        }
        byte[] pem = authority;
        String name = authorityName;
        boolean unchecked = insecure;
        if (!options.certificateAuthority().isEmpty()) {
            name = options.certificateAuthority();
            pem = file(name, "certificate authority", "--certificate-authority");
            unchecked = false;
        }
        if (options.insecureSkipTlsVerify()) {
            pem = null;
            name = "";
            unchecked = true;
        }
        boolean otherServer = !options.server().isEmpty();
        return new ClusterEntry(
                otherServer ? options.server() : server,
                pem,
                name,
                unchecked,
                otherServer || !options.tlsServerName().isEmpty() ? options.tlsServerName() : tlsServerName,
                proxyUrl,
                compressed,
                execConfig);
    }

    /**
     * The bytes of a field in base64, or null when there are none.
     *
     * @throws ClusterException when it is not base64
     */
    static byte[] data(Section entry, String field) throws ClusterException {
        String text = entry.text(field);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
        } catch (IllegalArgumentException e) {
            throw entry.wrong(field, "is not base64");
        }
    }

    /**
     * The bytes of a file.
     *
     * @param name its path
     * @param what what it holds
     * @param by where it is named
     * @throws ClusterException when it cannot be read
     */
    static byte[] file(String name, String what, String by) throws ClusterException {
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (IOException | IllegalArgumentException e) {
            throw ClusterException.configuration(
                    "the " + what + " " + Shown.name(name) + " cannot be read",
                    "It is named by " + by + ": is it there, and may you read it?");
        }
    }

    /** Names no credential: the proxy's URL may hold one. */
    @Override
    public String toString() {
        return server;
    }

    private static Node extension(Section entry) throws ClusterException {
        for (Section extension : entry.sections("extensions")) {
            if (extension.text("name").equals(EXEC_EXTENSION)) {
                return extension.node("extension");
            }
        }
        return null;
    }
}
