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
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.ParseResult;

/** Finds and reads the configuration, the baseline and the lock (design 7: never above the repository, never through a link). */
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
    static Config of(ParseResult options, Path workingFolder) throws UsageException, InputPathException {
        String name = Options.value(options, "--config", null);
        if (Options.isSet(options, "--no-config")) {
            if (name != null) {
                throw new UsageException("--config and --no-config exclude each other", "");
            }
            return Config.NONE;
        }
        return name == null ? near(workingFolder) : read(ConfigText.ofOption("config", name));
    }

    /** Reads the configuration of a working folder; the empty one where there is none. */
    static Config near(Path workingFolder) throws UsageException {
        Path file = find(workingFolder);
        return file == null ? Config.NONE : read(ConfigText.of(file, shown(file, workingFolder)));
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
                return file == null ? Config.NONE : read(ConfigText.of(file));
            }
            Path real = Path.of(input).toRealPath();
            Path folder = Files.isDirectory(real) ? real : real.getParent();
            Path file = find(folder);
            Path here = RepoPaths.workingFolder();
            String shown = file == null ? "" : file.startsWith(here) ? shown(file, here) : file.toString();
            return file == null ? Config.NONE : read(ConfigText.of(file, shown));
        } catch (IOException | InvalidPathException e) {
            return Config.NONE; // whoever reads it says what is wrong with it
        }
    }

    private static Config read(ConfigText text) throws UsageException {
        try (Reader in = text.open()) {
            return ConfigReader.read(in, text.name());
        } catch (ConfigException e) {
            throw new UsageException(e.getMessage(), e.hint());
        } catch (IOException e) {
            throw text.unreadable(e);
        }
    }

    /** The baseline of the option, else of the configuration; null for none. */
    static Baseline baseline(ParseResult options, Config config) throws UsageException, InputPathException {
        ConfigText text = ConfigText.chosen("baseline", options, config);
        if (text == null) {
            return null;
        }
        try (Reader in = text.open()) {
            return BaselineReader.read(in, text.name());
        } catch (ConfigException e) {
            throw new UsageException(e.getMessage(), e.hint());
        } catch (IOException e) {
            throw text.unreadable(e);
        }
    }

    /** Reads a lock. */
    static Lock lock(ConfigText text) throws UsageException {
        try (Reader in = text.open()) {
            return LockReader.read(in, text.name());
        } catch (ConfigException e) {
            throw new UsageException(e.getMessage(), e.hint());
        } catch (IOException e) {
            throw text.unreadable(e);
        }
    }

    private static String shown(Path file, Path workingFolder) {
        return workingFolder.relativize(file).toString().replace('\\', '/');
    }
}
