package io.saaudit.source.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A token in a file, read again when the file has changed: the kubelet and others replace it before it expires. */
final class TokenFile implements Login {
    private static final int LARGEST = 1 << 20;

    private final String file;
    private final String by;
    private final ClientKey key;
    private Object stamp;
    private Credential credential;

    /**
     * A file.
     *
     * @param file its path
     * @param by what names it, for messages
     * @param key client certificate beside the token, or null
     */
    TokenFile(String file, String by, ClientKey key) {
        this.file = file;
        this.by = by;
        this.key = key;
    }

    @Override
    public synchronized Credential credential() throws ClusterException {
        try {
            Path path = Path.of(file);
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            Object mark = now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
            if (credential == null || !mark.equals(stamp)) {
                if (now.size() > LARGEST || now.isDirectory()) {
                    throw unreadable("is no file with a token");
                }
                String token = Files.readString(path, StandardCharsets.ISO_8859_1);
                Credential read = Credential.bearer(token, "the token file " + Shown.name(file), key);
                if (credential == null || !read.authorization().equals(credential.authorization())) {
                    credential = read;
                }
                stamp = mark;
            }
            return credential;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("cannot be read");
        }
    }

    @Override
    public synchronized Credential another(Credential refused) throws ClusterException {
        stamp = null;
        return credential();
    }

    private ClusterException unreadable(String why) {
        return ClusterException.configuration(
                "the token file " + Shown.name(file) + " " + why,
                "It is named by " + by + ": is it there, and may you read it?");
    }
}
