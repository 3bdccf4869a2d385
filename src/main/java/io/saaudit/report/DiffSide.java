package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.model.Permissions;
import io.saaudit.model.Role;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.RbacState;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Tokens;
import io.saaudit.workload.Workloads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One side of a comparison: what was read, and what follows from it. */
public final class DiffSide {
    final Snapshot snapshot;
    final RbacState state;
    final Accounts accounts;
    final Workloads workloads;
    final Tokens tokens;
    /** Whether a role that was not read does not exist (design 4.1). */
    final boolean complete;

    private final EffectivePermissions permissions;
    private final Map<String, List<Account>> members = new HashMap<>();

    /**
     * @param snapshot what was read
     * @param state its roles and bindings, with the assumed ones
     * @param permissions effective permissions over {@code state}; both sides must judge resources by the same scopes
     * @param accounts the accounts in sight
     * @param workloads who runs as which account
     * @param tokens which credentials are in reach of a pod
     * @param complete whether a role that was not read does not exist
     */
    public DiffSide(
            Snapshot snapshot,
            RbacState state,
            EffectivePermissions permissions,
            Accounts accounts,
            Workloads workloads,
            Tokens tokens,
            boolean complete) {
        this.snapshot = snapshot;
        this.state = state;
        this.permissions = permissions;
        this.accounts = accounts;
        this.workloads = workloads;
        this.tokens = tokens;
        this.complete = complete;
    }

    Permissions permissions(Identity identity) {
        return permissions.of(identity);
    }

    /** What whoever has the ClusterRole may do by it. */
    Permissions permissions(Role role) {
        return permissions.of(role);
    }

    /** The accounts in sight that are in a group. */
    List<Account> members(String group) {
        List<Account> known = members.get(group);
        if (known == null) {
            known = new ArrayList<>();
            for (Account account : accounts.all()) {
                if (!account.assumedOnly() && account.identity().groups().contains(group)) {
                    known.add(account);
                }
            }
            members.put(group, known);
        }
        return known;
    }

    /** The account if something of the input declares it, runs as it or is bound to it; else null. */
    Account inSight(Account account) {
        Account found = accounts.find(account.namespace(), account.name());
        return found != null && isInSight(found) ? found : null;
    }

    static boolean isInSight(Account account) {
        for (Account.Reason reason : account.reasons()) {
            if (reason != Account.Reason.DEFAULT && reason != Account.Reason.ASSUMED_BINDING) {
                return true;
            }
        }
        return false;
    }
}
