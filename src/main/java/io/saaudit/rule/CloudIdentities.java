package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.ServiceAccount;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A rule about accounts that stand for an identity in a cloud: one finding an account. */
abstract class CloudIdentities implements Rule {
    /** Whether the rule is about this account. */
    abstract boolean isAbout(Audit audit, Account account);

    /** What is wrong, after the cloud identity. */
    abstract String message(Audit audit, Account account, List<Use> uses);

    /** What the evidence says besides. */
    abstract void tell(Audit audit, Account account, Facts facts);

    /** What the fix does. */
    abstract String fix();

    @Override
    public final void check(Audit audit, Consumer<Finding> found) {
        for (Account account : audit.accounts().all()) {
            List<CloudIdentity> identities = account.definitions().isEmpty() ? List.of() : CloudIdentity.of(account);
            if (!identities.isEmpty() && isAbout(audit, account)) {
                found.accept(finding(audit, account, identities));
            }
        }
    }

    private Finding finding(Audit audit, Account account, List<CloudIdentity> identities) {
        Places places = new Places(audit.snapshot());
        Facts facts = new Facts(audit).account(account);
        List<String> extent = new ArrayList<>();
        StringBuilder commands = new StringBuilder();
        for (ServiceAccount definition : account.definitions()) {
            Patch patch = new Patch();
            boolean any = false;
            for (CloudIdentity identity : identities) {
                String value = definition.meta().annotations().get(identity.from());
                if (identity.identity().equals(value)) {
                    places.add(definition.meta());
                    facts.at(
                            account.qualifiedName() + " has the annotation " + identity.from() + ": " + value,
                            definition.meta().at());
                    patch.remove("/metadata/annotations/" + identity.from().replace("/", "~1"));
                    any = true;
                }
            }
            if (any && commands.length() == 0) {
                commands.append(patch.command(definition.meta()));
            }
        }
        for (CloudIdentity identity : identities) {
            extent.add(identity.provider() + " " + identity.identity());
        }
        tell(audit, account, facts);
        List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
        int more = identities.size() - 1;
        return new Finding(
                info().id(),
                info().severity(),
                account.definitions().get(0).key(),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "stands for " + identities.get(0).identity() + (more == 0 ? "" : " and " + more + " more")
                        + message(audit, account, uses),
                places.list(),
                facts.users(uses).list(),
                extent,
                new Fix(fix(), Fix.Kind.COMMAND, commands.toString()));
    }
}
