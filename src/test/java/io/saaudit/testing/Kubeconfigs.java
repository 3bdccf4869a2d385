package io.saaudit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kubeconfig files. */
public final class Kubeconfigs {
    private Kubeconfigs() {}

    /**
     * A file with one context, one cluster and one user, all of one name.
     *
     * @param file where to
     * @param name the name
     * @param cluster fields of the cluster entry
     * @param user fields of the user entry
     */
    public static Path one(Path file, String name, Map<String, ?> cluster, Map<String, ?> user) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("apiVersion", "v1");
        config.put("kind", "Config");
        config.put("current-context", name);
        config.put("contexts", List.of(named(name, "context", Map.of("cluster", name, "user", name))));
        config.put("clusters", List.of(named(name, "cluster", cluster)));
        config.put("users", List.of(named(name, "user", user)));
        return write(file, Json.text(config));
    }

    /** A cluster entry whose authority is given as data. */
    public static Map<String, Object> cluster(String server, String authorityPem) {
        return Map.of("server", server, "certificate-authority-data", data(authorityPem));
    }

    /** Text as the {@code -data} fields hold it. */
    public static String data(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file, and gives it back. */
    public static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of the shell. */
    public static Path program(Path file, String script) {
        write(file, "#!/bin/sh\n" + script);
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot make " + file + " executable");
        }
        return file;
    }

    private static Map<String, Object> named(String name, String field, Map<String, ?> value) {
        return Map.of("name", name, field, value);
    }
}
