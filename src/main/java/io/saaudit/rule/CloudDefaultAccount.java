package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Severity;
import io.saaudit.workload.Workloads.Use;
import java.util.List;

/** SA705: a default account stands for an identity in a cloud. */
final class CloudDefaultAccount extends CloudIdentities {
    private static final RuleInfo INFO = new RuleInfo(
            "SA705",
            "cloud-default-account",
            "A default account stands for an identity in a cloud",
            Severity.HIGH,
            "",
            "The default account of a namespace, as it was read, has an annotation that makes it an IAM role of AWS"
                    + " (eks.amazonaws.com/role-arn), a service account of Google Cloud (iam.gke.io/gcp-service-account) or an"
                    + " application of Azure (azure.workload.identity/client-id); or a pod that runs as it has the token by which EKS Pod"
                    + " Identity gives it a role (audience pods.eks.amazonaws.com). One finding an account.",
            "Every pod that names no account runs as the default one, and gets at the cloud what one workload was to get:"
                    + " buckets, queues, keys. That automounting is turned off changes nothing, because the clouds bring their"
                    + " own credential: EKS puts one into the pod, on GKE the metadata server gives it.",
            "Give the annotation to an account of its own, and name that in the pods that need it.",
            "Azure brings its credential only into pods with the label azure.workload.identity/use: they are still chosen by"
                    + " whoever writes the pod. An empty annotation stands for nothing. An association of EKS Pod Identity is no object of"
                    + " the cluster: without a pod that got its token it is not seen, and one that was taken back is seen until"
                    + " the pod is gone.",
            List.of(
                    References.CIS_DEFAULT_ACCOUNT,
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
        return account.isDefault();
    }

    @Override
    String message(Audit audit, Account account, List<Use> uses) {
        return ", and so does every pod that names no account; " + Words.users(uses);
    }

    @Override
    void tell(Audit audit, Account account, Facts facts) {}

    @Override
    String fix() {
        return "Give the annotation to an account of its own, name that in the pods that need it, and take it off here.";
    }
}
