package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** SA208: an account relies on the deprecated list of mountable Secrets. */
final class MountableSecrets implements Rule {
    private static final String ANNOTATION = "kubernetes.io/enforce-mountable-secrets";

    /** What Go's ParseBool takes for true (semantics G.5). */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private static final RuleInfo INFO = new RuleInfo(
            "SA208",
            "mountable-secrets",
            "An account relies on the deprecated list of mountable Secrets",
            Severity.INFO,
            "",
            "A ServiceAccount has the annotation kubernetes.io/enforce-mountable-secrets with a value that means true.",
            "It keeps new pods of the account from Secrets that the account does not list, and is no boundary: Secrets in"
                    + " projected volumes and those that storage drivers take are not looked at, pods that exist are not"
                    + " looked at, and ephemeral containers got past it before CVE-2023-2728 was mended. Kubernetes 1.32"
                    + " has deprecated it.",
            "Keep what must not see a Secret in another namespace than the Secret, and take the annotation off.",
            "Values that the server takes for false have no effect and are not reported.",
            List.of(References.MOUNTABLE_SECRETS, References.MOUNTABLE_SECRETS_BYPASS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (Account account : audit.focus().accounts(audit)) {
            Facts facts = new Facts(audit);
            Places places = new Places(audit.snapshot());
            ServiceAccount first = null;
            for (ServiceAccount definition : account.definitions()) {
                if (TRUE.contains(definition.meta().annotations().getOrDefault(ANNOTATION, ""))) {
                    first = first == null ? definition : first;
                    places.add(definition.meta());
                    facts.at(
                                    account.qualifiedName() + " has the annotation " + ANNOTATION,
                                    definition.meta().at())
                            .at(
                                    "it lists in secrets: "
                                            + (definition.secrets().isEmpty()
                                                    ? "nothing"
                                                    : String.join(", ", definition.secrets())),
                                    definition.places().of(ServiceAccount.SECRETS));
                }
            }
            if (first != null) {
                found.accept(finding(account, first, places, facts));
            }
        }
    }

    private static Finding finding(Account account, ServiceAccount first, Places places, Facts facts) {
        return new Finding(
                INFO.id(),
                INFO.severity(),
                first.key(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "relies on " + ANNOTATION + ", which is deprecated and no boundary",
                places.list(),
                facts.list(),
                List.of(ANNOTATION),
                new Fix(
                        "Take the annotation off, when other Secrets of the namespace are no secret to its pods.",
                        Fix.Kind.COMMAND,
                        new Patch()
                                .remove("/metadata/annotations/" + ANNOTATION.replace("/", "~1"))
                                .command(first.meta())));
    }
}
