package io.saaudit.cli;

import io.saaudit.token.TokenException;
import io.saaudit.token.TokenReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/**
 * Where a token comes from.
 *
 * @param name a path, or {@code -}
 */
record TokenInput(String name) {
    private static final int MOST_BYTES = 8 << 20;

    /** Reads the word that names it. */
    static TokenInput of(ParseResult options) throws UsageException {
        List<String> words = Options.words(options);
        if (words.size() > 1) {
            throw new UsageException("token takes one file", "See sa-audit help token.");
        }
        String name = words.isEmpty() ? "-" : words.get(0);
        if (name.isEmpty()) {
            throw new UsageException("FILE is empty; is a variable not set?", "");
        }
        if (!TokenReader.without(name).equals(name)) {
            throw new UsageException(
                    "a token on the command line, where every process of the machine can read it",
                    "Give it on standard input; it should be replaced.");
        }
        return new TokenInput(name);
    }

    boolean isStandard() {
        return name.equals("-");
    }

    /** How messages call it. */
    String shown() {
        return isStandard() ? "standard input" : name;
    }

    /**
     * Reads the token.
     *
     * @throws UsageException when there is no such file
     * @throws TokenException when there is no token in it
     */
    TokenReader.Found read(Io io) throws UsageException, TokenException {
        try {
            return TokenReader.read(new ByteArrayInputStream(bytes(name, name, io)));
        } catch (IOException e) {
            throw new IllegalStateException("a stream in memory cannot be read", e);
        }
    }

    /** All of a file, a pipe or standard input; one byte too many where there is more than is ever looked at. */
    static byte[] bytes(String shown, String name, Io io) throws UsageException {
        try {
            if (name.equals("-")) {
                return io.in().readNBytes(MOST_BYTES + 1);
            }
            Path path = Path.of(name);
            // What a pod mounts is a folder with the token in it.
            Path file = Files.isDirectory(path) ? path.resolve("token") : path;
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(MOST_BYTES + 1);
            }
        } catch (NoSuchFileException e) {
            boolean folder = Files.isDirectory(Path.of(name));
            throw new UsageException(shown + ": " + (folder ? "a folder without a file token" : "no such file"), "");
        } catch (AccessDeniedException e) {
            throw new UsageException(shown + ": no permission to read it", "");
        } catch (IOException e) {
            throw new UsageException(shown + ": cannot be read", "");
        } catch (InvalidPathException e) {
            throw new UsageException(shown + ": no path", "");
        }
    }
}
