package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Gap;
import io.saaudit.model.Snapshot;
import io.saaudit.source.Dump;
import io.saaudit.source.cluster.AccessAdvice;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.ClusterReader;
import io.saaudit.source.cluster.ClusterRequest;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.ListedKind;
import io.saaudit.source.cluster.Progress;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Tree;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What readers with more and fewer rights get to see, by the roles of docs/access. */
@Live
class ReaderRolesIT {
    private static final ClusterRequest ALL = ClusterRequest.all(Audits.NOW);
    private static final ClusterRequest RBAC = ClusterRequest.of(ListedKind.RBAC, Audits.NOW);
    private static final String MANIFESTS = """
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: roles-a}}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: roles-b}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: one, namespace: roles-a}, spec: {serviceAccountName: robot,
             containers: [{name: main, image: main}]}}
            ---
            {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: robot-token,
             namespace: roles-a, annotations: {kubernetes.io/service-account.name: robot}}}
            """;

    /** Lets an account see which namespaces there are. */
    private static final Object NAMESPACES = Manifests.of("""
            {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: live-namespaces},
             rules: [{apiGroups: [""], resources: [namespaces], verbs: [list]}]}
            """).get(0);

    @Test
    void theRolesAllowExactlyWhatIsAskedFor() {
        TreeSet<String> allowed = new TreeSet<>();
        for (String role : List.of("sa-audit-reader", "sa-audit-reader-secrets")) {
            for (Object rule : Tree.list(Readers.role(role), "rules")) {
                boolean secrets = role.endsWith("secrets");
                assertThat(Tree.strings(rule, "verbs"))
                        .as("verbs of %s", role)
                        .isEqualTo(secrets ? List.of("list") : List.of("get", "list"));
                for (String group : Tree.strings(rule, "apiGroups")) {
                    Tree.strings(rule, "resources").forEach(r -> allowed.add(group + "/" + r));
                }
            }
        }
        TreeSet<String> asked = new TreeSet<>();
        ListedKind.ALL.forEach(k -> asked.add(k.group() + "/" + k.resource()));
        assertThat(allowed).as("docs/access against the kinds that are listed").isEqualTo(asked);
    }

