package io.saaudit.cli;

import io.saaudit.config.Baseline;
import io.saaudit.config.BaselineReader;
import io.saaudit.config.Config;
import io.saaudit.config.ConfigException;
import io.saaudit.config.ConfigReader;
import io.saaudit.config.Lock;
import io.saaudit.config.LockReader;
import io.saaudit.source.GitFile;
import io.saaudit.source.GitInput;
import io.saaudit.source.InputPathException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.ParseResult;

/** Finds and opens the configuration and the baseline (design 7: never above the repository, never through a link). */
final class ConfigFiles {
    private static final String NAME = ".sa-audit.yaml";

    private ConfigFiles() {}

    /**
     * The configuration of a working folder: the nearest {@code .sa-audit.yaml} from there up to the folder that holds
     * {@code .git}; without such a folder, that of the working folder alone.
     *
     * @return its path, or null when there is none
     * @throws UsageException when it is a link
     */
    static Path find(Path workingFolder) throws UsageException {
        Path root = RepoPaths.root(workingFolder);
        for (Path folder = workingFolder; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(NAME);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new UsageException(
                            shown(file, workingFolder) + ": a link or no file, and not followed",
                            "Name the file itself with --config, or go without by --no-config.");
                }
                return file;
            }
            if (root == null || folder.equals(root)) {
                return null;
            }
        }
        return null;
    }

    /** The configuration that the options of a command ask for. */
    static Config of(ParseResult options, Path workingFolder) throws UsageException {
        String name = Options.value(options, "--config", null);
        if (Options.isSet(options, "--no-config")) {
            if (name != null) {
                throw new UsageException("--config and --no-config exclude each other", "");
            }
            return Config.NONE;
        }
        return name == null ? near(workingFolder) : named(name);
    }

    /** Reads the configuration of a working folder; the empty one where there is none. */
    static Config near(Path workingFolder) throws UsageException {
        Path file = find(workingFolder);
        return file == null ? Config.NONE : read(file, shown(file, workingFolder));
    }

    /**
     * Reads the configuration that a file, folder or revision has: the nearest from its folder up to the folder that holds
     * {@code .git}.
     *
     * @return the empty one where there is none, and for what is no file or folder
     * @throws InputPathException when the revision cannot be read
     */
    static Config beside(String input) throws UsageException, InputPathException {
        try {
            if (GitInput.is(input)) {
                GitFile file = GitFile.nearest(input, NAME, null);
                return file == null ? Config.NONE : read(new StringReader(file.text()), file.name());
            }
            Path real = Path.of(input).toRealPath();
            Path folder = Files.isDirectory(real) ? real : real.getParent();
            Path file = find(folder);
            Path here = RepoPaths.workingFolder();
            return file == null ? Config.NONE : read(file, file.startsWith(here) ? shown(file, here) : file.toString());
        } catch (IOException | InvalidPathException e) {
            return Config.NONE; // whoever reads it says what is wrong with it
        }
    }

    /** Reads the configuration of an option. */
    static Config named(String name) throws UsageException {
        return read(path("--config", name), name);
    }

    private static Config read(Path file, String shown) throws UsageException {
        try (Reader in = open(file)) {
            return read(in, shown);
        } catch (CharacterCodingException e) {
            throw new UsageException(shown + ": not UTF-8 text", "");
        } catch (IOException e) {
            throw new UsageException(shown + ": no file that can be read", "");
        }
    }

    private static Config read(Reader in, String shown) throws UsageException, IOException {
        try {
            return ConfigReader.read(in, shown);
        } catch (ConfigException e) {
            throw new UsageException(e.getMessage(), e.hint());
        }
    }

    /** Reads the baseline of an option. */
    static Baseline baseline(String name) throws UsageException {
        return baseline(path("--baseline", name), name);
    }

    /**
     * Reads the baseline that a configuration names.
     *
     * @param name its path, which leads nowhere but into the folder of the configuration
     * @param config the configuration's file
     */
    static Baseline baseline(String name, int line, String config) throws UsageException, InputPathException {
        String where = config + ":" + line + ": baseline " + name;
        if (GitInput.is(config)) {
            return inRevision(name, where, config);
        }
        Path folder = Path.of(config).toAbsolutePath().getParent();
        try {
            Path file = folder.resolve(name);
            Path real = file.toRealPath();
            if (!real.equals(folder.toRealPath().resolve(Path.of(name).normalize()))) {
                throw new UsageException(
                        where + ": leads out of the folder of the configuration, or through a link",
                        "Name it with --baseline if that is meant.");
            }
            return baseline(file, name);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException(where + ": no file that can be read", "Write it with --write-baseline.");
        }
    }

    /** Reads the lock of an option. */
    static Lock lock(String name) throws UsageException {
        try (Reader in = open(path("--lock", name))) {
            return LockReader.read(in, name);
        } catch (ConfigException e) {
            throw new UsageException(e.getMessage(), e.hint());
        } catch (CharacterCodingException e) {
            throw new UsageException(name + ": not UTF-8 text", "Write it with --write-lock.");
        } catch (IOException e) {
            throw new UsageException(name + ": no file that can be read", "Write it with --write-lock.");
        }
    }

    private static Baseline inRevision(String name, String where, String config)
            throws UsageException, InputPathException {
        GitFile file = GitFile.beside(config, name, null);
        if (file == null) {
            throw new UsageException(
                    where + ": no such file of that revision below the configuration",
                    "Name one with --baseline if that is meant.");
        }
        try {
            return BaselineReader.read(new StringReader(file.text()), file.name());
        } catch (ConfigException e) {
            throw new UsageException(e.getMessage(), e.hint());
        } catch (IOException e) {
            throw new UsageException(where + ": no file that can be read", "");
        }
    }

    private static Baseline baseline(Path file, String shown) throws UsageException {
        try (Reader in = open(file)) {
            return BaselineReader.read(in, shown);
        } catch (ConfigException e) {
            throw new UsageException(e.getMessage(), e.hint());
        } catch (IOException e) {
            throw new UsageException(shown + ": no file that can be read", "Write it with --write-baseline.");
        }
    }

    private static Reader open(Path file) throws IOException {
        // A decoder of its own reports what is no UTF-8.
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
    }

    private static Path path(String option, String name) throws UsageException {
        try {
            Path path = Path.of(name);
            if (!name.isEmpty() && Files.isRegularFile(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        String hint = option.equals("--config") ? "" : "Write it with --write-" + option.substring(2) + ".";
        throw new UsageException(option + " " + name + ": no such file", hint);
    }

    private static String shown(Path file, Path workingFolder) {
        return workingFolder.relativize(file).toString().replace('\\', '/');
    }
}
