package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.source.GitFile;
import io.saaudit.source.GitInput;
import io.saaudit.source.InputPathException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * A configuration, a baseline or a lock before it is read: a file, or a file of a revision.
 *
 * @param name how messages name it: a path, or {@code git:REV:PATH} with the path from the top of the repository
 * @param file the file; null in a revision
 * @param inRevision the file of a revision, or null
 * @param hint what to do where it is no file of its kind, or empty
 */
record ConfigText(String name, Path file, GitFile inRevision, String hint) {
    /** A file that was found. */
    static ConfigText of(Path file, String name) {
        return new ConfigText(name, file, null, "");
    }

    /** A file of a revision that was found. */
    static ConfigText of(GitFile file) {
        return new ConfigText(file.name(), null, file, "");
    }

    /**
     * The one that an option names.
     *
     * @param key the option's name without dashes
     * @throws UsageException when there is no such file
     * @throws InputPathException when the revision cannot be read
     */
    static ConfigText ofOption(String key, String name) throws UsageException, InputPathException {
        String option = "--" + key + " " + name;
        if (GitInput.is(name)) {
            GitFile found = GitFile.of(name, null);
            if (found == null) {
                throw new UsageException(
                        option + ": the revision has no such file",
                        "A path is from the top of the repository, or from here with ./ before it.");
            }
            return new ConfigText(found.name(), null, found, writing(key));
        }
        try {
            Path path = Path.of(name);
            if (!name.isEmpty() && Files.isRegularFile(path)) {
                return new ConfigText(name, path, null, writing(key));
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw new UsageException(option + ": no such file", writing(key));
    }

    /**
     * The one that an option names, else the one that the configuration does.
     *
     * @param key the name of both
     * @return null for none
     */
    static ConfigText chosen(String key, ParseResult options, Config config) throws UsageException, InputPathException {
        String name = Options.value(options, "--" + key, null);
        if (name != null) {
            return ofOption(key, name);
        }
        List<Config.Value> set = config.settings().getOrDefault(key, List.of());
        return set.isEmpty() ? null : below(key, set.get(0), config.file());
    }

    /**
     * The one that a configuration names, which leads nowhere but into the folder of the configuration.
     *
     * @param config the configuration's file
     */
    private static ConfigText below(String key, Config.Value value, String config)
            throws UsageException, InputPathException {
        String where = config + ":" + value.line() + ": " + key + " " + value.text();
        if (GitInput.is(config)) {
            GitFile found = GitFile.beside(config, value.text(), null);
            if (found == null) {
                throw new UsageException(
                        where + ": no such file of that revision below the configuration",
                        "Name one with --" + key + " if that is meant.");
            }
            return new ConfigText(found.name(), null, found, writing(key));
        }
        try {
            Path folder = Path.of(config).toAbsolutePath().getParent();
            Path file = folder.resolve(value.text());
            if (!file.toRealPath()
                    .equals(folder.toRealPath().resolve(Path.of(value.text()).normalize()))) {
                throw new UsageException(
                        where + ": leads out of the folder of the configuration, or through a link",
                        "Name it with --" + key + " if that is meant.");
            }
            String beside = config.substring(0, config.lastIndexOf('/') + 1) + value.text();
            return new ConfigText(beside, file, null, writing(key));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(where + ": no file that can be read", writing(key));
        }
    }

    private static String writing(String key) {
        return key.equals("config") ? "" : "Write it with --write-" + key + ".";
    }

    /** Its text, in which what is no UTF-8 is an error. */
    Reader open() throws IOException {
        InputStream in = inRevision == null ? Files.newInputStream(file) : new ByteArrayInputStream(inRevision.bytes());
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    /** What is to be said where it could not be read. */
    UsageException unreadable(IOException e) {
        boolean coding = e instanceof CharacterCodingException;
        return new UsageException(name + (coding ? ": not UTF-8 text" : ": no file that can be read"), hint);
    }

    /** Where it would be written: one of a revision in the work tree. */
    String target() throws InputPathException {
        if (inRevision == null) {
            return name;
        }
        String path = GitInput.of(name).path();
        Path here = RepoPaths.workingFolder();
        Path top = RepoPaths.root(here);
        return top == null
                ? path
                : here.relativize(top.resolve(path)).toString().replace('\\', '/');
    }
}
