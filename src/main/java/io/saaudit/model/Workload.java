package io.saaudit.model;

import java.util.Map;

/**
 * A Pod, or an object that makes pods from a template: Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob,
 * ReplicationController, PodTemplate.
 *
 * @param pod the pod's spec or the template's
 * @param podLabels labels of the pod or template
 * @param podAnnotations annotations of the pod or template
 * @param replicas spec.replicas, or null when unset or without meaning
 * @param phase status.phase of a Pod, or empty
 * @param nodeName spec.nodeName of a Pod, or empty
 * @param places where its fields stand
 */
public record Workload(
        Meta meta,
        PodSpec pod,
        Map<String, String> podLabels,
        Map<String, String> podAnnotations,
        Integer replicas,
        String phase,
        String nodeName,
        FieldPlaces places)
        implements KubeObject {

    /** Field of {@link #places()}: the pod spec itself. */
    public static final int SPEC = 0;

    /** Field of {@link #places()}: serviceAccountName. */
    public static final int SERVICE_ACCOUNT_NAME = 1;

    /** Field of {@link #places()}: serviceAccount. */
    public static final int SERVICE_ACCOUNT = 2;

    /** Field of {@link #places()}: automountServiceAccountToken. */
    public static final int AUTOMOUNT = 3;

    /** Field of {@link #places()}: volumes; the following fields are the places of the single volumes, then of the containers. */
    public static final int VOLUMES = 4;

    /** Place of the i-th volume. */
    public long volumeAt(int i) {
        return places.of(VOLUMES + 1 + i);
    }

    /** Place of the i-th of {@link PodSpec#containers()}. */
    public long containerAt(int i) {
        return places.of(VOLUMES + 1 + pod.volumes().size() + i);
    }

    /** Whether it is a Pod and not a template. */
    public boolean isPod() {
        return meta.kind().equals("Pod");
    }

    /** Whether it is the API server's image of a static pod (semantics G.1). */
    public boolean isMirror() {
        return isPod() && meta.annotations().containsKey("kubernetes.io/config.mirror");
    }

    /** Whether it is a Pod that has ended. */
    public boolean isFinished() {
        return isPod() && (phase.equals("Succeeded") || phase.equals("Failed"));
    }
}
