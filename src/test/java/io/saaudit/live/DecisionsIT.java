package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.live.Questions.Question;
import io.saaudit.model.Binding;
import io.saaudit.model.Decision;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Authorizer;
import io.saaudit.rbac.Decider;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.testing.Json;
import io.saaudit.testing.Seeds;
import io.saaudit.testing.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we decide about a cluster's own objects, against what its server answers to a SubjectAccessReview. */
@Live
class DecisionsIT {
    private static final Set<String> DECIDE =
            Set.of("Namespace", "ServiceAccount", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
    private static final long SEED = Seeds.of(1)[0];
    private static final int CLUSTERS = 24;
    private static final int INVALID = 422;
    private static final int LARGE = 2000;
    private static final int SMALL = 1000;

    /** Three of the random clusters, other ones in each run. */
    static Stream<Integer> someClusters() {
        return new Random(Seeds.of(1)[0])
                .ints(1, CLUSTERS + 1)
                .distinct()
                .limit(3)
                .boxed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickstart", "asking"})
    void theSamplesAreDecidedAsTheServerDoes(String folder, Server server, @TempDir Path lists) {
        load(server, Manifests.read(Manifests.testdata(folder)));
        compare(server, lists, SMALL);
    }

    @ParameterizedTest
    @MethodSource("someClusters")
    void aRandomClusterIsDecidedAsTheServerDoes(int cluster, Server server, @TempDir Path lists) {
        Object list =
                Json.resource("/decisions/" + cluster + ".cluster.json.gz").get(0);
        load(server, Tree.list(list, "items"));
        compare(server, lists, LARGE);
    }

    @Test
    void aMemberOfSystemMastersNeedsNoGrant(Server server, @TempDir Path lists) {
        Cluster cluster = new Cluster(server);
        cluster.settle();
        Decider decider = decider(state(cluster.readBack(lists)));
        Identity master = new Identity("root", List.of(Identity.MASTERS));
        Request odd = Request.of("fly", "nowhere", "things", "", "", "");
        assertThat(server.allows(master, odd)).as("the server's answer").isTrue();
        assertThat(decider.review(master, odd).bypass()).as("ours, as a bypass").isTrue();
    }

    /** The random clusters hold some objects that no server stores, and that our reader must have noted as such. */
    private static void load(Server server, List<?> manifests) {
        List<Object> accepted = new ArrayList<>();
        List<Object> refused = new ArrayList<>();
        for (Object manifest : manifests) {
            if (DECIDE.contains(Tree.string(manifest, "kind"))) {
                (Manifests.refusals(Json.text(manifest)).isEmpty() ? accepted : refused).add(manifest);
            }
        }
        new Cluster(server).replace(accepted);
        for (Object manifest : refused) {
            assertThat(server.apply(manifest).status())
                    .as("the status of %s, which the reader notes as refused", Manifests.shown(manifest))
                    .isEqualTo(INVALID);
        }
    }

    private static RbacState state(Snapshot snapshot) {
        assertThat(snapshot.objects().roles())
                .as("roles that a server has stored; without a uid aggregation would be computed again")
                .isNotEmpty()
                .allMatch(r -> r.meta().stored());
        return RbacState.of(snapshot.objects().roles(), snapshot.objects().bindings(), List.of(), List.of());
    }

    private static Decider decider(RbacState state) {
        return new Decider(state, ResourceScopes.NONE, List.of(), true);
    }

    private static void compare(Server server, Path lists, int count) {
        Cluster cluster = new Cluster(server);
        String before = cluster.versions();
        RbacState state = state(cluster.readBack(lists));
        Authorizer authorizer = new Authorizer(state);
        Decider decider = decider(state);
        Questions questions = new Questions(state, SEED);
        List<Question> asked = Stream.generate(questions::next).limit(count).toList();
        List<Map<String, Object>> answers = asked.parallelStream()
                .map(q -> server.review(q.who(), q.what()))
                .toList();
        assertThat(cluster.versions())
                .as("roles and bindings changed while the server was asked; run the test again")
                .isEqualTo(before);

        List<String> different = new ArrayList<>();
        int allowed = 0;
        for (int i = 0; i < count; i++) {
            Question q = asked.get(i);
            boolean expected = Tree.flag(answers.get(i), "allowed");
            String reason = Tree.string(answers.get(i), "reason");
            Decision decision = decider.review(q.who(), q.what());
            boolean plain = authorizer.allows(q.who(), q.what());
            boolean namesOurs = !expected
                    || decision.bypass()
                    || decision.grants().stream().anyMatch(g -> reason.equals(reason(g)));
            Truth truth = expected ? Truth.YES : Truth.NO;
            if (decision.truth() != truth || plain != expected && !decision.bypass() || !namesOurs) {
                different.add(q + ": the server says " + expected + " (" + reason + "), Decider " + decision.truth()
                        + ", Authorizer " + plain + ", our grants "
                        + decision.grants().stream().map(DecisionsIT::reason).toList());
            }
            allowed += expected ? 1 : 0;
        }
        assertThat(different)
                .as("decisions that differ; %s. The reason names the grant to look at", Seeds.again(SEED))
                .isEmpty();
        assertThat(allowed)
                .as("of %d answers those that are yes: with few of either sort nothing is compared", count)
                .isBetween(count / 10, count * 9 / 10);
    }

    /** The reason that the server gives for a grant (plugin/pkg/auth/authorizer/rbac, registry/rbac/validation). */
    private static String reason(Grant grant) {
        Binding binding = grant.binding();
        Subject subject = grant.matched();
        String kind = "User";
        String name = subject.name();
        if (subject instanceof Subject.Group) {
            kind = "Group";
        } else if (subject instanceof Subject.ServiceAccountRef account) {
            kind = "ServiceAccount";
            name += "/" + (account.namespace().isEmpty() ? binding.namespace() : account.namespace());
        }
        String where = binding.cluster() ? "" : "/" + binding.namespace();
        return "RBAC: allowed by " + binding.meta().kind() + " \"" + binding.name() + where + "\" of "
                + binding.roleRef().kind() + " \"" + binding.roleRef().name() + "\" to " + kind + " \"" + name + "\"";
    }
}
