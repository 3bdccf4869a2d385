package io.saaudit.source.cluster;

import io.kubernetes.client.util.KubeConfig;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The auth-provider {@code oidc} of a user entry, by client-java: the id-token of the kubeconfig, and when that has expired
 * another one by the refresh-token. It is not written back, because sa-audit writes no kubeconfig.
 */
final class OpenIdLogin implements Login {
    private static final int PATIENCE = 60;
    private static final String ADVICE =
            "Log in anew with the program that made this kubeconfig, or take a token by --token-file.";

    private final Map<String, Object> config;
    private final String user;
    private final ClientKey key;
    private final Consumer<String> notices;
    private Credential credential;

    /**
     * The provider of a user entry.
     *
     * @param provider the entry's field auth-provider
     * @param user the entry's name
     * @param key client certificate of the entry, or null
     * @param notices takes the line that says that the token was renewed
     * @throws ClusterException when the provider is another, or a field is unusable
     */
    OpenIdLogin(Section provider, String user, ClientKey key, Consumer<String> notices) throws ClusterException {
        String name = provider.text("name");
        if (!name.equals("oidc")) {
            throw ClusterException.configuration(
                    "user " + Shown.name(user) + " logs in by the auth-provider " + Shown.name(name)
                            + ", which Kubernetes clients no longer have",
                    "Let the provider's own program write a credential plug-in into the kubeconfig (users[].user.exec).");
        }
        this.config = new HashMap<>();
        Section fields = provider.section("config");
        if (fields != null) {
            for (String field : fields.names()) {
                config.put(field, fields.text(field));
            }
            String authority = fields.fileOf("idp-certificate-authority");
            if (!authority.isEmpty() && !config.containsKey("idp-certificate-authority-data")) {
                byte[] pem = ClusterEntry.file(authority, "issuer's authority", provider.place());
                config.put("idp-certificate-authority-data", Base64.getEncoder().encodeToString(pem));
            }
        }
        this.user = user;
        this.key = key;
        this.notices = notices;
    }

    @Override
    public synchronized Credential credential() throws ClusterException {
        if (credential == null) {
            Object before = config.get("id-token");
            String token = token();
            if (!token.equals(before)) {
                notices.accept("the id-token of user " + Shown.name(user)
                        + " was renewed for this run; the kubeconfig was not changed");
            }
            credential = Credential.bearer(token, "the id-token of user " + Shown.name(user), key);
        }
        return credential;
    }

    /** The same while it has not expired: asking the issuer again would give no other rights. */
    @Override
    public synchronized Credential another(Credential refused) throws ClusterException {
        String token = token();
        if (!("Bearer " + token).equals(credential.authorization())) {
            credential = Credential.bearer(token, "the id-token of user " + Shown.name(user), key);
        }
        return credential;
    }

    /** By client-java, whose exceptions are not shown: they may hold the token. */
    private String token() throws ClusterException {
        if (!config.containsKey("id-token") && !config.containsKey("refresh-token")) {
            throw ClusterException.configuration(
                    "user " + Shown.name(user) + " has no id-token and no refresh-token", ADVICE);
        }
        Map<String, Object> entry = Map.of("auth-provider", Map.of("name", "oidc", "config", config));
        KubeConfig one = new KubeConfig(
                new ArrayList<>(List.of(named("context", Map.of("cluster", "one", "user", "one")))),
                new ArrayList<>(List.of(named("cluster", Map.of()))),
                new ArrayList<>(List.of(named("user", entry))));
        one.setContext("one");
        // In a thread of its own, because client-java waits for the issuer without a limit.
        FutureTask<String> task = new FutureTask<>(() -> one.getCredentials().get(KubeConfig.CRED_TOKEN_KEY));
        Thread thread = new Thread(task, "id-token");
        thread.setDaemon(true);
        thread.start();
        String token;
        try {
            token = task.get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw ClusterException.configuration(
                    "the issuer of user " + Shown.name(user) + " does not answer within " + PATIENCE + " seconds",
                    ADVICE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClusterException.configuration("interrupted while an issuer was asked for an id-token", "");
        } catch (ExecutionException e) {
            throw ClusterException.configuration(
                    "the id-token of user " + Shown.name(user)
                            + " has expired or is broken, and its issuer gives no other",
                    ADVICE);
        }
        if (token == null) {
            throw ClusterException.configuration(
                    "the issuer of user " + Shown.name(user) + " gives no id-token", ADVICE);
        }
        return token;
    }

    private static Map<String, Object> named(String field, Map<String, Object> value) {
        return new HashMap<>(Map.of("name", "one", field, value));
    }
}
