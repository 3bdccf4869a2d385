package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saaudit.testing.Kubeconfigs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of {@code completion}, run by the shells that they are for. */
class CompletionScriptTest {
    private static final Path MANIFESTS = Path.of("testdata/quickstart").toAbsolutePath();

    @TempDir
    Path folder;

    private Path bin;

    @BeforeEach
    void install() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        Kubeconfigs.program(
                bin.resolve("sa-audit"),
                "exec '" + Path.of(System.getProperty("java.home"), "bin/java") + "' -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' io.saaudit.cli.Main \"$@\"\n");
    }

    @Test
    void scriptsArePrintedForBashAndZshAlone() {
        assertThat(Run.of("completion", "bash").out()).isEqualTo(CompletionScripts.BASH);
        assertThat(Run.of("completion", "zsh").out()).isEqualTo(CompletionScripts.ZSH);
        for (String[] words : List.of(new String[] {"completion"}, new String[] {"completion", "fish"})) {
            assertThat(Run.of(words).status()).isEqualTo(2);
            assertThat(Run.of(words).err()).contains("bash or zsh");
        }
    }

    @Test
    void bashCompletesCommandsOptionsValuesAndNames() throws Exception {
        assertThat(bash("sa-audit sca")).containsExactly("scan", "+nospace -default");
        assertThat(bash("sa-audit scan --fail-on=cri")).contains("critical");
        assertThat(bash("sa-audit scan --report sari")).containsExactly("sarif=", "-nospace -default");
        assertThat(bash("sa-audit permissions -f '" + MANIFESTS + "' system:serviceaccount:ns-1:k"))
                .contains("k-sa-1");
        assertThat(bash("sa-audit scan --output "))
                .as("names of files are bash's own")
                .containsExactly("+nospace +default");
    }

    @Test
    void bashRunsNothingThatIsTypedOrNamed() throws Exception {
        Path trap = folder.resolve("trap");
        Path manifest = Kubeconfigs.write(folder.resolve("$(touch trap) it's \"one\".yaml"), """
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: "$(touch %1$s)", namespace: "a; touch %1$s"}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: fine, namespace: ns}
                """.formatted(trap));
        String quoted = "\"" + manifest.toString().replace("$", "\\$").replace("\"", "\\\"") + "\"";
        assertThat(bash("sa-audit permissions -f " + quoted + " n"))
                .containsExactly("ns/default", "ns/fine", "+nospace -default");
        assertThat(bash("sa-audit permissions -f " + quoted + " "))
                .contains("ns/fine")
                .noneMatch(c -> c.contains("touch"));
        assertThat(bash("sa-audit scan $(touch " + trap + ") `touch " + trap + "` --fail-on cri"))
                .contains("critical");
        assertThat(bash("sa-audit scan --fail-on \"$(touch " + trap + ")")).containsExactly("+nospace -default");
        assertThat(trap).doesNotExist();
        assertThat(folder.resolve("trap")).doesNotExist();
    }

    @Test
    void zshCompletesCommandsOptionsValuesAndNames() throws Exception {
        assertThat(zsh("sca"))
                .contains("scan:what is wrong, worst first, with evidence and fix")
                .hasSize(2);
        assertThat(zsh("scan", "--fail-on", "cri")).containsExactly("critical", "with <>");
        assertThat(zsh("scan", "--fail-on=cri")).containsExactly("compset -P 1 *=", "critical", "with <>");
        assertThat(zsh("scan", "--report", "sari")).containsExactly("sarif=", "with <-S>");
        assertThat(zsh("scan", "--report", "sarif=x")).containsExactly("compset -P 1 *=", "files");
        assertThat(zsh("scan", "--output", "x")).containsExactly("files");
        assertThat(zsh("permissions", "-f", MANIFESTS.toString(), "system:serviceaccount:ns-1:k"))
                .containsExactly("system\\:serviceaccount\\:ns-1\\:k-sa-1", "with <>");
        assertThat(zsh("pods", "x")).isEmpty();
    }

    @Test
    void zshRunsNothingThatIsTyped() throws Exception {
        Path trap = folder.resolve("trap");
        assertThat(zsh("scan", "$(touch " + trap + ")", "`touch " + trap + "`", "--fail-on", "cri"))
                .contains("critical");
        assertThat(trap).doesNotExist();
    }

    /** The candidates, and then what the script says about a space and names of files. */
    private List<String> bash(String line) throws Exception {
        String script = """
                set -u
                space=+nospace files=+default
                compopt() { case $1$2 in -onospace) space=-nospace ;; +odefault) files=-default ;; esac; }
                source <(sa-audit completion bash)
                complete -p sa-audit >/dev/null || exit 3
                COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
                COMP_LINE=$1 COMP_POINT=${#1}
                read -ra COMP_WORDS <<<"$1"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _sa_audit sa-audit "${COMP_WORDS[COMP_CWORD]}" ""
                [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
                echo "$space $files"
                """;
        return run(List.of("bash", "--norc", "-c", script, "bash", line));
    }

    /** What the script gives to zsh's own functions, which are not there outside of its editor. */
    private List<String> zsh(String... typed) throws Exception {
        boolean there = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, "zsh")));
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no zsh on the PATH, and in CI its completion is to be tested: install it");
        }
        assumeTrue(there, "no zsh on the PATH");
        String script = """
                compdef() { : }
                compset() { print -r -- "compset $*" }
                _files() { print files }
                _describe() { print -rl -- "${(@P)4}"; shift 4; print -r -- "with <${(j: :)@}>" }
                source <(sa-audit completion zsh)
                words=(sa-audit "${(@)@}") CURRENT=$(($# + 1)) PREFIX=${(P)#}
                _sa-audit
                exit 0
                """;
        List<String> command = new ArrayList<>(List.of("zsh", "-f", "-c", script, "zsh"));
        command.addAll(List.of(typed));
        return run(command).stream()
                .map(String::stripTrailing)
                .map(l -> l.replace("<-S >", "<-S>"))
                .toList();
    }

    private List<String> run(List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().merge("PATH", bin.toString(), (old, own) -> own + File.pathSeparator + old);
        builder.environment().put("SA_AUDIT_OFFLINE", "1");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end in 60 seconds: " + command);
        }
        assertThat(err).hasContent("");
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(out);
    }
}
