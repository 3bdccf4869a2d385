package io.saaudit.report;

import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.rbac.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Built-in roles that take up what the files of a side add to them by a label: {@code admin}, {@code edit} and {@code view}.
 * They are given in every cluster, to people who are in no file (semantics D.2).
 */
final class RoleDiff {
    private final DiffSide base;
    private final DiffSide head;
    private final Causes gains;
    private final Causes losses;

    RoleDiff(DiffSide base, DiffSide head, Causes gains, Causes losses) {
        this.base = base;
        this.head = head;
        this.gains = gains;
        this.losses = losses;
    }

    List<Diff.RoleChange> changes() {
        List<Diff.RoleChange> changes = new ArrayList<>();
        for (Role now : head.state.roles()) {
            Role then = isGivenElsewhere(now) ? base.state.role("", now.name()) : null;
            if (then == null || !isGivenElsewhere(then) || rules(then).equals(rules(now))) {
                continue;
            }
            Permissions before = base.permissions(then);
            Permissions after = head.permissions(now);
            List<Diff.Change> gained = changes(before, after, gains, then);
            List<Diff.Change> lost = changes(after, before, losses, now);
            if (!gained.isEmpty() || !lost.isEmpty()) {
                changes.add(new Diff.RoleChange(now.key(), gained, lost));
            }
        }
        changes.sort(new Comparator<>() {
            @Override
            public int compare(Diff.RoleChange a, Diff.RoleChange b) {
                return a.role().compareTo(b.role());
            }
        });
        return List.copyOf(changes);
    }

    /** One that was read is a role like others: who has it is told of him. */
    private static boolean isGivenElsewhere(Role role) {
        return role.assumed() && role.aggregation() != null;
    }

    private static Set<PolicyRule> rules(Role role) {
        Set<PolicyRule> rules = new HashSet<>();
        for (RoleRule rule : role.rules()) {
            rules.add(rule.policy());
        }
        return rules;
    }

    private static List<Diff.Change> changes(Permissions from, Permissions to, Causes causes, Role other) {
        List<Diff.Change> changes = new ArrayList<>();
        for (Difference.Gain gain : Difference.gained(from, to)) {
            PermissionRow row = gain.row();
            changes.add(new Diff.Change(row, gain.before(), 0, causes.of(row, other)));
        }
        return List.copyOf(changes);
    }
}
