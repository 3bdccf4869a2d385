package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.Positions;
import io.saaudit.model.Secret;
import io.saaudit.model.Severity;
import io.saaudit.workload.Days;
import io.saaudit.workload.TokenCleaner;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the rules about token Secrets share: which there are, what the server's cleaner does, and the way out. */
final class TokenSecretCases {
    /** After so many days a Secret counts as old or unused. */
    static final int MOST_DAYS = 90;

    private TokenSecretCases() {}

    /**
     * The token Secrets that name an account, by namespace and name, each with its differing definitions in an order that
     * does not hang on that of files.
     */
    static List<List<Secret>> all(Audit audit) {
        Map<String, List<Secret>> byKey = new TreeMap<>();
        for (Secret secret : audit.snapshot().objects().secrets()) {
            if (secret.isServiceAccountToken() && !secret.accountName().isEmpty()) {
                Lists.of(byKey, secret.key().qualifiedName()).add(secret);
            }
        }
        for (List<Secret> definitions : byKey.values()) {
            if (definitions.size() > 1) {
                definitions.sort(Comparator.comparing(Secret::accountName)
                        .thenComparing(TokenSecretCases::invalidSince)
                        .thenComparing(s -> s.meta().created())
                        .thenComparing(s -> s.meta().labels().toString()));
            }
        }
        return List.copyOf(byKey.values());
    }

    /** The label that keeps the token from working, or empty. */
    static String invalidSince(Secret secret) {
        return secret.meta().labels().getOrDefault(TokenCleaner.INVALID_SINCE, "");
    }

    /** Whether the server deletes it because its account is not there: said of manifests that are complete. */
    static boolean isOrphan(Audit audit, Secret secret) {
        Account account = audit.accounts().find(secret.namespace(), secret.accountName());
        return audit.strict()
                && !audit.snapshot().fromServer()
                && !secret.accountName().equals("default")
                && (account == null || !account.declared());
    }

    /** Days since it was made, or -1 for one that no server has stored. */
    static long age(Audit audit, Secret secret) {
        long created = Days.of(secret.meta().created());
        return secret.meta().stored() && created != Days.NONE ? audit.today() - created : -1;
    }

    /** What the cleaner does with it, as a sentence without its end. */
    static String cleaner(TokenCleaner.View view) {
        return switch (view.fate()) {
            case MADE_BY_HAND ->
                "its account does not list it in secrets: it counts as made by hand, and the server's cleaner never"
                        + " touches it";
            case REFERRED -> "a pod refers to it, and while one does the server's cleaner leaves it alone";
            case ODD_LABEL ->
                "the label " + TokenCleaner.LAST_USED + " holds no date: the server's cleaner leaves it alone";
            case UNKNOWN ->
                "its account lists it in secrets: the server's cleaner marks it invalid after a year without use";
            case MARKED ->
                "its account lists it in secrets: the server's cleaner, by default, marks it invalid from "
                        + Days.date(view.day()) + " on, unless it is used";
            case DELETED ->
                "its account lists it in secrets: the server's cleaner, by default, deletes it from "
                        + Days.date(view.day()) + " on";
        };
    }

    /** A finding about one Secret, in all its definitions. */
    static Finding finding(
            Audit audit,
            RuleInfo rule,
            Severity severity,
            List<Secret> definitions,
            String message,
            Facts facts,
            Fix fix) {
        Secret first = definitions.get(0);
        Places places = new Places(audit.snapshot());
        Set<String> subjects = new LinkedHashSet<>();
        for (Secret secret : definitions) {
            places.add(secret.meta());
            if (!secret.accountName().isEmpty()) {
                subjects.add(Identity.serviceAccount(secret.namespace(), secret.accountName())
                        .user());
            }
        }
        return new Finding(
                rule.id(),
                severity,
                first.key(),
                first.accountName().isEmpty() ? "" : first.namespace() + "/" + first.accountName(),
                List.copyOf(subjects),
                message,
                places.list(),
                facts.list(),
                List.of("token"),
                fix);
    }

    /** The facts that its type and account make. */
    static Facts facts(Audit audit, Secret secret) {
        long type = secret.places().of(Secret.TYPE);
        return new Facts(audit)
                .at(
                        "Secret " + secret.key().qualifiedName() + " holds a token of " + secret.namespace() + "/"
                                + secret.accountName(),
                        type == Positions.NONE ? secret.meta().at() : type);
    }

    /** Deletes it, when nothing uses it. */
    static Fix delete(Secret secret, String what) {
        return new Fix(what, Fix.Kind.COMMAND, "kubectl delete " + Patch.object(secret.meta()) + "\n");
    }

    /** Gives its users a token that ends, then deletes it. */
    static Fix replace(Secret secret) {
        String account = Quote.shell(secret.accountName());
        String holder = Quote.shell(secret.name() + "-bound");
        String namespace = " --namespace " + Quote.shell(secret.namespace());
        return new Fix(
                "Give its users a token that expires, then delete the Secret, here and in the manifests. Outside the cluster"
                        + " that is a token bound to a Secret, which works until it expires or until that Secret is deleted;"
                        + " in a pod a projected volume, which is renewed by itself.",
                Fix.Kind.COMMAND,
                "kubectl create secret generic " + holder + namespace + "\n"
                        + "kubectl create token " + account + namespace
                        + " --duration 1h --bound-object-kind Secret --bound-object-name " + holder + "\n"
                        + "# in a pod of the account, in place of the Secret's volume:\n"
                        + "#   volumes:\n"
                        + "#   - name: api-token\n"
                        + "#     projected:\n"
                        + "#       sources:\n"
                        + "#       - serviceAccountToken: {path: token, expirationSeconds: 3600}\n"
                        + "kubectl delete secret " + Quote.shell(secret.name()) + namespace + "\n");
    }
}