    @Test
    void theReaderSeesEverythingButSecrets(Server server) throws ClusterException {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        Connection reader = Readers.everywhere(server, "reader", "sa-audit-reader");
        Snapshot snapshot = read(reader, ALL);
        assertThat(snapshot.cluster().reader()).isEqualTo("system:serviceaccount:readers:reader");
        assertThat(snapshot.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.touchesKind()).isEqualTo("Secret");
            assertThat(gap.kind()).isEqualTo(Gap.Kind.REFUSED);
            assertThat(gap.what())
                    .isEqualTo("Secrets could not be listed: the server refuses it (403);"
                            + " that hides long-lived tokens, their age and use");
            assertThat(gap.hint())
                    .isEqualTo("Ask for the ClusterRole sa-audit-reader-secrets (docs/access.md), or leave them out:"
                            + " --without Secret.");
        });
        assertThat(Dump.content(snapshot))
                .isEqualTo(Dump.content(read(server.connection(), ALL.without(Set.of(ListedKind.SECRET)))));
        assertThat(AccessAdvice.of(snapshot))
                .containsExactly(
                        "system:serviceaccount:readers:reader may not list Secret everywhere.",
                        "can-i, who-can and permissions can answer all the same; scan leaves out what it cannot see.",
                        "To see the rest, ask for the ClusterRole sa-audit-reader-secrets: docs/access.md says what it"
                                + " allows. What is not wanted: --without KIND.");
        Snapshot without = read(reader, ALL.without(Set.of(ListedKind.SECRET)));
        assertThat(without.gaps()).as("what is out of scope is no gap").isEmpty();
        assertThat(without.cluster().without()).containsExactly("Secret");
        assertThat(AccessAdvice.of(without)).isEmpty();
    }

    @Test
    void bothRolesTogetherSeeWhatAnAdministratorSees(Server server) throws ClusterException {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        Connection reader = Readers.everywhere(server, "secrets-reader", "sa-audit-reader", "sa-audit-reader-secrets");
        Snapshot snapshot = read(reader, ALL);
        assertThat(snapshot.gaps()).isEmpty();
        assertThat(snapshot.objects().secrets()).isNotEmpty();
        assertThat(Dump.content(snapshot)).isEqualTo(Dump.content(read(server.connection(), ALL)));
    }

    /** Its own namespace named; which others there are, it may not know. */
    @Test
    void aReaderOfSomeNamespacesIsToldWhatElseThereMayBe(Server server) throws ClusterException {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        Connection reader = Readers.in(server, "of-two", List.of("roles-a", "roles-b"), "sa-audit-reader");
        Snapshot snapshot = read(reader, ALL.in(List.of("roles-a", "roles-b", "roles-c")));
        assertThat(snapshot.objects().serviceAccounts())
                .extracting(a -> a.key().toString())
                .containsExactly(
                        "ServiceAccount roles-a/default",
                        "ServiceAccount roles-a/robot",
                        "ServiceAccount roles-b/default",
                        "ServiceAccount roles-b/robot");
        Gap bindings = gap(snapshot, "RoleBinding");
        assertThat(bindings.what())
                .isEqualTo("RoleBindings were listed in roles-a, roles-b alone: the server refuses it (403);"
                        + " that hides who may do what elsewhere");
        assertThat(bindings.coversRbac("roles-a")).isFalse();
        assertThat(bindings.coversRbac("other")).isTrue();
        assertThat(bindings.coversRbac("")).isFalse();
        Gap clusterBindings = gap(snapshot, "ClusterRoleBinding");
        assertThat(clusterBindings.coversRbac("roles-a")).isTrue();
        assertThat(clusterBindings.coversRbac("")).isTrue();
        assertThat(gap(snapshot, "Secret").what()).startsWith("Secrets could not be listed: the server refuses it");
        assertThat(gap(snapshot, "Namespace").what()).startsWith("Namespaces could not be listed");
        assertThat(snapshot.gaps()).extracting(Gap::touchesKind).doesNotHaveDuplicates();
    }

    @Test
    void aReaderWhoSeesWhichNamespacesThereAreIsToldInHowManyItWasRefused(Server server) throws ClusterException {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        server.apply(NAMESPACES).orFail("apply live-namespaces");
        Connection reader = Readers.in(server, "of-one", List.of("roles-a"), "sa-audit-reader");
        server.apply(binding("of-one", "live-namespaces")).orFail("bind live-namespaces");
        new Cluster(server).settle();
        Snapshot snapshot = read(reader, ALL);
        int all = snapshot.objects().namespaces().size();
        Gap pods = gap(snapshot, "Pod");
        assertThat(pods.what())
                .startsWith("Pods could not be listed in " + (all - 1) + " of " + all + " namespaces (default, ")
                .contains(" more): the server refuses it (403); that hides what runs as which account")
                .endsWith(" there");
        assertThat(pods.spared()).containsExactly("roles-a");
        assertThat(pods.covers("Pod", "roles-a")).isFalse();
        assertThat(pods.covers("Pod", "roles-b")).isTrue();
        assertThat(snapshot.objects().workloads()).isNotEmpty();
        assertThat(snapshot.gaps()).extracting(Gap::touchesKind).doesNotContain("Namespace");
    }

    /** As good as the list of all. */
    @Test
    void aReaderOfEveryNamespaceHasNoGapOfAKindThatStandsInThem(Server server) throws ClusterException {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        server.apply(NAMESPACES).orFail("apply live-namespaces");
        List<String> every = read(server.connection(), ClusterRequest.of(EnumSet.of(ListedKind.NAMESPACE), Audits.NOW))
                .objects()
                .namespaces()
                .stream()
                .map(n -> n.name())
                .toList();
        Readers.in(server, "of-all", List.of(), "sa-audit-reader");
        Connection reader = Readers.in(server, "of-all", with(every, Readers.NAMESPACE), "sa-audit-reader");
        server.apply(binding("of-all", "live-namespaces")).orFail("bind live-namespaces");
        new Cluster(server).settle();
        Snapshot snapshot = read(reader, RBAC);
        assertThat(snapshot.gaps())
                .extracting(Gap::touchesKind)
                .containsExactlyInAnyOrder("ClusterRole", "ClusterRoleBinding");
        Snapshot whole = read(server.connection(), RBAC);
        assertThat(snapshot.objects().bindings())
                .extracting(b -> b.key())
                .containsExactlyElementsOf(whole.objects().bindings().stream()
                        .map(b -> b.key())
                        .filter(k -> !k.namespace().isEmpty())
                        .toList());
    }

    @Test
    void whoMayListNothingIsToldSoForEveryKind(Server server) throws ClusterException {
        Connection nobody = Readers.in(server, "nobody", List.of());
        Snapshot snapshot = read(nobody, ALL);
        assertThat(snapshot.objects().size()).isZero();
        TreeSet<String> kinds = new TreeSet<>();
        ListedKind.ALL.forEach(k -> kinds.add(k.kind()));
        kinds.remove("CustomResourceDefinition");
        assertThat(snapshot.gaps()).extracting(Gap::touchesKind).containsExactlyInAnyOrderElementsOf(kinds);
        assertThat(snapshot.gaps()).allMatch(g -> g.kind() == Gap.Kind.REFUSED);
        assertThat(AccessAdvice.of(snapshot))
                .element(1)
                .isEqualTo("Nothing could be read. permissions --self still tells what this credential itself may do.");
    }

    /** One review a namespace says what may be listed there; only where it does not, each kind is tried. */
    @Test
    void namespacesInWhichNothingMayBeListedCostOneRequestEach(Server server) throws ClusterException {
        Manifests.apply(server, Manifests.of(MANIFESTS));
        server.apply(NAMESPACES).orFail("apply live-namespaces");
        Readers.in(server, "frugal", List.of("roles-a"), "sa-audit-reader");
        server.apply(binding("frugal", "live-namespaces")).orFail("bind live-namespaces");
        new Cluster(server).settle();
        String token = server.tokenOf(Readers.NAMESPACE, "frugal");
        Snapshot asked;
        int namespaces;
        try (FaultProxy proxy = server.faults()) {
            asked = read(server.connection(server.through(proxy).token(token)), ALL);
            namespaces = asked.objects().namespaces().size();
            assertThat(proxy.asked("selfsubjectrulesreviews")).isEqualTo(namespaces);
            assertThat(proxy.asked("/namespaces/roles-a/"))
                    .as("lists of roles-a")
                    .isGreaterThan(10);
            assertThat(proxy.asked("/namespaces/")).isEqualTo(proxy.asked("/namespaces/roles-a/"));
        }
        try (FaultProxy proxy = server.faults().on("selfsubjectrulesreviews", FaultProxy.status(403, "", ""))) {
            Snapshot tried = read(server.connection(server.through(proxy).token(token)), ALL);
            assertThat(Dump.content(tried)).isEqualTo(Dump.content(asked));
            assertThat(gap(tried, "Pod").what()).isEqualTo(gap(asked, "Pod").what());
            assertThat(proxy.asked("/pods")).isGreaterThanOrEqualTo(namespaces);
        }
    }

    private static List<String> with(List<String> names, String one) {
        TreeSet<String> all = new TreeSet<>(names);
        all.add(one);
        return List.copyOf(all);
    }

    private static Gap gap(Snapshot snapshot, String kind) {
        return snapshot.gaps().stream()
                .filter(g -> g.touchesKind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no gap of " + kind + " among " + snapshot.gaps()));
    }

    private static Object binding(String account, String role) {
        String group = "rbac.authorization.k8s.io";
        return Map.of(
                "apiVersion",
                group + "/v1",
                "kind",
                "ClusterRoleBinding",
                "metadata",
                Map.of("name", account + "-" + role),
                "roleRef",
                Map.of("apiGroup", group, "kind", "ClusterRole", "name", role),
                "subjects",
                List.of(Map.of("kind", "ServiceAccount", "name", account, "namespace", Readers.NAMESPACE)));
    }

    private static Snapshot read(Connection connection, ClusterRequest request) throws ClusterException {
        return ClusterReader.read(connection, request, Progress.NONE);
    }
}
