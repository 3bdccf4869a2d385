package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.saaudit.render.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes where, and how it looks. */
class OutputTest {
    private static final String QUICKSTART = "testdata/quickstart";

    @TempDir
    Path folder;

    @Test
    void aResultCanGoToAFileAndThenNothingGoesToStandardOutput() throws IOException {
        Path file = folder.resolve("result.txt");
        Run direct = Run.of("scan", QUICKSTART);
        Run toFile = Run.of("scan", "--output", file.toString(), QUICKSTART);
        assertThat(toFile.out()).isEmpty();
        assertThat(toFile.status()).isEqualTo(direct.status());
        assertThat(file).content().isEqualTo(direct.out());
    }

    @Test
    void aResultThatFailsOnTheWayLeavesTheFileAsItWas() throws Exception {
        Path file = Files.writeString(folder.resolve("result.txt"), "old");
        Io io = new Io(InputStream.nullInputStream(), System.out, System.err, name -> null, 0);
        OutputOptions output = new OutputOptions(OutputOptions.Format.TABLE, file, Style.PLAIN, true, false);
        assertThatIOException()
                .isThrownBy(() -> output.write(
                        "",
                        (result, out) -> {
                            out.print("half a result");
                            throw new IOException("planted");
                        },
                        io));
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(Run.of("scan", "--output", file.toString(), "--report", "json=" + file, QUICKSTART)
                        .status())
                .isEqualTo(1);
        assertThat(file).content().startsWith("SEVERITY");
    }

    @Test
    void answersToRequestsCanGoToAFile() throws IOException {
        Path requests = Files.writeString(
                folder.resolve("requests"), "{\"user\":\"jane\",\"verb\":\"get\",\"resource\":\"pods\"}\n");
        Path file = folder.resolve("answers");
        Run run = Run.of("can-i", "--requests", requests.toString(), "--output", file.toString(), "-f", QUICKSTART);
        assertThat(run).isEqualTo(new Run(0, "", ""));
        assertThat(file).content().isEqualTo("{\"line\":1,\"answer\":\"no\",\"allowed\":false}\n");
    }

    @Test
    void aFileThatCannotBeWrittenIsAUsageErrorBeforeAnythingIsRead() {
        Run run = Run.of("scan", "--output", folder.toString(), QUICKSTART);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--output").hasLineCount(1);
    }

