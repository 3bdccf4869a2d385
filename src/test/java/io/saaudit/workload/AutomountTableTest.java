package io.saaudit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Objects;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.testing.Audits;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics G.2 and G.3: what pod and account say, with every form of a mount beside it. */
class AutomountTableTest {
    private static final String ACCOUNT = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: app, namespace: ns}
            """;

    private static final String VOLUME =
            "volumes: [{name: v, projected: {sources: [{serviceAccountToken: {path: token}}]}}]";

    /** The nine combinations and the account that was not read, each in four forms; {@code ?} is for "assumed". */
    @ParameterizedTest(name = "pod {0}, account {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # pod  | account | alone      | and projected        | mount at the path | with a slash behind it
            null   | null    | AUTOMOUNT  | AUTOMOUNT PROJECTED  | PROJECTED         | AUTOMOUNT PROJECTED
            null   | true    | AUTOMOUNT  | AUTOMOUNT PROJECTED  | PROJECTED         | AUTOMOUNT PROJECTED
            null   | false   | ''         | PROJECTED            | PROJECTED         | PROJECTED
            true   | null    | AUTOMOUNT  | AUTOMOUNT PROJECTED  | PROJECTED         | AUTOMOUNT PROJECTED
            true   | true    | AUTOMOUNT  | AUTOMOUNT PROJECTED  | PROJECTED         | AUTOMOUNT PROJECTED
            true   | false   | AUTOMOUNT  | AUTOMOUNT PROJECTED  | PROJECTED         | AUTOMOUNT PROJECTED
            false  | null    | ''         | PROJECTED            | PROJECTED         | PROJECTED
            false  | true    | ''         | PROJECTED            | PROJECTED         | PROJECTED
            false  | false   | ''         | PROJECTED            | PROJECTED         | PROJECTED
            null   | absent  | AUTOMOUNT? | AUTOMOUNT? PROJECTED | PROJECTED         | AUTOMOUNT? PROJECTED
            true   | absent  | AUTOMOUNT  | AUTOMOUNT PROJECTED  | PROJECTED         | AUTOMOUNT PROJECTED
            false  | absent  | ''         | PROJECTED            | PROJECTED         | PROJECTED
            """)
    void whatAContainerGets(String pod, String account, String alone, String projected, String at, String slash) {
        String declared = account.equals("absent")
                ? ACCOUNT.replace("name: app", "name: other")
                : ACCOUNT + "automountServiceAccountToken: " + account;
        String field = "automountServiceAccountToken: " + pod;
        assertThat(ways(declared, field, "containers: [{name: c, image: i}]")).isEqualTo(alone);
        assertThat(ways(declared, field, VOLUME, mount("/tokens"))).isEqualTo(projected);
        assertThat(ways(declared, field, VOLUME, mount(Tokens.PATH)))
                .as("the plug-in leaves a container alone that mounts something there")
                .isEqualTo(at);
        assertThat(ways(declared, field, VOLUME, mount(Tokens.PATH + "/")))
                .as("paths are compared as strings")
                .isEqualTo(slash);
    }

    private static String mount(String path) {
        return "containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: " + path + "}]}]";
    }

    private static String ways(String account, String... lines) {
        String pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns}
                spec:
                  serviceAccountName: app
                """ + String.join("\n", List.of(lines)).indent(2);
        Objects objects = Audits.read(account, pod).objects();
        Workload workload = objects.workloads().get(0);
        Tokens tokens = new Tokens(Accounts.of(objects, objects.bindings()), objects);
        return new Credentials(tokens)
                .of(workload, workload.pod().containers().get(0)).stream()
                        .map(c -> c.way() + (c.reach() == Truth.UNKNOWN ? "?" : ""))
                        .sorted()
                        .collect(Collectors.joining(" "));
    }
}
