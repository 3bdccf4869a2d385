package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** The flags of {@code kubectl options}: taken, or refused with what to do instead. */
class KubectlFlagsTest {
    /** kubectl options of 1.36 (kubernetes.io, reference, kubectl, generated, kubectl_options), without {@code -n}. */
    private static final List<String> OPTIONS = List.of(
            "--as",
            "--as-group",
            "--as-uid",
            "--as-user-extra",
            "--cache-dir",
            "--certificate-authority",
            "--client-certificate",
            "--client-key",
            "--cluster",
            "--context",
            "--disable-compression",
            "--insecure-skip-tls-verify",
            "--kubeconfig",
            "--kuberc",
            "--log-flush-frequency",
            "--match-server-version",
            "--password",
            "--profile",
            "--profile-output",
            "--request-timeout",
            "-s",
            "--server",
            "--tls-server-name",
            "--token",
            "--user",
            "--username",
            "--v",
            "--vmodule",
            "--warnings-as-errors");

    @Test
    void everyOptionOfKubectlIsTakenOrRefusedWithWhatToDo() {
        for (String command :
                List.of("scan", "permissions", "who-can", "pods", "explain", "snapshot", "verify", "token")) {
            CommandSpec spec = Commands.named(command).spec();
            TreeSet<String> neither = new TreeSet<>();
            for (String option : OPTIONS) {
                if (spec.findOption(option) == null && !isExplained(Run.of(command, option + "=x"))) {
                    neither.add(option);
                }
            }
            assertThat(neither)
                    .as("options of kubectl that %s neither takes nor explains: see KubectlFlags", command)
                    .isEmpty();
        }
    }

    private static boolean isExplained(Run run) {
        return run.status() == 2 && run.err().lines().count() == 1 && !run.err().contains("See sa-audit help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan -v=6 testdata/quickstart", "scan --v=6", "pods --vmodule a=1 -f testdata/quickstart"})
    void levelsOfALogAreSaidToBeUnknown(String line) {
        Run run = Run.of(line.split(" "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("-v alone prints all notes").hasLineCount(1);
    }

    @Test
    void aPasswordOnTheCommandLineIsNotRepeated() {
        Run run = Run.of("scan", "--username", "me", "--password", "s3cret");
        assertThat(run.err())
                .isEqualTo("sa-audit: unknown option --username. Put username and password into the user's entry of the"
                        + " kubeconfig, or read with --token-file.\n");
    }

    @Test
    void allNamespacesAreWhatIsLookedAtAnyway() {
        assertThat(Run.of("scan", "-A", "testdata/quickstart").err())
                .isEqualTo("sa-audit: unknown option -A. scan looks at all namespaces unless -n names some: leave it"
                        + " out.\n");
        assertThat(Run.of("rules", "-A").err()).contains("See sa-audit help rules");
    }
}
