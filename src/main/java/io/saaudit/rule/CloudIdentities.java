package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
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
        for (Account account : audit.focus().accounts(audit)) {
            List<CloudIdentity> identities = CloudIdentity.of(account);
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
            extent.add(identity.provider() + " " + (identity.byPod() ? identity.from() : identity.identity()));
            if (identity.byPod()) {
                facts.at(
                        account.podIdentity() + " has a token for " + identity.from()
                                + ", which EKS Pod Identity puts into the pods of an account that is associated with an IAM role",
                        Positions.NONE);
                commands.append("aws eks list-pod-identity-associations --cluster-name CLUSTER --namespace ")
                        .append(Quote.shell(account.namespace()))
                        .append(" --service-account ")
                        .append(Quote.shell(account.name()))
                        .append('\n');
            }
        }
        if (places.list().isEmpty()) {
            account.definitions().forEach(definition -> places.add(definition.meta()));
        }
        tell(audit, account, facts);
        List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
        int more = identities.size() - 1;
        return new Finding(
                info().id(),
                info().severity(),
                new ObjectKey("", "ServiceAccount", account.namespace(), account.name()),
                account.qualifiedName(),
                List.of(account.identity().user()),
                "stands for " + name(identities.get(0)) + (more == 0 ? "" : " and " + more + " more")
                        + message(audit, account, uses),
                places.list(),
                facts.users(uses).list(),
                extent,
                new Fix(fix(), Fix.Kind.COMMAND, commands.toString()));
    }

    private static String name(CloudIdentity identity) {
        return identity.byPod() ? "an IAM role by EKS Pod Identity" : identity.identity();
    }
}
