package io.saaudit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** A git repository of a test, which knows nothing of the configuration of whoever runs it. */
public final class Repository {
    private final Path folder;

    private Repository(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes one. Where there is no git the calling test is skipped with the reason; with {@code CI=true} in the environment
     * it fails instead.
     *
     * @param folder a folder, made if it is not there
     */
    public static Repository init(Path folder) {
        needsGit();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Repository made = new Repository(folder);
        made.git("init", "-q", "-b", "main", ".");
        return made;
    }

    /** One that git has made at this folder. */
    public static Repository at(Path folder) {
        return new Repository(folder);
    }

    private static void needsGit() {
        try {
            new ProcessBuilder("git", "--version").start().waitFor();
        } catch (IOException e) {
            if (Shared.mustBeThere()) {
                throw new AssertionError("no git on the PATH (CI=true: that is a failure)", e);
            }
            Assumptions.abort("no git on the PATH: install it to run this test");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** Writes a file of the work tree, with its folders. */
    public Repository write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything that is in the work tree, and says by which id. */
    public String commit(String message) {
        git("add", "-A", ".");
        git("commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD");
    }

    /** Runs git in it; fails where git does. */
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        for (String who : List.of("GIT_AUTHOR", "GIT_COMMITTER")) {
            variables.put(who + "_NAME", "test");
            variables.put(who + "_EMAIL", "test@example.com");
            variables.put(who + "_DATE", "2026-01-02T03:04:05Z");
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + out);
            }
            return out.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Every file and folder of it, {@code .git} among them, with what it holds and when it was changed. */
    public Map<String, String> everything() {
        Map<String, String> all = new TreeMap<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    all.put(
                            folder.relativize(path) + "/",
                            attributes.lastModifiedTime().toString());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                    String holds = Files.isSymbolicLink(path)
                            ? Files.readSymbolicLink(path).toString()
                            : hash(Files.readAllBytes(path));
                    all.put(
                            folder.relativize(path).toString(),
                            holds + " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
