package io.saaudit.rule;

import io.saaudit.model.Power;
import io.saaudit.model.Snapshot;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.rbac.HeldPowers;
import io.saaudit.rbac.RbacState;
import io.saaudit.workload.Accounts;
import java.util.List;

/**
 * Everything that rules may ask.
 *
 * @param snapshot what was read
 * @param state roles and bindings, the assumed ones among them
 * @param permissions effective permissions
 * @param powers dangerous permissions that somebody holds
 * @param powerTable the table of powers
 * @param accounts the accounts in sight
 * @param strict whether the input is said to be complete: then references that lead nowhere are findings
 */
public record Audit(
        Snapshot snapshot,
        RbacState state,
        EffectivePermissions permissions,
        HeldPowers powers,
        List<Power> powerTable,
        Accounts accounts,
        boolean strict) {}
