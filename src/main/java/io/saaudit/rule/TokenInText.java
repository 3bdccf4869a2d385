package io.saaudit.rule;

import io.saaudit.model.FoundToken;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Lists;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.Secret;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA212: a token stands in the text of an object that is no Secret. */
final class TokenInText implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA212",
            "token-in-text",
            "A token stands in plain text in an object",
            Severity.CRITICAL,
            "low where the token has expired",
            "The value of a variable, a word of a command or its arguments, a value of a ConfigMap or an annotation holds a"
                    + " ServiceAccount token: three parts in base64url, of which the second names the issuer"
                    + " kubernetes/serviceaccount or an account. One finding an object; pods count for their top owner.",
            "Objects other than Secrets are shown to everybody who may read them, in the API, in the repository, in the list"
                    + " of processes and in crash reports. Whoever sees the token can act as the account.",
            "Make the token invalid, take it out of the object, and let the pod take a token from a projected volume.",
            "Other JSON Web Tokens are not meant, nor is what has the form but does not say whose it is. Secrets are SA206's."
                    + " sa-audit keeps the name and the expiry that the token holds, never the token.",
            List.of(References.THREAT_CONFIGURATION, References.OWASP_SECRETS, References.BOUND_TOKENS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** An object with tokens, and who makes it. */
    private record Holder(KubeObject object, Use use) {}

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Objects objects = audit.snapshot().objects();
        Map<ObjectKey, List<Holder>> byCause = new TreeMap<>();
        Map<Workload, Use> uses = null;
        for (List<? extends KubeObject> list : List.of(
                objects.namespaces(),
                objects.serviceAccounts(),
                objects.roles(),
                objects.bindings(),
                objects.workloads(),
                objects.secrets(),
                objects.configMaps(),
                objects.services(),
                objects.ingresses())) {
            for (KubeObject object : list) {
                if (!tokens(object).isEmpty()) {
                    uses = uses == null ? uses(audit) : uses;
                    Use use = uses.get(object);
                    Lists.of(byCause, use == null ? object.key() : use.owner()).add(new Holder(object, use));
                }
            }
        }
        for (Map.Entry<ObjectKey, List<Holder>> cause : byCause.entrySet()) {
            found.accept(finding(audit, cause.getKey(), cause.getValue()));
        }
    }

    private static Map<Workload, Use> uses(Audit audit) {
        Map<Workload, Use> uses = new IdentityHashMap<>();
        audit.workloads().all().forEach(use -> use.members().forEach(m -> uses.put(m, use)));
        return uses;
    }

    private static List<FoundToken> tokens(KubeObject object) {
        if (!(object instanceof Secret)) {
            return object.meta().tokens();
        }
        List<FoundToken> tokens = new ArrayList<>(0);
        for (FoundToken token : object.meta().tokens()) {
            if (token.pointer().startsWith("/metadata/")) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static Finding finding(Audit audit, ObjectKey cause, List<Holder> holders) {
        Facts facts = new Facts(audit);
        Places places = new Places(audit.snapshot());
        List<FoundToken> all = new ArrayList<>();
        Set<String> subjects = new LinkedHashSet<>();
        TreeSet<String> extent = new TreeSet<>();
        // The owner's own text first: what it makes holds the same.
        Holder first = holders.get(0);
        for (Holder holder : holders) {
            first = holder.object().key().equals(cause) ? holder : first;
        }
        for (Holder holder : holders) {
            Meta meta = holder.object().meta();
            boolean shown = holder == first || meta.key().equals(cause);
            for (FoundToken token : tokens(holder.object())) {
                all.add(token);
                extent.add(FoundTokens.field(token.pointer()));
                if (!token.subject().isEmpty()) {
                    subjects.add(token.subject());
                }
                if (shown) {
                    facts.at(
                            meta.key() + ": " + FoundTokens.field(token.pointer()) + " holds "
                                    + FoundTokens.described(audit, token),
                            token.at());
                }
            }
            if (shown) {
                places.add(meta, tokens(holder.object()).get(0).at());
            }
        }
        FoundToken shown = tokens(first.object()).get(0);
        return new Finding(
                INFO.id(),
                FoundTokens.severity(audit, all),
                cause,
                FoundTokens.shown(shown),
                List.copyOf(subjects),
                Words.shortly(cause) + " holds " + FoundTokens.described(audit, shown) + ", in "
                        + FoundTokens.field(shown.pointer()),
                places.list(),
                facts.list(),
                List.copyOf(extent),
                fix(audit, first, shown));
    }

    private static Fix fix(Audit audit, Holder holder, FoundToken shown) {
        Patch patch = new Patch();
        List<FoundToken> tokens = new ArrayList<>(tokens(holder.object()));
        tokens.sort((a, b) -> comparePointers(b.pointer(), a.pointer()));
        String last = "";
        for (FoundToken token : tokens) {
            // A variable goes as a whole.
            String pointer =
                    token.pointer().contains("/env/") && token.pointer().endsWith("/value")
                            ? token.pointer().substring(0, token.pointer().length() - "/value".length())
                            : token.pointer();
            if (!pointer.equals(last)) {
                patch.remove(pointer);
            }
            last = pointer;
        }
        boolean inSpec = holder.object() instanceof Workload && !shown.pointer().startsWith("/metadata/");
        String text = inSpec && holder.use() != null
                ? patch.command(holder.use(), (Workload) holder.object())
                : patch.command(holder.object().meta());
        return new Fix(
                "Take it out, here and in the history of the file, and make it invalid. What needs a token takes it from a"
                        + " projected volume in a pod, or from kubectl create token outside.",
                Fix.Kind.COMMAND,
                text + invalid(audit, shown));
    }

    private static String invalid(Audit audit, FoundToken token) {
        String[] account = token.subject().isEmpty() ? null : new Identity(token.subject(), List.of()).account();
        if (FoundTokens.isExpired(audit, token)) {
            return "";
        }
        if (account == null || token.expires() > 0) {
            return "# Until it expires the token works, unless the pod or other object that it is bound to is deleted, or its"
                    + " account.\n";
        }
        return "# The token works until its Secret is deleted. It is one of these:\n"
                + "kubectl get secrets --field-selector type=kubernetes.io/service-account-token --namespace "
                + Quote.shell(account[0]) + "\n";
    }

    /** As the fields stand in a list: by number where both have one. */
    private static int comparePointers(String a, String b) {
        String[] x = a.split("/");
        String[] y = b.split("/");
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            boolean numbers = !x[i].isEmpty()
                    && !y[i].isEmpty()
                    && Character.isDigit(x[i].charAt(0))
                    && Character.isDigit(y[i].charAt(0));
            int c = numbers && x[i].length() != y[i].length()
                    ? Integer.compare(x[i].length(), y[i].length())
                    : x[i].compareTo(y[i]);
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(x.length, y.length);
    }
}
