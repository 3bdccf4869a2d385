package io.saaudit.render;

import io.saaudit.model.PermissionRow;
import io.saaudit.model.Snapshot;
import java.util.List;

/**
 * The answer of {@code pods}.
 *
 * @param workloads the workloads, by namespace, kind and name
 * @param unusual what every account may do although Kubernetes itself does not give it
 * @param leftOut what is no exposure
 * @param snapshot what was read
 */
public record PodsView(List<Running> workloads, List<PermissionRow> unusual, LeftOut leftOut, Snapshot snapshot) {
    /**
     * Numbers of what was read and is not listed (design 4.10).
     *
     * @param finished pods that have ended
     * @param mirror mirror pods, which have no account
     * @param retired owned ReplicaSets, ReplicationControllers and Jobs without replicas
     */
    public record LeftOut(int finished, int mirror, int retired) {}
}