    @Test
    void coloursAppearOnATerminalOnly() {
        assertThat(Run.of("scan", QUICKSTART).out()).doesNotContain("\u001b");
        assertThat(Run.with("", Map.of(), 100, "scan", QUICKSTART).out()).contains("\u001b[");
        assertThat(Run.with("", Map.of("NO_COLOR", "1"), 100, "scan", QUICKSTART)
                        .out())
                .doesNotContain("\u001b");
        assertThat(Run.of("scan", "--color", "always", QUICKSTART).out()).contains("\u001b[");
        assertThat(Run.with("", Map.of(), 100, "scan", "--color", "never", QUICKSTART)
                        .out())
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 140, 300})
    void aTableFitsTheTerminalAndCutsNoNameAndNoPlace(int width) {
        Run run = Run.with("", Map.of("NO_COLOR", "1"), width, "scan", QUICKSTART);
        List<String> table =
                run.out().lines().takeWhile(line -> !line.isEmpty()).toList();
        assertThat(table).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Math.max(width, 110)));
        assertThat(run.out()).contains("nats/nats-operator");
        if (width == 300) {
            assertThat(table)
                    .as("room for all")
                    .anyMatch(line -> line.endsWith(" testdata/quickstart/workloads.yaml:150"));
        } else {
            assertThat(table)
                    .anyMatch(line -> line.endsWith(" workloads.yaml:150"))
                    .contains("Files are below testdata/quickstart/.");
        }
    }

    @Test
    void theQuickstartIsOneScreenOf24LinesAnd100Columns() {
        Run run = Run.with("", Map.of("NO_COLOR", "1"), 100, "scan", QUICKSTART);
        int lines = 1; // the command itself
        for (String line : (run.out() + run.err()).lines().toList()) {
            lines += Math.max(1, (line.length() + 99) / 100);
        }
        assertThat(lines).as("lines of a terminal").isLessThanOrEqualTo(24);
    }

    @Test
    void theFolderOfATableIsThatOfAllItsRows() {
        Run run = Run.with("", Map.of("NO_COLOR", "1"), 100, "scan", QUICKSTART, "testdata/rules/SA101/bad.yaml");
        assertThat(run.out()).contains("Files are below testdata/.").contains(" rules/SA101/bad.yaml:");
        assertThat(Run.with("", Map.of(), 100, "scan", QUICKSTART, "src/test/resources/none")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void columnsOfTheEnvironmentCountBeforeTheTerminalsOwn() {
        String narrow =
                Run.with("", Map.of("COLUMNS", "110"), 300, "scan", QUICKSTART).out();
        assertThat(narrow)
                .isEqualTo(Run.with("", Map.of(), 110, "scan", QUICKSTART).out())
                .contains("…");
    }

    @Test
    void nothingIsCutWhereNoTerminalIs() {
        assertThat(Run.of("scan", QUICKSTART).out()).doesNotContain("…");
    }

    @Test
    void quietLeavesOutNotesAndVerboseShowsAll() {
        Run plain = Run.of("can-i", "get", "pods", "--as", "user:x", "-f", "testdata/hostile");
        Run quiet = Run.of("can-i", "get", "pods", "--as", "user:x", "--quiet", "-f", "testdata/hostile");
        assertThat(plain.err()).contains("sa-audit: note: ");
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).isEqualTo(plain.out());
    }

    @Test
    void quietHidesNoGap() {
        assertThat(Run.of("scan", "--quiet", "testdata/partial").err()).contains("testdata/partial/broken.yaml:11:1");
    }

    @Test
    void everyGapIsPrinted() throws IOException {
        for (int i = 0; i < 15; i++) {
            Files.writeString(folder.resolve("broken" + i + ".yaml"), "kind: Role\n\tx: y\n");
        }
        assertThat(Run.of("scan", folder.toString()).err().lines())
                .filteredOn(line -> line.contains("YAML does not allow a tab here"))
                .hasSize(15);
    }

    @Test
    void manyNotesAreCountedUnlessAllAreAskedFor() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(
                    folder.resolve("account" + i + ".yaml"),
                    "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a" + i + "}\n");
        }
        assertThat(Run.of("permissions", "-f", folder.toString()).err())
                .contains("account2.yaml")
                .contains("sa-audit: and 2 more notes; -v shows all")
                .doesNotContain("account3.yaml");
        assertThat(Run.of("permissions", "-v", "-f", folder.toString()).err())
                .contains("account4.yaml")
                .doesNotContain("-v shows all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "permissions", "can-i", "who-can"})
    void theOrderOfFilesChangesNoAnswer(String command) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of("testdata/asking"))) {
            found.sorted().forEach(f -> files.add(f.toString()));
        }
        try (Stream<Path> found = Files.list(Path.of(QUICKSTART))) {
            found.sorted().forEach(f -> files.add(f.toString()));
        }
        Run forward = Run.of(line(command, files));
        Collections.reverse(files);
        assertThat(Run.of(line(command, files))).isEqualTo(forward);
        assertThat(forward.out()).isNotEmpty();
    }

    private static String[] line(String command, List<String> files) {
        List<String> line = new ArrayList<>(List.of(command, "-o", "json"));
        switch (command) {
            case "can-i" -> line.addAll(List.of("get", "secrets", "--as", "prod/web", "-n", "prod"));
            case "who-can" -> line.addAll(List.of("get", "secrets"));
            default -> {}
        }
        files.forEach(file -> line.addAll(List.of("-f", file)));
        return line.toArray(String[]::new);
    }

    @Test
    void aDefectIsOneLineWithStatus4AndATraceOnRequest() {
        String plain = defect("scan", QUICKSTART);
        assertThat(plain)
                .isEqualTo("sa-audit: a defect of sa-audit: java.lang.IllegalStateException: planted\\u001b[31m."
                        + " Run it again with --debug for the stack trace, and report it.\n");
        assertThat(defect("scan", "--debug", QUICKSTART))
                .contains("planted\\u001b[31m")
                .contains("    at io.saaudit.cli.");
    }

    private static String defect(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8);
        Io io = new Io(
                InputStream.nullInputStream(),
                o,
                e,
                name -> {
                    throw new IllegalStateException("planted\u001b[31m");
                },
                0);
        assertThat(Main.run(args, io)).isEqualTo(4);
        assertThat(out.size()).isZero();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyCommandHasHelpThatNamesItsOptions() {
        for (String name : Commands.names()) {
            Run help = Run.of("help", name);
            assertThat(help.status()).as(name).isZero();
            assertThat(help.out()).startsWith("Usage: sa-audit " + name).containsPattern("\n  \\$ .*sa-audit " + name);
            assertThat(Run.of(name, "--help")).isEqualTo(help);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan -v testdata/hostile",
                "scan -v -o wide testdata/hostile",
                "scan -v -o json testdata/hostile",
                "permissions -v -f testdata/hostile",
                "permissions -v -o wide -f testdata/hostile",
                "permissions -v -o json -f testdata/hostile",
                "who-can get deployments.\u2066apps -v -o wide -f testdata/hostile",
                "who-can get deployments.\u2066apps -v -o json -f testdata/hostile",
                "can-i get deployments.\u2066apps --as group:system:authenticated -n ::warning::ns -v -f testdata/hostile",
                "can-i get deployments.\u2066apps --as user:\n::error::x -n ::warning::ns -v -f testdata/hostile"
            })
    void namesOfTheInputCommandNobody(String command) {
        Run run = Run.of(command.split(" "));
        assertThat(run.status()).isLessThan(4).isNotEqualTo(2);
        for (String line : (run.out() + run.err()).split("\n")) {
            assertThat(line).doesNotContain("##[", "##vso");
            assertThat(line.strip()).doesNotStartWith("::");
            assertThat(line.chars().filter(c -> c < ' ' || c == 0x7f || c == 0x202e || c == 0x200b || c == 0x2066))
                    .as(line)
                    .isEmpty();
        }
    }

    @Test
    void namesOfFilesAreNamesToo() throws IOException {
        Files.writeString(folder.resolve("a\n::error::b\u001b[31m.yaml"), "kind: Role\n\tx: y\n");
        Run run = Run.of("scan", folder.toString());
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith("sa-audit: ") && line.contains("a\\n::error::b\\u001b[31m.yaml:2:1"))
                .noneMatch(line -> line.startsWith("::"));
    }
}
