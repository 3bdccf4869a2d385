package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Severity;
import io.saaudit.workload.Workloads.Use;
import java.util.List;

/** SA706: a powerful account stands for an identity in a cloud as well. */
final class CloudPowerfulAccount extends CloudIdentities {
    private static final RuleInfo INFO = new RuleInfo(
            "SA706",
            "cloud-powerful-account",
            "A powerful account stands for an identity in a cloud",
            Severity.MEDIUM,
            "",
            "An account that has, beyond what every account has, a permission of severity high or critical also has an"
                    + " annotation that makes it an identity in AWS, Google Cloud or Azure, or a pod with the token for EKS Pod Identity."
                    + " One finding an account.",
            "One pod is worth the permissions in the cluster and those in the cloud; and whoever may run a pod as the account,"
                    + " or make a token of it, reaches the cloud from the cluster without a trace there.",
            "Split the workload in two, each with an account for one side, where that can be done; and keep both sides small.",
            "Controllers of the cloud's own, such as those for load balancers, volumes and autoscaling, need both: accept the"
                    + " finding for their accounts, with the reason. Default accounts are SA705's.",
            List.of(
                    References.OWASP_AUTHORIZATION,
                    DesignReferences.IRSA,
                    DesignReferences.POD_IDENTITY,
                    DesignReferences.GKE_IDENTITY,
                    DesignReferences.AZURE_IDENTITY,
                    DesignReferences.THREAT_CLOUD),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    boolean isAbout(Audit audit, Account account) {
        return !account.isDefault() && Extra.of(audit, account.identity()).isPowerful(audit);
    }

    @Override
    String message(Audit audit, Account account, List<Use> uses) {
        return " and may " + Extra.of(audit, account.identity()).summary(audit) + "; " + Words.users(uses);
    }

    @Override
    void tell(Audit audit, Account account, Facts facts) {
        Extra.of(audit, account.identity()).tell(audit, facts);
    }

    @Override
    String fix() {
        return "Where that can be done, give the cloud identity to an account of its own, run as it what needs the cloud, and"
                + " take the annotation off here.";
    }
}
