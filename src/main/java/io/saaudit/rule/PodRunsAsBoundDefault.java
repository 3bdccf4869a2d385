package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.function.Consumer;

/** SA102: a pod runs as a default account that may do something. */
final class PodRunsAsBoundDefault implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA102",
            "pod-runs-as-bound-default",
            "A pod runs as a default account that has permissions",
            Severity.HIGH,
            "low where no credential of the account is in reach of the containers",
            "A pod, or the template of a workload, runs as the default account of its namespace, and that account may do"
                    + " more than every account may: through bindings to its name, or what is dangerous (high or critical)"
                    + " through the group of the accounts of the namespace. Permissions without effect do not count. One"
                    + " finding a top owner.",
            "The workload did not ask for these permissions: it has them because it names no account. Whoever breaks into"
                    + " it can use them with the token that lies in every container.",
            "Name an account of its own in the pod spec, with what the workload needs and no more.",
            "Where the token is neither mounted nor projected nor taken from a Secret, the severity is low: the pod cannot"
                    + " use the account as it stands. What everybody has is not counted, by the API server's own roles or"
                    + " by a binding to system:serviceaccounts or system:authenticated: another account would have it too,"
                    + " and SA402, SA403 or SA701 tells it once, with the workloads that hold a token. What the group of the"
                    + " namespace gives that is less dangerous is SA328's.",
            List.of(References.CIS_DEFAULT_ACCOUNT, References.OWASP_AUTHORIZATION, References.NSA_TOKENS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (Account account : audit.focus().accounts(audit)) {
            List<Use> uses =
                    account.isDefault() ? audit.workloads().runningAs(account.namespace(), account.name()) : List.of();
            if (uses.isEmpty()) {
                continue;
            }
            Extra extra = Extra.of(audit, account.identity());
            if (!extra.isEveryones() && (!extra.isByGroupsAlone() || extra.isPowerful(audit))) {
                // The same for all that run as it, and a namespace can have thousands.
                Held held = Held.of(audit, account, extra);
                for (Use use : uses) {
                    found.accept(finding(audit, account, held, use));
                }
            }
        }
    }

    /** What the account may do, in the forms that a finding holds. */
    private record Held(String message, List<Evidence> evidence, Extra extra) {
        static Held of(Audit audit, Account account, Extra extra) {
            Facts facts = new Facts(audit).account(account);
            extra.tell(audit, facts);
            String may = " runs as the default account, which may " + extra.summary(audit);
            return new Held(may, facts.list(), extra);
        }
    }

    private static Finding finding(Audit audit, Account account, Held held, Use use) {
        Workload most = audit.tokens().mostExposing(use);
        Truth token = audit.tokens().ofItsAccount(most, audit.tokens().of(most));
        Workload place = Places.toChange(use, most);
        String message = Words.shortly(use.owner())
                + held.message()
                + switch (token) {
                    case NO -> "; its token is out of reach";
                    case UNKNOWN ->
                        account.declared()
                                ? " (assumed: a projected token may be for the API server)"
                                : " (assumed: the account was not read)";
                    case YES -> "";
                };
        return new Finding(
                INFO.id(),
                token == Truth.NO ? Severity.LOW : INFO.severity(),
                use.owner(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                message,
                new Places(audit.snapshot())
                        .add(place.meta(), Places.account(place))
                        .list(),
                new Lazy(audit, held, use));
    }

    private static final class Lazy extends Details {
        private final Audit audit;
        private final Held held;
        private final Use use;

        Lazy(Audit audit, Held held, Use use) {
            this.audit = audit;
            this.held = held;
            this.use = use;
        }

        @Override
        Told tell() {
            return new Told(new Facts(audit).user(use).all(held.evidence()).list(), fix(audit, use));
        }

        @Override
        List<String> extent() {
            return held.extra().extent();
        }
    }

    private static Fix fix(Audit audit, Use use) {
        String namespace = use.owner().namespace();
        String name = OwnAccount.name(audit.accounts(), namespace, use.owner().name());
        Manifest manifest = new Manifest().account(namespace, name, false);
        OwnAccount.patches(List.of(use), name, manifest);
        return new Fix(
                "Run it as an account of its own, without a token. If it talks to the API server: bind to that account what"
                        + " it needs, and leave out automountServiceAccountToken.",
                Fix.Kind.YAML,
                manifest.toString());
    }
}
