package io.saaudit.cli;

import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.rbac.EffectivePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every account has: what came through the groups that every account is in. */
final class Everyone {
    private Everyone() {}

    /** Whether the row came through groups of every account alone. */
    static boolean has(PermissionRow row) {
        for (Grant grant : row.grants()) {
            String group = grant.throughGroup() ? grant.matched().name() : "";
            if (!group.equals(Identity.AUTHENTICATED) && !group.equals(Identity.ALL_ACCOUNTS)) {
                return false;
            }
        }
        return true;
    }

    /** Live rows of every account. */
    static List<PermissionRow> rows(World world, EffectivePermissions permissions) {
        return permissions.of(account()).live();
    }

    /**
     * Those rows that Kubernetes itself does not give: an addition to its default roles must not hide among them.
     *
     * @param rows what every account has
     */
    static List<PermissionRow> unusual(List<PermissionRow> rows, World world) {
        List<PermissionRow> read = new ArrayList<>();
        for (PermissionRow row : rows) {
            if (!isAssumed(row)) {
                read.add(row);
            }
        }
        if (read.isEmpty()) {
            return read;
        }
        Set<List<Object>> usual = new HashSet<>();
        EffectivePermissions fresh = new EffectivePermissions(world.fresh(), world.standings());
        for (PermissionRow row : fresh.of(account()).live()) {
            usual.add(content(row));
        }
        List<PermissionRow> unusual = new ArrayList<>();
        for (PermissionRow row : read) {
            if (!usual.contains(content(row))) {
                unusual.add(row);
            }
        }
        return unusual;
    }

    private static boolean isAssumed(PermissionRow row) {
        for (Grant grant : row.grants()) {
            if (!grant.binding().assumed() || !grant.role().assumed()) {
                return false;
            }
        }
        return true;
    }

    private static Identity account() {
        return new Identity("", List.of(Identity.ALL_ACCOUNTS, Identity.AUTHENTICATED));
    }

    private static List<Object> content(PermissionRow row) {
        return List.of(row.scope(), row.group(), row.resource(), row.names(), row.url(), row.verbs());
    }
}
