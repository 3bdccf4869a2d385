package io.saaudit.source.cluster;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The kubeconfig files, merged as kubectl merges them (client-go, tools/clientcmd/loader.go): of several entries of one
 * name that of the first file counts, and the first file that sets a current context sets it. Only read, never written.
 *
 * @param looked the files that were looked for
 * @param found how many of them there were
 * @param currentContext name of the current context, or empty
 * @param contexts context entries by name
 * @param clusters cluster entries by name
 * @param users user entries by name
 */
record Kubeconfig(
        List<Path> looked,
        int found,
        String currentContext,
        Map<String, Section> contexts,
        Map<String, Section> clusters,
        Map<String, Section> users) {
    private static final String ADVICE = "Correct the kubeconfig, or name another by --kubeconfig.";
    private static final int LARGEST = 64 << 20;

    /**
     * Reads the file of {@code --kubeconfig}, which must be there; else those of KUBECONFIG that are there; else
     * {@code ~/.kube/config} if it is there.
     *
     * @param explicit the flag's value, or empty
     * @param environment value of an environment variable, or null
     * @throws ClusterException when a file cannot be read, or is not a kubeconfig
     */
    static Kubeconfig load(String explicit, UnaryOperator<String> environment) throws ClusterException {
        List<Path> files = files(explicit, environment);
        int found = 0;
        String current = "";
        Map<String, Section> contexts = new LinkedHashMap<>();
        Map<String, Section> clusters = new LinkedHashMap<>();
        Map<String, Section> users = new LinkedHashMap<>();
        for (Path file : files) {
            String text = read(file, !explicit.isEmpty());
            if (text == null) {
                continue;
            }
            found++;
            Section root = parse(file, text);
            if (root == null) {
                continue;
            }
            gather(root, "contexts", "context", contexts);
            gather(root, "clusters", "cluster", clusters);
            gather(root, "users", "user", users);
            if (current.isEmpty()) {
                current = root.text("current-context");
            }
        }
        return new Kubeconfig(files, found, current, contexts, clusters, users);
    }

    /** Where it came from, for a message. */
    String origin() {
        StringBuilder names = new StringBuilder();
        for (Path file : looked) {
            names.append(names.length() == 0 ? "" : ", ").append(file);
        }
        return names.toString();
    }

    private static List<Path> files(String explicit, UnaryOperator<String> environment) throws ClusterException {
        if (!explicit.isEmpty()) {
            return List.of(pathOf(explicit, "--kubeconfig"));
        }
        Set<Path> files = new LinkedHashSet<>();
        String list = environment.apply("KUBECONFIG");
        if (list != null) {
            for (String name : list.split(java.io.File.pathSeparator)) {
                if (!name.isEmpty()) {
                    files.add(pathOf(name, "KUBECONFIG"));
                }
            }
        }
        if (files.isEmpty()) {
            String home = environment.apply("HOME");
            if (home == null || home.isEmpty()) {
                home = System.getProperty("user.home", "");
            }
            files.add(pathOf(home, "HOME").resolve(".kube").resolve("config"));
        }
        return new ArrayList<>(files);
    }

    private static Path pathOf(String name, String what) throws ClusterException {
        try {
            return Path.of(name);
        } catch (java.nio.file.InvalidPathException e) {
            throw ClusterException.configuration(what + " names no file: " + Shown.name(name), ADVICE);
        }
    }

    private static String read(Path file, boolean required) throws ClusterException {
        try {
            if (Files.isDirectory(file)) {
                throw ClusterException.configuration("the kubeconfig " + file + " is a folder", "Name a file.");
            }
            if (Files.size(file) > LARGEST) {
                throw ClusterException.configuration("the kubeconfig " + file + " is larger than 64 MiB", ADVICE);
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            if (required) {
                throw ClusterException.configuration(
                        "there is no kubeconfig " + file,
                        "Name one that is there by --kubeconfig, or leave the flag out.");
            }
            return null;
        } catch (IOException e) {
            throw ClusterException.configuration(
                    "the kubeconfig " + file + " cannot be read", "May you read it? Try: ls -l " + file);
        }
    }

    /** The mapping of a file, or null when it is empty. What the parser says is left out: it may quote a credential. */
    private static Section parse(Path file, String text) throws ClusterException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node == null || node.getTag().equals(Tag.NULL)) {
                return null;
            }
            Section root = Section.of(file, "", node);
            String kind = root.text("kind");
            if (!kind.isEmpty() && !kind.equals("Config")) {
                throw root.wrong("kind", "must be Config: this is no kubeconfig");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw ClusterException.configuration(file + ":" + line + ": the kubeconfig is not valid YAML", ADVICE);
        } catch (YAMLException e) {
            throw ClusterException.configuration("the kubeconfig " + file + " is not valid YAML", ADVICE);
        }
    }

    /** Two entries of one name in one file are an error, as in clientcmd's conversion. */
    private static void gather(Section root, String list, String field, Map<String, Section> into)
            throws ClusterException {
        Map<String, Section> own = new LinkedHashMap<>();
        for (Section named : root.sections(list)) {
            String name = named.text("name");
            Section entry = named.section(field);
            if (own.put(name, entry == null ? Section.empty() : entry) != null) {
                throw named.wrong("name", "is that of an earlier entry, " + Shown.name(name) + ": names must differ");
            }
        }
        own.forEach(into::putIfAbsent);
    }
}
