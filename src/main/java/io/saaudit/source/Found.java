package io.saaudit.source;

import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found behind the paths: files, each once and under the shortest of its names, and what will not be read. */
final class Found implements AutoCloseable {
    private final Map<Object, InputFile> files = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Set<Object> charts = new HashSet<>();
    private final Map<Object, String> kustomizations = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final List<Closeable> resources = new ArrayList<>();
    private InputFile stdin;

    /** Standard input is one of the inputs. */
    void stdin() {
        stdin = new InputFile("-", null, true, 0);
    }

    /** The files in the order of their names. */
    List<InputFile> files() {
        Map<String, InputFile> sorted = new TreeMap<>();
        for (InputFile file : files.values()) {
            sorted.put(file.shown(), file);
        }
        if (stdin != null) {
            sorted.put(stdin.shown(), stdin);
        }
        return new ArrayList<>(sorted.values());
    }

    List<Gap> gaps() {
        return gaps;
    }

    /**
     * Adds a file, or finds that it is there under another name.
     *
     * @param key what it is the same by, under whatever name
     */
    void add(String shown, Content content, Object key, boolean named, long size) {
        InputFile known = files.get(key);
        if (known == null) {
            files.put(key, new InputFile(shown, content, named, size));
            return;
        }
        boolean shorter = shown.length() < known.shown().length()
                || shown.length() == known.shown().length() && shown.compareTo(known.shown()) < 0;
        files.put(key, new InputFile(shorter ? shown : known.shown(), known.content(), named || known.named(), size));
    }

    /** Something to be closed when all files are read. */
    void needs(Closeable resource) {
        resources.add(resource);
    }

    /** Closes what is needed no more. */
    @Override
    public void close() {
        for (Closeable resource : resources) {
            try {
                resource.close();
            } catch (IOException e) {
                // All that was needed of it has been read.
            }
        }
    }

    /** Tells of something that cannot be read. */
    void unreadable(String shown, String what, String hint) {
        if (told.add(shown)) {
            gaps.add(Gap.of(Gap.Kind.UNREADABLE, what, hint, Origin.of(shown)));
        }
    }

    /** A folder that is a kustomization. */
    void kustomization(String shown, Object key) {
        kustomizations.putIfAbsent(key, shown);
    }

    /** Notes about what was found, one a sort. */
    List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        if (kustomizations.isEmpty()) {
            return notes;
        }
        String first = null;
        for (String folder : kustomizations.values()) {
            if (first == null || folder.compareTo(first) < 0) {
                first = folder;
            }
        }
        String what = kustomizations.size() == 1
                ? "a kustomization was not built, its files were read as they are"
                : kustomizations.size() + " kustomizations were not built, their files were read as they are";
        notes.add(new Note(
                Note.Kind.KUSTOMIZATION,
                what + ". To build: kustomize build " + Shown.shell(first) + " | sa-audit scan -",
                Origin.of(first)));
        return notes;
    }

    /** A folder with a Chart.yaml and templates, its own or packed ones, which are a gap. */
    void chart(String shown, Object key) {
        if (charts.add(key)) {
            gaps.add(Gap.of(
                    Gap.Kind.TEMPLATE,
                    "a Helm chart; its templates were not read",
                    "Render it: helm template " + Shown.shell(shown) + " | sa-audit scan -",
                    Origin.of(shown)));
        }
    }

    /** Whether a file or folder of a chart is no manifest. */
    static boolean isChartPart(String name) {
        return name.equals("templates")
                || name.equals("Chart.yaml")
                || name.startsWith("values")
                        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
    }

    /** Whether a file of a folder is read, by its name. */
    static boolean isManifest(String name) {
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".yaml") || plain.endsWith(".yml") || plain.endsWith(".json");
    }

    /** Whether a folder is walked only when it is asked for. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || name.equals("node_modules");
    }

    /** Whether a file makes its folder a kustomization. */
    static boolean isKustomization(String name) {
        return name.equals("kustomization.yaml") || name.equals("kustomization.yml") || name.equals("Kustomization");
    }
}
