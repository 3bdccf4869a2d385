package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options before the command mean what they mean behind it. */
class LeadingFlagsTest {
    @ParameterizedTest
    @CsvSource({
        "-f testdata/quickstart, scan",
        "-ftestdata/quickstart, scan -o json",
        "-f testdata/quickstart -n ns-1 -o json, permissions",
        "--filename=testdata/quickstart --namespace=ns-1, can-i list pods --as ns-1/k-sa-1",
        "-n ns-1, can-i list pods --as ns-1/k-sa-1 -f testdata/quickstart",
        "-v --quiet, scan testdata/quickstart",
        "--context nowhere --kubeconfig testdata/none, scan",
        "--context=nowhere --kubeconfig=testdata/none --request-timeout=1s, who-can list pods",
        "--insecure-skip-tls-verify --context scan --kubeconfig testdata/none, pods",
        "--as rules --as-group diff --kubeconfig testdata/none, who-can list pods",
        "-n diff, can-i list pods --as ns-1/k-sa-1 -f testdata/quickstart",
        // Options of one command alone.
        "--requests testdata/none, can-i",
        "--min-severity high, scan testdata/quickstart",
        // Those that the command does not take, or nobody does.
        "--context x, rules",
        "--strict, rules",
        "-A, scan testdata/quickstart",
        "--nonsense, scan testdata/quickstart",
        "--nonsense value, who-can list pods",
        "--cache-dir /tmp, scan",
        "--v=6, pods",
        "--username me --password s3cret, scan",
        "--context '', scan",
        "-f testdata/quickstart, scan --help",
        "--help, who-can"
    })
    void theyAreReadAsBehindTheCommand(String flags, String command) {
        List<String> before = words(flags);
        List<String> line = words(command);
        before.addAll(line);
        line.addAll(1, words(flags));
        // --help as the first word is the overview, as it is alone.
        if (!flags.startsWith("--help")) {
            assertThat(run(before)).isEqualTo(run(line));
        }
        assertThat(run(before).err() + run(before).out()).doesNotContain("unknown command", "s3cret");
    }

    /** Every option of every command that kubectl may put there, with a value that could be taken for a command. */
    @Test
    void noValueOfAnOptionIsTakenForTheCommand() {
        for (String name : Commands.names()) {
            CommandSpec spec = Commands.named(name).spec();
            TreeSet<String> wrong = new TreeSet<>();
            for (OptionSpec option : spec.options()) {
                for (String one : option.names()) {
                    List<String> words = new ArrayList<>(List.of(one));
                    if (option.arity().max() > 0) {
                        words.add("explain");
                    }
                    words.add(name);
                    boolean expected = LeadingFlags.command(words) == words.size() - 1;
                    // Before the command it is not known yet whose option this is: explain is taken for the command
                    // then.
                    boolean ofAnother = Commands.named("scan").spec().findOption(one) == null;
                    if (!expected && !ofAnother) {
                        wrong.add(one);
                    }
                }
            }
            assertThat(wrong)
                    .as("options of %s whose value is taken for the command: see LeadingFlags", name)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--context x, no command given. See sa-audit --help.",
        "--context, no command given. See sa-audit --help.",
        "-f scan, no command given. See sa-audit --help.",
        "--context x frobnicate, unknown command frobnicate. See sa-audit --help.",
        "-f x frobnicate scan, unknown command frobnicate. See sa-audit --help.",
        "--frobnicate, unknown option --frobnicate. See sa-audit --help.",
        "--frobnicate=s3cret, unknown option --frobnicate. See sa-audit --help.",
        "--context x --version, --version stands alone. As in sa-audit --version.",
        "-n scan rulez, unknown command rulez. See sa-audit --help."
    })
    void withoutACommandTheyAreAUsageError(String line, String message) {
        Run run = run(words(line));
        assertThat(run.err()).isEqualTo("sa-audit: " + message + "\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--context x help", "--context x --help", "-n ns-1 -h"})
    void theOverviewIsThereAllTheSame(String line) {
        assertThat(run(words(line))).isEqualTo(Run.of("--help"));
    }

    @Test
    void helpIsForTheCommandBehindIt() {
        assertThat(run(words("--context x help scan"))).isEqualTo(Run.of("help", "scan"));
        assertThat(run(words("--context x options"))).isEqualTo(Run.of("options"));
    }

    private static Run run(List<String> words) {
        return Run.of(words.toArray(String[]::new));
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ")) {
            words.add(word.equals("''") ? "" : word);
        }
        return words;
    }
}
