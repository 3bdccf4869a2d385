package io.saaudit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An identity outside of the cluster that an account stands for: whoever runs as the account can be that, too.
 *
 * @param provider {@code aws}, {@code gcp} or {@code azure}
 * @param identity the role, service account or client id; empty where the cluster does not know it
 * @param from what says so: the annotation, or {@link #POD_IDENTITY}
 */
public record CloudIdentity(String provider, String identity, String from) implements Comparable<CloudIdentity> {
    /** IAM Roles for Service Accounts (Amazon EKS). */
    public static final String AWS_ROLE = "eks.amazonaws.com/role-arn";

    /** Workload Identity Federation for GKE. */
    public static final String GCP_ACCOUNT = "iam.gke.io/gcp-service-account";

    /** Microsoft Entra Workload ID. */
    public static final String AZURE_CLIENT = "azure.workload.identity/client-id";

    /**
     * EKS Pod Identity. Which IAM role an account stands for is an association in AWS and no object of the cluster; what
     * can be seen is the token that the webhook of EKS puts into a pod when it is created, for this audience, with the variables
     * AWS_CONTAINER_CREDENTIALS_FULL_URI and AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE beside it (Amazon EKS User Guide, "How
     * EKS Pod Identity works"; github.com/aws/amazon-eks-pod-identity-webhook).
     */
    public static final String POD_IDENTITY = "pods.eks.amazonaws.com";

    /** Whether it is known by a pod's token and not by an annotation. */
    public boolean byPod() {
        return from.equals(POD_IDENTITY);
    }

    private static final Map<String, String> PROVIDERS =
            Map.of(AWS_ROLE, "aws", GCP_ACCOUNT, "gcp", AZURE_CLIENT, "azure");

    /** Those of an account, in all its definitions, by provider. */
    public static List<CloudIdentity> of(Account account) {
        List<CloudIdentity> found = new ArrayList<>(0);
        for (ServiceAccount definition : account.definitions()) {
            Map<String, String> annotations = definition.meta().annotations();
            if (annotations.isEmpty()) {
                continue;
            }
            for (Map.Entry<String, String> provider : PROVIDERS.entrySet()) {
                String identity = annotations.getOrDefault(provider.getKey(), "");
                CloudIdentity one = new CloudIdentity(provider.getValue(), identity, provider.getKey());
                if (!identity.isEmpty() && !found.contains(one)) {
                    found.add(one);
                }
            }
        }
        if (!account.podIdentity().isEmpty()) {
            found.add(new CloudIdentity("aws", "", POD_IDENTITY));
        }
        found.sort(null);
        return found;
    }

    /** By provider, then identity. */
    @Override
    public int compareTo(CloudIdentity other) {
        int c = provider.compareTo(other.provider);
        return c != 0 ? c : identity.compareTo(other.identity);
    }
}
