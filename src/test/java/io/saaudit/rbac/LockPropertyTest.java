package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.config.ConfigException;
import io.saaudit.config.Lock;
import io.saaudit.config.LockReader;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.render.LockLines;
import io.saaudit.report.LockCheck;
import io.saaudit.rule.LockRule;
import io.saaudit.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A lock of one cluster accepts that cluster, and whatever another one allows beyond it is found. */
class LockPropertyTest {
    private static final List<Request> EVERY = RandomCluster.everyRequest();

    private static LockCheck check(RbacState state) {
        Standings standings = new Standings(RandomCluster.SCOPES, List.of());
        EffectivePermissions nothing =
                new EffectivePermissions(RbacState.of(List.of(), List.of(), List.of(), List.of()), standings);
        return new LockCheck(state, new EffectivePermissions(state, standings), nothing, false);
    }

    private static String text(RbacState state) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        new LockLines().render(check(state).lines(), to);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Lock lock(String text) {
        try {
            return LockReader.read(new StringReader(text), "rbac.lock");
        } catch (ConfigException | IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void aLockListsAllOfItsClusterAndNothingElse() {
        for (long seed : Seeds.of(60)) {
            RbacState state = new RandomCluster(seed, 1 + (int) (seed & 3)).state();
            String text = text(state);
            LockCheck.Result result = check(state).against(lock(text));
            assertThat(result.beyond()).as("%s: %s", Seeds.again(seed), text).isEmpty();
            assertThat(result.gone()).as("%s: %s", Seeds.again(seed), text).isEmpty();
            List<String> lines = text.lines().skip(2).toList();
            assertThat(lines).as(Seeds.again(seed)).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void theOrderOfRolesRulesAndBindingsPlaysNoPart() {
        for (long seed : Seeds.of(40)) {
            RandomCluster cluster = new RandomCluster(seed, 3);
            String text = text(cluster.state());
            Collections.shuffle(cluster.roles, new Random(seed));
            Collections.shuffle(cluster.bindings, new Random(seed));
            assertThat(text(cluster.state())).as(Seeds.again(seed)).isEqualTo(text);
        }
    }

    @Test
    void whateverAnotherClusterAllowsBeyondItIsFound() {
        ServerView view = new ServerView(RandomCluster.SCOPES);
        for (long seed : Seeds.of(30)) {
            RandomCluster one = new RandomCluster(seed, 2);
            RandomCluster other = new RandomCluster(seed + 1, 2);
            NaiveAuthorizer base = new NaiveAuthorizer(one.roles, one.bindings);
            NaiveAuthorizer head = new NaiveAuthorizer(other.roles, other.bindings);
            List<LockRule.Beyond> beyond =
                    check(other.state()).against(lock(text(one.state()))).beyond();
            for (Identity who : RandomCluster.identities()) {
                List<Request> more = new ArrayList<>();
                for (Request asked : EVERY) {
                    Request request =
                            RandomCluster.isReal(asked) ? view.see(asked).request() : asked;
                    if (RandomCluster.isReal(asked) && head.allows(who, request) && !base.allows(who, request)) {
                        more.add(request);
                    }
                }
                List<LockRule.Beyond> of = beyond.stream()
                        .filter(b -> b.row() != null && isAbout(b.who(), who))
                        .toList();
                // What is found may be about requests outside of the alphabet that a server sees, such as other groups.
                assertThat(of.isEmpty() && !more.isEmpty())
                        .as("%s: %s may more, and it is not found: %s", Seeds.again(seed), who, more)
                        .isFalse();
                if (same(base, head, who)) {
                    assertThat(beyond.stream().filter(b -> b.who().equals(who) && b.row() != null))
                            .as("%s: %s may nothing more", Seeds.again(seed), who)
                            .isEmpty();
                }
            }
        }
    }

    private static boolean same(NaiveAuthorizer base, NaiveAuthorizer head, Identity who) {
        return EVERY.stream().noneMatch(request -> head.allows(who, request) && !base.allows(who, request));
    }

    private static boolean isAbout(Identity found, Identity who) {
        return found.user().isEmpty()
                ? who.groups().contains(found.groups().get(0))
                : found.user().equals(who.user());
    }
}
