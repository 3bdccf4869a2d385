package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Jwts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every folder below testdata/golden: {@code args} (words separated by blanks or newlines, {@code @} for the folder
 * itself), and perhaps {@code stdin} and {@code env} (NAME=value lines; WIDTH is that of the terminal, NOW the time),
 * against {@code expected.txt}, {@code .json} or {@code .jsonl}, {@code stderr} and {@code exit}. Where there are {@code
 * claims.json}, the words TOKEN and TOKEN64 of stdin stand for a token with these claims: no file holds one.
 */
class GoldenTest {
    static final Path ROOT = Path.of("testdata/golden");
    static final boolean UPDATE = Boolean.getBoolean("golden.update");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsWhatIsExpected(String name) throws IOException {
        Path folder = ROOT.resolve(name);
        Run run = run(folder);
        Path expected = expected(folder);
        if (UPDATE) {
            Files.writeString(expected, run.out());
            Files.writeString(folder.resolve("exit"), run.status() + "\n");
            if (run.err().isEmpty()) {
                Files.deleteIfExists(folder.resolve("stderr"));
            } else {
                Files.writeString(folder.resolve("stderr"), run.err());
            }
        }
        String hint = name + ": if this is as it should be, run mvn test -Dgolden.update=true and read the difference";
        assertThat(run.out()).as(hint).isEqualTo(read(expected));
        assertThat(run.err()).as(hint).isEqualTo(read(folder.resolve("stderr")));
        assertThat(run.status() + "\n").as(hint).isEqualTo(read(folder.resolve("exit")));
        if (expected.toString().endsWith(".json") && !run.out().isEmpty()) {
            assertThat(Schemas.errors(run.out()))
                    .as("%s: not what docs/schema says; change the schema and docs/json.md with the output", name)
                    .isEmpty();
        }
        if (expected.toString().endsWith(".jsonl")) {
            for (String line : run.out().lines().toList()) {
                assertThat(Schemas.errors("request-answer", line)).as(name).isEmpty();
            }
        }
    }

    @Test
    void noFileIsLeftOver() throws IOException {
        List<String> orphans = new ArrayList<>();
        for (String name : cases()) {
            Path folder = ROOT.resolve(name);
            String args = read(folder.resolve("args"));
            Set<String> own = new TreeSet<>(Set.of(
                    "args",
                    "stdin",
                    "env",
                    "claims.json",
                    "stderr",
                    "exit",
                    expected(folder).getFileName().toString()));
            try (Stream<Path> files = Files.list(folder)) {
                files.map(f -> f.getFileName().toString())
                        .filter(f -> !own.contains(f) && !args.contains("@/" + f))
                        .forEach(f -> orphans.add(folder + "/" + f));
            }
        }
        assertThat(orphans)
                .as("files that no case uses: delete them, or name them in args as @/FILE")
                .isEmpty();
    }

    @Test
    void everyBadInputIsScanned() throws IOException {
        List<String> args = new ArrayList<>();
        for (String name : cases()) {
            args.add(read(ROOT.resolve(name).resolve("args")).trim());
        }
        List<Path> without;
        try (Stream<Path> inputs = Files.list(Path.of("testdata/bad-input"))) {
            without = inputs.filter(input -> args.stream().noneMatch(a -> a.endsWith(" " + input)))
                    .toList();
        }
        if (UPDATE) {
            for (Path input : without) {
                Path folder =
                        ROOT.resolve("bad-" + input.getFileName().toString().replace('.', '-'));
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("args"), "scan -v " + input + "\n");
                Files.writeString(folder.resolve("expected.txt"), "");
            }
        }
        assertThat(without)
                .as("bad inputs without a golden case: mvn test -Dgolden.update=true makes them, and twice fills them")
                .isEmpty();
    }

    private static Run run(Path folder) throws IOException {
        assertThat(folder.resolve("args")).as("a golden case needs a file args").exists();
        List<String> args = new ArrayList<>();
        for (String word : read(folder.resolve("args")).split("\\s+")) {
            args.add(word.equals("''") ? "" : word.replace("@", folder.toString()));
        }
        Map<String, String> env = new HashMap<>();
        for (String line : read(folder.resolve("env")).lines().toList()) {
            env.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        String width = env.getOrDefault("WIDTH", "0");
        Instant now = Instant.parse(env.getOrDefault("NOW", "2026-11-25T12:00:00Z"));
        return Run.at(now, stdin(folder), env, Integer.parseInt(width), args.toArray(String[]::new));
    }

    private static String stdin(Path folder) throws IOException {
        String stdin = read(folder.resolve("stdin"));
        String claims = read(folder.resolve("claims.json"));
        if (claims.isEmpty()) {
            return stdin;
        }
        String token = Jwts.unsigned(claims);
        return stdin.replace("TOKEN64", Jwts.encoded(token)).replace("TOKEN", token);
    }

    private static Path expected(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.getFileName().toString().startsWith("expected."))
                    .toList();
            assertThat(found)
                    .as("%s needs one file expected.txt, .json or .jsonl (touch it, then -Dgolden.update=true)", folder)
                    .hasSize(1);
            return found.get(0);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
