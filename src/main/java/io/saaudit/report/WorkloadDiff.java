package io.saaudit.report;

import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Permissions;
import io.saaudit.model.Positions;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.rbac.Difference;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Workloads of both sides that run as another account, or whose containers reach a token that they did not. */
final class WorkloadDiff {
    private final DiffSide base;
    private final DiffSide head;

    private final Touched touched;

    WorkloadDiff(DiffSide base, DiffSide head, Touched touched) {
        this.base = base;
        this.head = head;
        this.touched = touched;
    }

    List<Diff.WorkloadChange> changes() {
        Map<ObjectKey, List<Use>> before = byOwner(base);
        List<Diff.WorkloadChange> changes = new ArrayList<>();
        for (Map.Entry<ObjectKey, List<Use>> entry : byOwner(head).entrySet()) {
            List<Use> then = before.get(entry.getKey());
            if (then != null) {
                compare(entry.getKey(), then, entry.getValue(), changes);
            }
        }
        return List.copyOf(changes);
    }

    private Map<ObjectKey, List<Use>> byOwner(DiffSide side) {
        Map<ObjectKey, List<Use>> uses = new TreeMap<>();
        for (Use use : side.workloads.all()) {
            if (touched.in(use.owner().namespace())) {
                Lists.of(uses, use.owner()).add(use);
            }
        }
        return uses;
    }

    private void compare(ObjectKey owner, List<Use> then, List<Use> now, List<Diff.WorkloadChange> to) {
        List<String> before = accounts(then);
        List<String> after = accounts(now);
        Truth reachBefore = reach(base, then);
        Truth reachAfter = reach(head, now);
        if (before.equals(after) && reachBefore == reachAfter) {
            return;
        }
        boolean moved = !before.containsAll(after);
        Use use = now.get(0);
        for (Use other : now) {
            if (moved && !before.contains(other.account())) {
                use = other;
                break;
            }
        }
        Workload member = head.tokens.mostExposing(use);
        long at = moved ? account(member) : automount(member);
        Diff.Cause cause =
                new Diff.Cause(moved ? Diff.Cause.Kind.ACCOUNT : Diff.Cause.Kind.TOKEN, owner, 0, use.account(), at);
        to.add(new Diff.WorkloadChange(
                owner, before, after, reachBefore, reachAfter, at, gained(owner.namespace(), then, now, cause)));
    }

    private static List<String> accounts(List<Use> uses) {
        List<String> names = new ArrayList<>(1);
        for (Use use : uses) {
            names.add(use.account());
        }
        return List.copyOf(names);
    }

    private static Truth reach(DiffSide side, List<Use> uses) {
        Truth reach = Truth.NO;
        for (Use use : uses) {
            reach = reach.or(reach(side, use));
        }
        return reach;
    }

    private static Truth reach(DiffSide side, Use use) {
        Workload member = side.tokens.mostExposing(use);
        return side.tokens.ofItsAccount(member, side.tokens.of(member));
    }

    /** What the accounts whose token is in reach now may do, and those whose token was in reach before could not. */
    private List<Diff.Change> gained(String namespace, List<Use> then, List<Use> now, Diff.Cause cause) {
        List<Permissions> before = new ArrayList<>();
        for (Use use : then) {
            if (reach(base, use) != Truth.NO) {
                before.add(base.permissions(Identity.serviceAccount(namespace, use.account())));
            }
        }
        Identity everyAccount = DiffRun.group(Identity.ALL_ACCOUNTS + ":" + namespace);
        List<Permissions> told = new ArrayList<>(List.of(head.permissions(everyAccount)));
        List<Diff.Change> gained = new ArrayList<>();
        for (Use use : now) {
            if (reach(head, use) != Truth.NO) {
                Permissions after = head.permissions(Identity.serviceAccount(namespace, use.account()));
                for (Difference.Gain gain : Difference.gained(before, after, told)) {
                    gained.add(new Diff.Change(gain.row(), gain.before(), 0, List.of(cause)));
                }
                told.add(after);
            }
        }
        return List.copyOf(gained);
    }

    private static long account(Workload member) {
        long name = member.places().of(Workload.SERVICE_ACCOUNT_NAME);
        long old = name == Positions.NONE ? member.places().of(Workload.SERVICE_ACCOUNT) : name;
        return old == Positions.NONE ? member.meta().at() : old;
    }

    private static long automount(Workload member) {
        long at = member.places().of(Workload.AUTOMOUNT);
        return at == Positions.NONE ? member.meta().at() : at;
    }
}
