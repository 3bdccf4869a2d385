package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Binding;
import io.saaudit.model.Counts;
import io.saaudit.model.Identity;
import io.saaudit.model.Objects;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Snapshot;
import io.saaudit.report.Diff;
import io.saaudit.report.DiffRun;
import io.saaudit.report.DiffSide;
import io.saaudit.report.Touched;
import io.saaudit.testing.Seeds;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Tokens;
import io.saaudit.workload.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@code diff} says of everybody and of groups is the difference of the decisions, request by request. */
class DiffPropertyTest {
    private static final Objects NOTHING = Objects.EMPTY;

    private static DiffSide side(List<Role> roles, List<Binding> bindings) {
        RbacState state = RbacState.of(roles, bindings, List.of(), List.of());
        Standings standings = new Standings(RandomCluster.SCOPES, List.of());
        Snapshot snapshot = new Snapshot(NOTHING, List.of(), List.of(), List.of(), new Counts(0, 0, Map.of(), 0), null);
        Accounts accounts = Accounts.of(NOTHING, bindings);
        return new DiffSide(
                snapshot,
                state,
                new EffectivePermissions(state, standings),
                accounts,
                Workloads.of(NOTHING),
                new Tokens(accounts, NOTHING),
                false);
    }

    private static Diff diff(DifferencePropertyTest.Pair pair, boolean mirrored) {
        DiffSide base = side(pair.roles(), pair.bindings());
        DiffSide head = side(pair.otherRoles(), pair.otherBindings());
        return mirrored ? DiffRun.of(head, base, true, Touched.ALL) : DiffRun.of(base, head, true, Touched.ALL);
    }

    /** Whether the identity, or a group that it is in, is told to gain (or lose) the request. */
    static boolean told(Diff diff, Identity who, Request request, Function<Diff.Holder, List<Diff.Change>> which) {
        for (Diff.Holder holder : diff.holders()) {
            boolean itself = !holder.isGroup() && holder.identity().user().equals(who.user());
            boolean member = holder.isGroup()
                    && who.groups().contains(holder.identity().groups().get(0));
            if ((itself || member) && in(which.apply(holder), request)) {
                return true;
            }
        }
        return false;
    }

    static boolean in(List<Diff.Change> changes, Request request) {
        return changes.stream()
                .anyMatch(c -> DifferencePropertyTest.allows(c.row(), request)
                        && c.rest().stream().noneMatch(r -> DifferencePropertyTest.allows(r, request)));
    }

    @Test
    void gainsAndLossesAreTheDifferenceOfTheDecisionsOnEveryRealRequest() {
        ServerView view = new ServerView(RandomCluster.SCOPES);
        int differ = 0;
        for (long seed : Seeds.of(60)) {
            DifferencePropertyTest.Pair pair = DifferencePropertyTest.Pair.of(seed);
            NaiveAuthorizer base = new NaiveAuthorizer(pair.roles(), pair.bindings());
            NaiveAuthorizer head = new NaiveAuthorizer(pair.otherRoles(), pair.otherBindings());
            Diff diff = diff(pair, false);
            for (Identity who : RandomCluster.identities()) {
                for (Request asked : DifferencePropertyTest.EVERY) {
                    if (!RandomCluster.isReal(asked)) {
                        continue;
                    }
                    Request request = view.see(asked).request();
                    boolean before = base.allows(who, request);
                    boolean after = head.allows(who, request);
                    // A group may gain what this member of it could do already.
                    assertThat(told(diff, who, request, Diff.Holder::gained) && !before)
                            .as("%s: %s gains %s by %s", Seeds.again(seed), who, request, diff.holders())
                            .isEqualTo(after && !before);
                    assertThat(told(diff, who, request, Diff.Holder::lost) && !after)
                            .as("%s: %s loses %s by %s", Seeds.again(seed), who, request, diff.holders())
                            .isEqualTo(before && !after);
                    differ += before != after ? 1 : 0;
                }
            }
        }
        assertThat(differ).as("pairs that differ in no request prove nothing").isPositive();
    }

    @Test
    void whatIsToldOfSomebodyHimselfIsTrueOfHim() {
        ServerView view = new ServerView(RandomCluster.SCOPES);
        for (long seed : Seeds.of(60)) {
            DifferencePropertyTest.Pair pair = DifferencePropertyTest.Pair.of(seed);
            NaiveAuthorizer base = new NaiveAuthorizer(pair.roles(), pair.bindings());
            NaiveAuthorizer head = new NaiveAuthorizer(pair.otherRoles(), pair.otherBindings());
            for (Diff.Holder holder : diff(pair, false).holders()) {
                for (Request asked : DifferencePropertyTest.EVERY) {
                    Request request = view.see(asked).request();
                    if (RandomCluster.isReal(asked) && in(holder.gained(), request)) {
                        assertThat(head.allows(holder.identity(), request) && !base.allows(holder.identity(), request))
                                .as("%s: %s gains %s", Seeds.again(seed), holder, request)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void nothingChangesBetweenEqualSides() {
        for (long seed : Seeds.of(60)) {
            RandomCluster one = new RandomCluster(seed, 3);
            RandomCluster same = new RandomCluster(seed, 3);
            Diff diff = DiffRun.of(side(one.roles, one.bindings), side(same.roles, same.bindings), true, Touched.ALL);
            assertThat(diff.holders()).as(Seeds.again(seed)).isEmpty();
            assertThat(diff.accounts()).as(Seeds.again(seed)).isEmpty();
        }
    }

    @Test
    void theOtherWayRoundGainsAreLosses() {
        for (long seed : Seeds.of(60)) {
            DifferencePropertyTest.Pair pair = DifferencePropertyTest.Pair.of(seed);
            Diff there = diff(pair, false);
            Diff back = diff(pair, true);
            assertThat(changes(back, Diff.Holder::lost))
                    .as(Seeds.again(seed))
                    .isEqualTo(changes(there, Diff.Holder::gained));
            assertThat(changes(back, Diff.Holder::gained))
                    .as(Seeds.again(seed))
                    .isEqualTo(changes(there, Diff.Holder::lost));
        }
    }

    private static List<Object> changes(Diff diff, Function<Diff.Holder, List<Diff.Change>> which) {
        List<Object> all = new ArrayList<>();
        for (Diff.Holder holder : diff.holders()) {
            for (Diff.Change change : which.apply(holder)) {
                PermissionRow row = change.row();
                all.add(List.of(
                        holder.identity(),
                        row.scope(),
                        row.group(),
                        row.resource(),
                        row.names(),
                        row.url(),
                        row.verbs(),
                        change.accounts(),
                        change.causes()));
            }
        }
        return all;
    }

    @Test
    void everyChangeHasGrantsAndACause() {
        for (long seed : Seeds.of(60)) {
            for (Diff.Holder holder :
                    diff(DifferencePropertyTest.Pair.of(seed), false).holders()) {
                for (Diff.Change change : holder.gained()) {
                    assertThat(change.row().grants()).as(Seeds.again(seed)).isNotEmpty();
                    assertThat(change.causes()).as(Seeds.again(seed)).isNotEmpty();
                }
            }
        }
    }
}
