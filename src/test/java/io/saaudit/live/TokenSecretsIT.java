package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Account;
import io.saaudit.model.Secret;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Audits;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.TokenSecrets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of token Secrets that were made by hand. Tokens are looked at by sa-audit's own reader alone, which keeps
 * that there is one and not what it is.
 */
@Live
class TokenSecretsIT {
    private static final String NAMESPACE = "token-secrets";
    private static final String OTHER = "token-secrets-too";
    private static final String MANIFESTS = """
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: token-secrets}}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: leaving, namespace: token-secrets}}
            ---
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: by-hand,
             namespace: token-secrets, annotations: {kubernetes.io/service-account.name: robot}}}
            ---
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: of-nobody,
             namespace: token-secrets, annotations: {kubernetes.io/service-account.name: nobody}}}
            ---
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: of-leaving,
             namespace: token-secrets, annotations: {kubernetes.io/service-account.name: leaving}}}
            """;

    @Test
    void aTokenSecretIsFilledInWhileItsAccountIsThereAndElseDeleted(Server server) {
        Snapshot manifests = Audits.read(MANIFESTS);
        Accounts accounts = Accounts.of(manifests.objects(), List.of());
        TokenSecrets secrets = new TokenSecrets(manifests.objects());
        Manifests.apply(server, Manifests.of(MANIFESTS));
        for (Secret secret : manifests.objects().secrets()) {
            assertThat(secret.hasToken())
                    .as("the manifest of %s holds no token", secret.name())
                    .isFalse();
            Account account = accounts.find(NAMESPACE, secrets.accountOf(NAMESPACE, secret.name()));
            if (account != null && account.declared()) {
                Waiting.until(
                        "a token in Secret " + secret.name(),
                        () -> stored(server, NAMESPACE, secret.name()).hasToken());
            } else {
                Waiting.until(
                        "Secret " + secret.name() + " to be deleted: its account is not there",
                        () -> server.isGone(path(NAMESPACE, secret.name())));
            }
        }
        Secret filled = stored(server, NAMESPACE, "by-hand");
        assertThat(filled.isServiceAccountToken()).isTrue();
        assertThat(filled.accountName()).isEqualTo("robot");
        assertThat(filled.keys()).contains("token", "ca.crt", "namespace");
    }

    /** In a namespace of its own: a Secret that is made anew holds no token that the answer could show. */
    @Test
    void theTokenSecretGoesWithItsAccount(Server server) {
        Manifests.apply(
                server,
                Manifests.of(MANIFESTS).stream()
                        .map(m -> Manifests.inNamespace(m, OTHER))
                        .toList());
        for (String name : List.of("by-hand", "of-leaving")) {
            Waiting.until(
                    "a token in Secret " + name,
                    () -> stored(server, OTHER, name).hasToken());
        }
        server.delete("/api/v1/namespaces/" + OTHER + "/serviceaccounts/leaving")
                .orFail("delete ServiceAccount leaving");
        Waiting.until(
                "Secret of-leaving to be deleted after its account", () -> server.isGone(path(OTHER, "of-leaving")));
        assertThat(stored(server, OTHER, "by-hand").hasToken())
                .as("the Secret of another account")
                .isTrue();
    }

    private static Secret stored(Server server, String namespace, String name) {
        assertThat(server.isGone(path(namespace, name)))
                .as("Secret %s is gone from the server; its account is there, so it should get a token", name)
                .isFalse();
        return Cluster.read(server, path(namespace, name)).objects().secrets().get(0);
    }

    private static String path(String namespace, String name) {
        return "/api/v1/namespaces/" + namespace + "/secrets/" + name;
    }
}
