package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** SA109: a workload names an account that is not there. */
final class MissingAccount implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA109",
            "missing-account",
            "A workload names an account that does not exist",
            Severity.MEDIUM,
            "",
            "In complete input, that is, a cluster that was read without gaps, or --strict: the pod spec names an account that is not among the ServiceAccounts read in its"
                    + " namespace. Otherwise this is a note, because the account may come from elsewhere.",
            "No pod of it can be created. If the account was deleted, its tokens stopped at once, also in pods that still run."
                    + " And whoever may create accounts in the namespace decides what it runs as: the"
                    + " name may already be bound to a role.",
            "Add the account, or correct the name. Pods that still run with a token of a deleted account must be restarted when"
                    + " the account is there again: a new one of the same name does not revive the old tokens.",
            "The default account always exists: the server makes it. Mirror pods have no account.",
            List.of(References.ADMISSION, References.BOUND_TOKENS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<ObjectKey, List<Use>> missing = new LinkedHashMap<>();
        for (Use use : audit.focus().uses(audit)) {
            Account account = audit.accounts().find(use.owner().namespace(), use.account());
            boolean none = !account.isDefault() && !account.declared();
            if (none && audit.complete(account.namespace(), Audit.ACCOUNTS)) {
                Lists.of(missing, use.owner()).add(use);
            }
        }
        for (List<Use> uses : missing.values()) {
            found.accept(finding(audit, uses));
        }
    }

    private static Finding finding(Audit audit, List<Use> uses) {
        Use first = uses.get(0);
        String namespace = first.owner().namespace();
        Facts facts = new Facts(audit);
        Places places = new Places(audit.snapshot());
        Manifest manifest = new Manifest();
        List<String> subjects = new ArrayList<>();
        List<String> extent = new ArrayList<>();
        for (Use use : uses) {
            Workload member = use.members().get(0);
            String user = Identity.serviceAccount(namespace, use.account()).user();
            facts.at(use.owner() + " names the account " + use.account(), Places.account(member));
            facts.at(
                    "if it was deleted, its tokens stopped at once: pods that still run must be restarted when it is there"
                            + " again",
                    Positions.NONE);
            for (Holding holding : audit.state().ofUser(user).all()) {
                facts.subject(holding).role(holding);
            }
            places.add(member.meta(), Places.account(member));
            manifest.account(namespace, use.account(), null);
            subjects.add(user);
            extent.add("account");
        }
        return new Finding(
                INFO.id(),
                INFO.severity(),
                first.owner(),
                namespace + "/" + first.account(),
                subjects,
                Words.shortly(first.owner()) + " names the account " + first.account() + ", which does not exist in "
                        + namespace
                        + ": no pod of it can be created; if it was deleted, its tokens stopped at once and pods must be restarted",
                places.list(),
                facts.list(),
                extent,
                new Fix("Add the account, unless the name is a mistake.", Fix.Kind.YAML, manifest.toString()));
    }
}
