package io.saaudit.render;

import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.Snapshot;
import java.util.List;

/**
 * The answer of {@code permissions}.
 *
 * @param identities the identities asked about
 * @param everyone what every account has beyond what Kubernetes itself gives it
 * @param builtIn number of rows that Kubernetes itself gives every account
 * @param all whether what every account has is shown in full
 * @param snapshot what was read
 */
public record PermissionsView(
        List<Holder> identities, List<PermissionRow> everyone, int builtIn, boolean all, Snapshot snapshot) {

    /**
     * One identity.
     *
     * @param identity who
     * @param usedBy the workloads that run as it, in words
     * @param oddity what is odd about it, or empty
     * @param permissions all its permissions
     * @param own live rows that not every account has
     * @param shared live rows that every account has
     */
    public record Holder(
            Identity identity,
            List<String> usedBy,
            String oddity,
            Permissions permissions,
            List<PermissionRow> own,
            List<PermissionRow> shared) {}
}
