package io.saaudit.render;

import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.Snapshot;
import java.util.List;

/**
 * The answer of {@code permissions}.
 *
 * @param identities the identities asked about
 * @param everyAccount live rows that every account has
 * @param unusual those of them that Kubernetes itself does not give
 * @param all whether what every account has is shown with each of them
 * @param snapshot what was read
 */
public record PermissionsView(
        List<Holder> identities,
        List<PermissionRow> everyAccount,
        List<PermissionRow> unusual,
        boolean all,
        Snapshot snapshot) {

    /** {@link #inFull} of all of them. */
    boolean allInFull() {
        for (Holder holder : identities) {
            if (!inFull(holder)) {
                return false;
            }
        }
        return true;
    }

    /** Whether what every account has is shown with this identity: what is no account may have a part of it only. */
    boolean inFull(Holder holder) {
        return all || holder.identity().account() == null;
    }

    /**
     * One identity.
     *
     * @param identity who
     * @param usedBy the workloads that run as it, in words; null when none were looked for
     * @param clouds identities in clouds that it stands for
     * @param oddity what is odd about it, or empty
     * @param permissions all its permissions
     * @param own live rows that not every account has
     * @param shared live rows that every account has
     */
    public record Holder(
            Identity identity,
            List<String> usedBy,
            List<CloudIdentity> clouds,
            String oddity,
            Permissions permissions,
            List<PermissionRow> own,
            List<PermissionRow> shared) {}
}
