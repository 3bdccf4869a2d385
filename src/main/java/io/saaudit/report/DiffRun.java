package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.rbac.Difference;
import io.saaudit.rbac.Held;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.SameHoldings;
import io.saaudit.rbac.Ways;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares two sides. Whoever holds the same on both is passed over: what most hold is never worked out. */
public final class DiffRun {
    private final DiffSide base;
    private final DiffSide head;
    private final boolean ways;
    private final Touched touched;
    private final SameHoldings same = new SameHoldings();
    private final Set<String> changedGroups = new HashSet<>();
    private final Causes gains;
    private final Causes losses;

    private DiffRun(DiffSide base, DiffSide head, boolean ways, Touched touched) {
        this.touched = touched;
        this.base = base;
        this.head = head;
        this.ways = ways;
        this.gains = new Causes(base, head);
        this.losses = new Causes(head, base);
    }

    /**
     * Compares them.
     *
     * @param base the old side
     * @param head the new side
     * @param ways whether permissions that stay and come another way are looked for
     * @param touched what the change may have to do with
     */
    public static Diff of(DiffSide base, DiffSide head, boolean ways, Touched touched) {
        DiffRun run = new DiffRun(base, head, ways, touched);
        return new Diff(
                base.snapshot,
                head.snapshot,
                run.holders(),
                new RoleDiff(base, head, run.gains, run.losses).changes(),
                run.accounts(),
                new WorkloadDiff(base, head, touched).changes());
    }

    private List<Diff.Holder> holders() {
        List<Diff.Holder> holders = new ArrayList<>();
        Set<String> groups = new TreeSet<>(base.state.boundGroups());
        groups.addAll(head.state.boundGroups());
        for (String group : groups) {
            if (!same.same(base.state.ofGroup(group), head.state.ofGroup(group))) {
                changedGroups.add(group);
            }
        }
        for (String group : groups) {
            add(group(group), base.state.ofGroup(group), head.state.ofGroup(group), holders);
        }
        Set<String> users = new TreeSet<>(base.state.boundUsers());
        users.addAll(head.state.boundUsers());
        for (String user : users) {
            Identity who = user(user);
            String[] account = who.account();
            if (account == null || touched.in(account[0])) {
                add(who, base.state.ofUser(user), head.state.ofUser(user), holders);
            }
        }
        return List.copyOf(holders);
    }

    /** A nameless member of the group, with the groups that all its members are in besides. */
    static Identity group(String group) {
        if (group.equals(Identity.AUTHENTICATED) || group.equals(Identity.UNAUTHENTICATED)) {
            return new Identity("", List.of(group));
        }
        if (group.startsWith(Identity.ALL_ACCOUNTS + ":")) {
            return new Identity("", List.of(group, Identity.ALL_ACCOUNTS, Identity.AUTHENTICATED));
        }
        return new Identity("", List.of(group, Identity.AUTHENTICATED));
    }

    /** A user with the groups that are known of him. */
    static Identity user(String user) {
        String[] account = new Identity(user, List.of()).account();
        if (account != null) {
            return Identity.serviceAccount(account[0], account[1]);
        }
        return new Identity(
                user, List.of(user.equals(Identity.ANONYMOUS) ? Identity.UNAUTHENTICATED : Identity.AUTHENTICATED));
    }

    private void add(Identity who, Held before, Held now, List<Diff.Holder> to) {
        boolean equal = same.same(before, now);
        for (String group : who.groups()) {
            equal &= !changedGroups.contains(group);
        }
        if (equal && !ways) {
            return;
        }
        List<Diff.Change> gained = equal ? List.of() : changes(who, base, head, gains);
        List<Diff.Change> lost = equal ? List.of() : changes(who, head, base, losses);
        List<Binding> unknownBefore = base.complete ? List.of() : unresolved(before, now);
        List<Binding> unknownNow = head.complete ? List.of() : unresolved(now, before);
        List<Diff.Way> other = ways ? ways(who) : List.of();
        boolean nothing = gained.isEmpty() && lost.isEmpty() && other.isEmpty();
        if (!nothing || !unknownBefore.isEmpty() || !unknownNow.isEmpty()) {
            to.add(new Diff.Holder(who, gained, lost, unknownBefore, unknownNow, other));
        }
    }

