package io.saaudit.source;

import io.saaudit.source.git.GitEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder of a revision, with what is in it. */
final class GitFolder {
    private final String id;
    private final Map<String, GitFolder> folders = new HashMap<>();
    private final Map<String, GitEntry> entries = new TreeMap<>();

    private GitFolder(String id) {
        this.id = id;
    }

    /**
     * Puts entries together.
     *
     * @param id the tree's id
     * @param all everything below it, a folder before what is in it
     */
    static GitFolder of(String id, List<GitEntry> all) {
        GitFolder top = new GitFolder(id);
        Map<String, GitFolder> byPath = new HashMap<>();
        for (GitEntry entry : all) {
            int slash = entry.path().lastIndexOf('/');
            GitFolder in = slash < 0 ? top : byPath.get(entry.path().substring(0, slash));
            // A damaged tree may hold a name with a slash in it.
            String name = in == null ? entry.path() : entry.path().substring(slash + 1);
            in = in == null ? top : in;
            in.entries.put(name, entry);
            if (entry.kind() == GitEntry.Kind.FOLDER) {
                GitFolder folder = new GitFolder(entry.id());
                in.folders.put(name, folder);
                byPath.put(entry.path(), folder);
            }
        }
        return top;
    }

    /** The id of its tree. */
    String id() {
        return id;
    }

    /** What is in it, in the order of names. */
    List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    /** What a name of it is. */
    GitEntry entry(String name) {
        return entries.get(name);
    }

    /** The folder of this name. */
    GitFolder folder(String name) {
        return folders.get(name);
    }

    /** Whether it is a chart's with templates, its own or packed ones. */
    boolean hasTemplates() {
        if (entries.containsKey("templates")) {
            return true;
        }
        GitFolder charts = folders.get("charts");
        if (charts != null) {
            for (String name : charts.entries.keySet()) {
                if (name.endsWith(".tgz")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A path without empty parts, {@code .} and {@code ..}; null when it leads out at the top. */
    static String normal(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.isEmpty()) {
                    return null;
                }
                parts.remove(parts.size() - 1);
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
