package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Secret;
import io.saaudit.model.ServiceAccount;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The declared accounts that no workload uses, as far as that can be said: in complete input only. */
final class AccountsWithoutUse {
    private AccountsWithoutUse() {}

    /**
     * One of them.
     *
     * @param holdings what the bindings give that name it, those that an API server makes by itself among them
     */
    record Idle(Account account, List<Holding> holdings) {}

    /** All of them, by namespace and name; none in input that is not complete. */
    static List<Idle> of(Audit audit) {
        if (!audit.strict() && !audit.snapshot().fromServer()) {
            return List.of();
        }
        Set<String> withSecret = new HashSet<>();
        for (Secret secret : audit.snapshot().objects().secrets()) {
            if (secret.isServiceAccountToken()) {
                withSecret.add(secret.namespace() + "/" + secret.accountName());
            }
        }
        List<Idle> idle = new ArrayList<>();
        for (Account account : audit.accounts().all()) {
            boolean used = !audit.workloads()
                            .runningAs(account.namespace(), account.name())
                            .isEmpty()
                    || withSecret.contains(account.qualifiedName())
                    || !CloudIdentity.of(account).isEmpty();
            if (account.declared() && !account.isDefault() && !used && isKnown(audit, account.namespace())) {
                idle.add(new Idle(
                        account, audit.state().ofUser(account.identity().user()).all()));
            }
        }
        return idle;
    }

    /** Whether nothing that may use an account of this namespace, and no right of one, went unread. */
    private static boolean isKnown(Audit audit, String namespace) {
        return audit.complete(namespace, Audit.WORKLOADS)
                && audit.complete(namespace, Audit.SECRETS)
                && audit.complete(namespace, Audit.RIGHTS);
    }

    /** The bindings among these that somebody made. */
    static List<Binding> made(Audit audit, Account account, List<Holding> holdings) {
        List<Binding> bindings = new ArrayList<>();
        for (Holding holding : holdings) {
            boolean own = holding.binding().assumed()
                    || audit.stock()
                            .namesByItself(holding.binding(), account.identity().user());
            if (!own && !bindings.contains(holding.binding())) {
                bindings.add(holding.binding());
            }
        }
        return bindings;
    }

    /** The places of its declarations. */
    static Places places(Audit audit, Account account) {
        Places places = new Places(audit.snapshot());
        for (ServiceAccount definition : account.definitions()) {
            places.add(definition.meta());
        }
        return places;
    }
}