    /** What the identity may do on the side {@code to} and not on the side {@code from}, and no group of it is told of. */
    private List<Diff.Change> changes(Identity who, DiffSide from, DiffSide to, Causes causes) {
        List<Permissions> told = new ArrayList<>();
        for (String group : who.groups()) {
            boolean itself = who.user().isEmpty() && group.equals(who.groups().get(0));
            if (!itself) {
                told.add(to.permissions(group(group)));
            }
        }
        List<Diff.Change> changes = new ArrayList<>();
        for (Difference.Gain gain : Difference.gained(List.of(from.permissions(who)), to.permissions(who), told)) {
            changes.add(new Diff.Change(
                    gain.row(), gain.before(), accounts(who, gain.row(), from, to), causes.of(gain.row())));
        }
        return List.copyOf(changes);
    }

    /** How many accounts may do it on the side {@code to} by being this identity, and could not on the other. */
    private static int accounts(Identity who, PermissionRow row, DiffSide from, DiffSide to) {
        if (who.account() != null) {
            return 1;
        }
        if (!who.user().isEmpty()) {
            return 0;
        }
        int number = 0;
        Map<String, Boolean> byGroupsAlone = new HashMap<>();
        for (Account account : to.members(who.groups().get(0))) {
            Identity member = account.identity();
            if (!from.state.ofUser(member.user()).all().isEmpty()) {
                number += Difference.covers(List.of(from.permissions(member)), row) ? 0 : 1;
                continue;
            }
            Boolean had = byGroupsAlone.get(account.namespace());
            if (had == null) {
                had = Difference.covers(List.of(from.permissions(member)), row);
                byGroupsAlone.put(account.namespace(), had);
            }
            number += had ? 0 : 1;
        }
        return number;
    }

    /** Bindings without a role that was read, but those that are so on both sides. */
    private static List<Binding> unresolved(Held of, Held other) {
        Set<String> known = new HashSet<>();
        for (Holding holding : other.all()) {
            if (holding.role() == null) {
                known.add(reference(holding.binding()));
            }
        }
        Set<Binding> found = new LinkedHashSet<>();
        for (Holding holding : of.all()) {
            if (holding.role() == null && !known.contains(reference(holding.binding()))) {
                found.add(holding.binding());
            }
        }
        return List.copyOf(found);
    }

    private static String reference(Binding binding) {
        return binding.namespace() + "\n" + binding.roleRef().kind() + "\n"
                + binding.roleRef().name();
    }

    private List<Diff.Way> ways(Identity who) {
        List<Diff.Way> found = new ArrayList<>();
        for (Ways.Way way : Ways.changed(base.permissions(who), head.permissions(who))) {
            // What comes through a group on both sides is told of the group.
            if (isOwn(way.before(), who) || isOwn(way.after(), who)) {
                found.add(new Diff.Way(way.before(), way.after()));
            }
        }
        return List.copyOf(found);
    }

    private static boolean isOwn(PermissionRow row, Identity who) {
        for (Grant grant : row.grants()) {
            boolean first = grant.throughGroup()
                    && who.user().isEmpty()
                    && grant.matched().name().equals(who.groups().get(0));
            if (first || !grant.throughGroup()) {
                return true;
            }
        }
        return false;
    }

    private List<Diff.AccountChange> accounts() {
        List<Diff.AccountChange> changes = new ArrayList<>();
        compare(base, head, true, changes);
        compare(head, base, false, changes);
        return List.copyOf(changes);
    }

    private void compare(DiffSide from, DiffSide to, boolean added, List<Diff.AccountChange> changes) {
        for (Account account : to.accounts.all()) {
            if (touched.in(account.namespace()) && DiffSide.isInSight(account) && from.inSight(account) == null) {
                long at =
                        account.declared() ? account.definitions().get(0).meta().at() : 0;
                changes.add(new Diff.AccountChange(account, added, at));
            }
        }
    }
}
