package io.saaudit.model;

import java.util.List;

/**
 * The fields of a pod or pod template that decide which account it runs as and which credentials it can reach.
 *
 * @param serviceAccountName serviceAccountName, or empty
 * @param serviceAccount the deprecated alias serviceAccount, or empty
 * @param automount automountServiceAccountToken, or null when unset
 * @param imagePullSecrets names
 */
public record PodSpec(
        String serviceAccountName,
        String serviceAccount,
        Boolean automount,
        List<String> imagePullSecrets,
        List<Volume> volumes,
        List<Container> containers,
        boolean hostNetwork,
        boolean hostPid,
        boolean hostIpc) {}
