package io.saaudit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Objects;
import io.saaudit.testing.Audits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSecretsTest {
    @ParameterizedTest
    @CsvSource({
        "robot, robot-token-x7k2p, true",
        "robot, robot-dockercfg-x7k2p, false",
        "robot, robot-token-x7k2, false",
        "robot, robot-token-X7K2P, false",
        "robot, robot-token-secret, false",
        "robot, other-token-x7k2p, false",
        "robot, token-x7k2p, false",
        // The server cuts the base at 58 characters.
        "an-account-with-a-name-of-fifty-eight-characters-in-all-and-1, an-account-with-a-name-of-fifty-eight-characters-in-all-anx7k2p, true"
    })
    void theNameThatOldServersMadeUpIsKnown(String account, String name, boolean generated) {
        assertThat(TokenSecrets.looksGenerated(account, name)).isEqualTo(generated);
    }

    @Test
    void aSecretThatWasReadIsWhatItSaysAndNotWhatItIsCalled() {
        Objects objects = Audits.read("""
                apiVersion: v1
                kind: Secret
                metadata: {name: robot-token-x7k2p, namespace: ns}
                type: Opaque
                """, """
                apiVersion: v1
                kind: Secret
                metadata: {name: plain, namespace: ns, annotations: {kubernetes.io/service-account.name: robot}}
                type: kubernetes.io/service-account-token
                """).objects();
        TokenSecrets secrets = new TokenSecrets(objects);
        assertThat(secrets.accountOf("ns", "robot-token-x7k2p")).isEmpty();
        assertThat(secrets.accountOf("ns", "plain")).isEqualTo("robot");
        assertThat(secrets.accountOf("other", "robot-token-x7k2p"))
                .as("not read in that namespace: the name decides")
                .isEqualTo("robot");
        assertThat(secrets.accountOf("other", "-token-x7k2p")).isEmpty();
    }
}
