package io.saaudit.model;

import java.util.List;
import java.util.Locale;

/**
 * An IAM role of AWS that may log in to the cluster: an entry of {@code mapRoles} in the ConfigMap kube-system/aws-auth,
 * from which a cluster of Amazon EKS may take its logins (Amazon EKS User Guide, "Grant IAM users access to Kubernetes
 * with a ConfigMap").
 *
 * @param role ARN of the role, as it is written there
 * @param user who the server takes its sessions for; may hold templates such as <code>{{SessionName}}</code>
 * @param groups groups that its sessions are in; may hold such templates
 */
public record AwsLogin(String role, String user, List<String> groups) {
    private static final int PARTS = 6;
    private static final String ROLE = "role/";

    /**
     * How the authenticator of EKS names a session of a role: without the path of the role, which the ARN of a session
     * has not, and in small letters (github.com/kubernetes-sigs/aws-iam-authenticator, pkg/arn, pkg/server).
     *
     * @param arn ARN of a role, with its path
     * @return empty when it is none
     */
    public static String session(String arn) {
        String[] parts = arn.split(":", PARTS);
        if (parts.length < PARTS
                || !parts[0].equals("arn")
                || !parts[2].equals("iam")
                || !parts[PARTS - 1].startsWith(ROLE)) {
            return "";
        }
        String name = parts[PARTS - 1].substring(parts[PARTS - 1].lastIndexOf('/') + 1);
        return String.join(":", "arn", parts[1], "iam", "", parts[4], ROLE + name)
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Number of the account in AWS that a role is of.
     *
     * @param session what {@link #session} gives
     */
    public static String account(String session) {
        return session.split(":", PARTS)[4];
    }

    /** Whether it lets the role in that an account stands for. */
    public boolean letsIn(CloudIdentity cloud) {
        String session = cloud.from().equals(CloudIdentity.AWS_ROLE) ? session(cloud.identity()) : "";
        return !session.isEmpty() && session.equals(key());
    }

    /** What it is found by: an entry whose role has a path is found by no session. */
    public String key() {
        return role.toLowerCase(Locale.ROOT);
    }
}
