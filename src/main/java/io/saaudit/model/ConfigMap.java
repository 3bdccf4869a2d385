package io.saaudit.model;

import java.util.List;

/**
 * A ConfigMap.
 *
 * @param keys names of its keys
 * @param trackingSince key {@code since} of kube-system/kube-apiserver-legacy-service-account-token-tracking
 *     (semantics H.2), empty for every other ConfigMap
 * @param logins the roles that kube-system/aws-auth lets log in; none for every other ConfigMap
 */
public record ConfigMap(Meta meta, List<String> keys, String trackingSince, List<AwsLogin> logins)
        implements KubeObject {}
