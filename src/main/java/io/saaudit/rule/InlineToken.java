package io.saaudit.rule;

import io.saaudit.model.FoundToken;
import io.saaudit.model.Lists;
import io.saaudit.model.Secret;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** SA206: a file holds the token of a token Secret. */
final class InlineToken implements Rule {
    private static final List<String> FIELDS = List.of("/data/token", "/stringData/token");

    private static final RuleInfo INFO = new RuleInfo(
            "SA206",
            "token-in-manifest",
            "A manifest holds a token",
            Severity.CRITICAL,
            "low where the token has expired",
            "A Secret in a file has a ServiceAccount token under the key token, in data or stringData: three parts in"
                    + " base64url, of which the second says whose it is. In a Secret of the type"
                    + " kubernetes.io/service-account-token the form is enough.",
            "Whoever can read the file, its history or a copy of it can act as the account. Base64 hides nothing, and taking"
                    + " the line out leaves it in the history.",
            "Make the token invalid: delete the Secret in the cluster, or, for a token bound to a pod or another object, that"
                    + " object. Then take the value out of the manifest; the server fills it in where there is none.",
            "An empty value, a placeholder, a template and anything else that does not have the form of a token is none. What"
                    + " a cluster was asked for is never reported: the values of Secrets are not read there. sa-audit keeps"
                    + " the name and the expiry that the token holds, never the token.",
            List.of(References.THREAT_CONFIGURATION, References.OWASP_SECRETS, References.LONG_LIVED_TOKENS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<String, List<Secret>> byKey = new TreeMap<>();
        for (Secret secret : audit.snapshot().objects().secrets()) {
            if (!tokens(secret).isEmpty()) {
                Lists.of(byKey, secret.key().qualifiedName()).add(secret);
            }
        }
        for (List<Secret> definitions : byKey.values()) {
            found.accept(finding(audit, definitions));
        }
    }

    private static List<FoundToken> tokens(Secret secret) {
        List<FoundToken> tokens = new ArrayList<>(0);
        for (FoundToken token : secret.meta().tokens()) {
            boolean told = secret.isServiceAccountToken() || !token.subject().isEmpty();
            if (told && FIELDS.contains(token.pointer())) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static Finding finding(Audit audit, List<Secret> definitions) {
        Facts facts = new Facts(audit);
        Places places = new Places(audit.snapshot());
        List<FoundToken> all = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (Secret secret : definitions) {
            List<FoundToken> tokens = tokens(secret);
            all.addAll(tokens);
            places.add(secret.meta(), tokens.get(0).at());
            for (FoundToken token : tokens) {
                facts.at(
                        FoundTokens.field(token.pointer()) + " holds " + FoundTokens.described(audit, token),
                        token.at());
                if (!token.subject().isEmpty() && !subjects.contains(token.subject())) {
                    subjects.add(token.subject());
                }
            }
        }
        Secret first = definitions.get(0);
        FoundToken shown = all.get(0);
        String account = first.accountName().isEmpty()
                ? FoundTokens.shown(shown)
                : first.namespace() + "/" + first.accountName();
        return new Finding(
                INFO.id(),
                FoundTokens.severity(audit, all),
                first.key(),
                account,
                subjects,
                "the manifest of Secret " + first.name() + " holds " + FoundTokens.described(audit, shown),
                places.list(),
                facts.list(),
                List.of("token"),
                TokenSecretCases.delete(
                        first,
                        "Delete the Secret in the cluster, which makes a token without an end invalid, and take the value out"
                                + " of the file and of its history."));
    }
}
