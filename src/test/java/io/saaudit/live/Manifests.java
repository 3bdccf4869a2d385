package io.saaudit.live;

import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Manifests as trees, and the way to get them into a server. */
final class Manifests {
    private Manifests() {}

    /** The test data of the project. */
    static Path testdata(String name) {
        return Path.of(System.getProperty("basedir", ""), "testdata").resolve(name);
    }

    /** The documents of a text. */
    static List<Object> of(String yaml) {
        List<Object> documents = new ArrayList<>();
        for (Object document : new Yaml().loadAll(yaml)) {
            if (document != null) {
                documents.add(document);
            }
        }
        return documents;
    }

    /** The documents of a file, or of all files of a folder in the order of their names, as kubectl takes them. */
    static List<Object> read(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            List<Object> documents = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                documents.addAll(of(Files.readString(file)));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kind, namespace and name, for messages. */
    static String shown(Object object) {
        String namespace = namespace(object);
        return Tree.string(object, "kind") + " " + (namespace.isEmpty() ? "" : namespace + "/") + name(object);
    }

    static String namespace(Object object) {
        return Tree.string(Tree.map(object, "metadata"), "namespace");
    }

    static String name(Object object) {
        return Tree.string(Tree.map(object, "metadata"), "name");
    }

    /** An object as somebody would apply it: the uid that a server gave it, where a sample shows a stored one, is left out. */
    static Map<String, Object> unstored(Object object) {
        Map<String, Object> copy = new LinkedHashMap<>(Tree.asMap(object));
        Map<String, Object> meta = new LinkedHashMap<>(Tree.map(object, "metadata"));
        meta.remove("uid");
        copy.put("metadata", meta);
        return copy;
    }

    /** The same object in another namespace. */
    static Map<String, Object> inNamespace(Object object, String namespace) {
        Map<String, Object> moved = new LinkedHashMap<>(Tree.asMap(object));
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(object, "metadata"));
        metadata.put("namespace", namespace);
        moved.put("metadata", metadata);
        return moved;
    }

    /** Makes the namespaces that the objects stand in, with their default accounts. */
    static void ensureNamespaces(Server server, List<?> objects) {
        Set<String> names = new HashSet<>();
        for (Object object : objects) {
            names.add(Tree.string(object, "kind").equals("Namespace") ? name(object) : namespace(object));
        }
        names.remove("");
        for (String name : names) {
            server.apply(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name)))
                    .orFail("apply Namespace " + name);
        }
        for (String name : names) {
            String account = "/api/v1/namespaces/" + name + "/serviceaccounts/default";
            Waiting.until(
                    "ServiceAccount default of Namespace " + name,
                    () -> server.get(account).ok());
        }
    }

    /** Applies objects in their order, after their namespaces. */
    static void apply(Server server, List<?> objects) {
        ensureNamespaces(server, objects);
        for (Object object : objects) {
            server.apply(object).orFail("apply " + shown(object));
        }
    }

    /** What the reader notes as refused by the server in a text. */
    static List<String> refusals(String text) {
        try {
            Snapshot snapshot = SnapshotReader.read(
                    List.of("-"),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    ReadOptions.defaults().withThreads(1));
            return snapshot.notes().stream()
                    .filter(n -> n.kind() == Note.Kind.REFUSED_BY_SERVER)
                    .map(Note::what)
                    .toList();
        } catch (InputPathException e) {
            throw new AssertionError(e);
        }
    }
}
