package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.model.Gap;
import io.saaudit.model.Snapshot;
import io.saaudit.source.Dump;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.ClusterReader;
import io.saaudit.source.cluster.ClusterRequest;
import io.saaudit.source.cluster.ConnectOptions;
import io.saaudit.source.cluster.ListedKind;
import io.saaudit.source.cluster.Progress;
import io.saaudit.testing.Audits;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server, read through a network that fails, or asked where another one answers. */
@Live
class FaultsIT {
    private static final String ROLES = "/clusterroles?";
    private static final ClusterRequest RBAC =
            ClusterRequest.of(ListedKind.RBAC, Audits.NOW).paged(20);

    /** Each of these passes when it is asked again. */
    @ParameterizedTest
    @ValueSource(strings = {"dropped", "500", "503", "429", "cut", "half", "slow", "gone", "dropped page"})
    void whatPassesIsAskedAgain(String name, Server server) throws ClusterException {
        String want = Dump.content(read(server, RBAC));
        try (FaultProxy proxy = server.faults()) {
            switch (name) {
                case "dropped" -> proxy.on(ROLES, 2, FaultProxy.dropped());
                case "500" -> proxy.on(ROLES, 2, FaultProxy.status(500, "", ""));
                case "503" -> proxy.on(ROLES, 4, FaultProxy.status(503, "Retry-After", "0"));
                case "429" -> proxy.on(ROLES, 1, FaultProxy.status(429, "Retry-After", "1"));
                case "cut" -> proxy.on(ROLES, 2, FaultProxy.cut());
                case "half" -> proxy.on(ROLES, 2, FaultProxy.half());
                case "slow" -> proxy.on("", 6, FaultProxy.slow(300));
                case "gone" -> proxy.on("continue=", 3, FaultProxy.status(410, "", ""));
                default -> proxy.on("continue=", 2, FaultProxy.dropped());
            }
            Snapshot snapshot = read(server, proxy, RBAC);
            assertThat(snapshot.gaps()).isEmpty();
            assertThat(Dump.content(snapshot)).isEqualTo(want);
        }
    }

    @Test
    void aServerThatAsksToWaitIsWaitedForAndTheReaderIsToldSo(Server server) throws ClusterException {
        List<String> told = new CopyOnWriteArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void waiting(String kind, long seconds) {
                told.add(kind + " " + seconds);
            }
        };
        try (FaultProxy proxy = server.faults().on(ROLES, 1, FaultProxy.status(429, "Retry-After", "1"))) {
            long begin = System.nanoTime();
            ClusterReader.read(server.connection(proxy), RBAC, progress);
            assertThat(System.nanoTime() - begin).as("nanoseconds").isGreaterThan(1_000_000_000L);
        }
        assertThat(told).containsExactly("ClusterRoles 1");
    }

    /** What does not pass is a gap of that kind, and all others are read. */
    @ParameterizedTest
    @ValueSource(strings = {"dropped", "500", "429", "cut", "half", "redirect", "html", "json", "other list", "404"})
    void whatStaysIsAGapOfThatKindAlone(String name, Server server) throws ClusterException {
        try (FaultProxy proxy = server.faults()) {
            FaultProxy.Fault fault = switch (name) {
                case "dropped" -> FaultProxy.dropped();
                case "500" -> FaultProxy.status(500, "", "");
                case "429" -> FaultProxy.status(429, "Retry-After", "0");
                case "cut" -> FaultProxy.cut();
                case "half" -> FaultProxy.half();
                case "redirect" ->
                    FaultProxy.status(302, "Location", "https://user:secret@login.example.com/?code=secret");
                case "html" -> FaultProxy.html();
                case "json" -> FaultProxy.json("{\"hello\":[1,2,3]}");
                case "other list" ->
                    FaultProxy.json("{\"kind\":\"RoleList\",\"apiVersion\":\"rbac.authorization.k8s.io/v1\","
                            + "\"items\":[{\"metadata\":{\"name\":\"x\",\"namespace\":\"y\"}}]}");
                default -> FaultProxy.status(404, "", "");
            };
            proxy.on(ROLES, fault);
            Snapshot snapshot = read(server, proxy, RBAC);
            Gap gap = onlyGap(snapshot);
            assertThat(gap.touchesKind()).isEqualTo("ClusterRole");
            assertThat(gap.what())
                    .startsWith("ClusterRoles could not be listed: ")
                    .endsWith("; that hides who may do what")
                    .contains(
                            switch (name) {
                                case "dropped" -> "closed the connection without an answer";
                                case "500" -> "the server answers with status 500";
                                case "429" -> "the server was too busy (429) 5 times";
                                case "cut" -> "the reply was cut short";
                                case "half" -> "the JSON ends too early";
                                case "redirect" -> "sends elsewhere, to login.example.com (302), which is not followed";
                                case "html" -> "a web page";
                                case "json" -> "JSON without a kind instead of a ClusterRoleList";
                                case "other list" -> "a RoleList instead of a ClusterRoleList";
                                default -> "does not have it (404)";
                            })
                    .doesNotContain("secret");
            assertThat(snapshot.objects().bindings()).isNotEmpty();
            assertThat(snapshot.objects().roles()).allMatch(r -> !r.name().equals("x"));
            assertThat(proxy.asked("example.com"))
                    .as("redirects that were followed")
                    .isZero();
        }
    }

    @Test
    void aListThatBreaksOffForGoodKeepsThePagesBefore(Server server) throws ClusterException {
        try (FaultProxy proxy = server.faults().on("clusterroles?limit=20&continue=", FaultProxy.dropped())) {
            Snapshot snapshot = read(server, proxy, RBAC);
            assertThat(onlyGap(snapshot).what())
                    .startsWith("ClusterRoles were not listed to their end, 20 of them were: ");
            assertThat(snapshot.objects().roles()).filteredOn(r -> r.cluster()).hasSize(20);
        }
    }

    /** In the middle of a later page. */
    @Test
    void aServerThatFallsSilentIsWaitedForNoLongerThanIsAllowed(Server server) throws ClusterException {
        try (FaultProxy proxy = server.faults().on("clusterroles?limit=20&continue=", FaultProxy.silent(20_000))) {
            ConnectOptions.Builder options = server.through(proxy).requestTimeout(Duration.ofSeconds(1));
            long begin = System.nanoTime();
            Snapshot snapshot = ClusterReader.read(server.connection(options), RBAC, Progress.NONE);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            assertThat(onlyGap(snapshot).what())
                    .startsWith("ClusterRoles were not listed to their end, 20 of them were: the reply took longer than"
                            + " --request-timeout allows");
            assertThat(snapshot.objects().bindings()).isNotEmpty();
        }
    }

    /** Pages of ten: six come whole, the seventh in part. */
    @Test
    void aTimeOutInTheMiddleOfPageSevenKeepsTheSixBefore(Server server) throws ClusterException {
        ClusterRequest tens = ClusterRequest.of(EnumSet.of(ListedKind.CLUSTER_ROLE), Audits.NOW)
                .paged(10);
        String next = "clusterroles?limit=10&continue=";
        try (FaultProxy proxy = server.faults().on(next, 5, FaultProxy.slow(0)).on(next, FaultProxy.silent(20_000))) {
            ConnectOptions.Builder options = server.through(proxy).requestTimeout(Duration.ofSeconds(1));
            Snapshot snapshot = ClusterReader.read(server.connection(options), tens, Progress.NONE);
            assertThat(onlyGap(snapshot).what())
                    .startsWith("ClusterRoles were not listed to their end, 60 of them were: the reply took longer than"
                            + " --request-timeout allows");
            assertThat(snapshot.objects().roles()).hasSize(60);
        }
    }

    @Test
    void aListThatIsAlwaysTooOldEndsAsAGapWithNothingHalfRead(Server server) throws ClusterException {
        try (FaultProxy proxy = server.faults().on("clusterroles?limit=20&continue=", FaultProxy.status(410, "", ""))) {
            Snapshot snapshot = read(server, proxy, RBAC);
            assertThat(onlyGap(snapshot).what()).contains("too old before it was read (410), 4 times");
            assertThat(snapshot.objects().roles()).noneMatch(r -> r.cluster());
            assertThat(proxy.asked("/clusterroles?limit=20&continue=")).isEqualTo(4);
        }
    }

    @Test
    void aTokenThatComesAgainEndsTheList(Server server) throws ClusterException {
        try (FaultProxy proxy = server.faults().on(ROLES, FaultProxy.sameToken())) {
            Snapshot snapshot = read(server, proxy, RBAC);
            assertThat(onlyGap(snapshot).what()).contains("the same continue token twice");
            assertThat(proxy.asked(ROLES)).isEqualTo(2);
        }
    }

    @Test
    void aReplyFullOfSecretsIsClosedUnread(Server server) throws ClusterException {
        Manifests.apply(server, Manifests.of("""
                {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: faults}}
                ---
                {apiVersion: v1, kind: Secret, type: kubernetes.io/service-account-token, metadata: {name: robot-token,
                 namespace: faults, annotations: {kubernetes.io/service-account.name: robot}}}
                """));
        ClusterRequest secrets = ClusterRequest.of(EnumSet.of(ListedKind.SECRET), Audits.NOW);
        assertThat(read(server, secrets).objects().secrets()).isNotEmpty();
        try (FaultProxy proxy = server.faults().on("/secrets", FaultProxy.wholeObjects())) {
            Snapshot snapshot = read(server, proxy, secrets);
            Gap gap = onlyGap(snapshot);
            assertThat(gap.touchesKind()).isEqualTo("Secret");
            assertThat(gap.what()).contains("a SecretList instead of a PartialObjectMetadataList");
            assertThat(snapshot.objects().secrets()).isEmpty();
            assertThat(Dump.of(snapshot)).doesNotContain("eyJ", "ZXlK", "robot-token");
            assertThat(proxy.asked("/secrets")).as("it is not asked again").isEqualTo(1);
        }
        // One that names the right list, and has data in it all the same.
        FaultProxy.Fault disguised = FaultProxy.changed(body ->
                body.replaceFirst("\"metadata\":\\{\"name\":\"robot-token\"", "\"data\":{\"token\":\"ZXlK\"},$0"));
        try (FaultProxy proxy = server.faults().on("/secrets", disguised)) {
            Snapshot snapshot = read(server, proxy, secrets);
            assertThat(onlyGap(snapshot).what()).contains("objects that hold more than metadata");
            assertThat(snapshot.objects().secrets()).isEmpty();
        }
    }

    /** What stands where a server should be is told in one line, and nothing more is asked. */
    @ParameterizedTest
    @ValueSource(strings = {"html", "json", "redirect", "404", "401", "503", "dropped"})
    void whatIsNoKubernetesServerEndsTheRun(String name, Server server) {
        try (FaultProxy proxy = server.faults()) {
            proxy.on(
                    "",
                    switch (name) {
                        case "html" -> FaultProxy.html();
                        case "json" -> FaultProxy.json("{\"version\":\"8.1\"}");
                        case "redirect" -> FaultProxy.status(301, "Location", "https://login.example.com/?t=secret");
                        case "404" -> FaultProxy.status(404, "", "");
                        case "401" -> FaultProxy.status(401, "", "");
                        case "503" -> FaultProxy.status(503, "", "");
                        default -> FaultProxy.dropped();
                    });
            String message = switch (name) {
                case "html" -> "is no Kubernetes API server: asked for /version, the answer is a web page";
                case "json" -> "is no Kubernetes API server: /version names no version";
                case "redirect" -> "is no Kubernetes API server: asked for /version, the server sends elsewhere";
                case "404" -> "is no Kubernetes API server";
                case "401" -> "not logged in to ";
                case "503" -> "the server answers with status 503";
                default -> "closed the connection without an answer";
            };
            assertThatThrownBy(() -> read(server, proxy, RBAC)).isInstanceOfSatisfying(ClusterException.class, e -> {
                assertThat(e.kind()).isEqualTo(ClusterException.Kind.CONNECTION);
                assertThat(e.getMessage()).contains(message).doesNotContain("secret", "\n");
                assertThat(e.hint()).isNotEmpty();
            });
            assertThat(proxy.requests()).as("what was asked").allMatch(r -> r.equals("GET /version"));
        }
    }

    @Test
    void aServerThatIsLostAfterItsFirstAnswerEndsTheRunSoon(Server server) {
        try (FaultProxy proxy = server.faults().on("/api", FaultProxy.dropped())) {
            assertThatThrownBy(() -> read(server, proxy, ClusterRequest.all(Audits.NOW)))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining(" no longer answers: ");
            assertThat(proxy.requests())
                    .as("what was asked of a server that is gone")
                    .hasSizeLessThan(40);
        }
    }

    @Test
    void aLoginThatEndsMeanwhileIsToldAsSuch(Server server) {
        try (FaultProxy proxy = server.faults().on("/api", FaultProxy.status(401, "", ""))) {
            assertThatThrownBy(() -> read(server, proxy, RBAC))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageStartingWith("not logged in to ");
        }
    }

    @Test
    void withoutDiscoveryTheDefinitionsOfCustomResourcesAreRead(Server server) throws ClusterException {
        try (FaultProxy proxy = server.faults().on("/apis$", 1, FaultProxy.status(406, "", ""))) {
            Snapshot snapshot = read(
                    server, proxy, ClusterRequest.of(EnumSet.of(ListedKind.CUSTOM_RESOURCE_DEFINITION), Audits.NOW));
            assertThat(snapshot.gaps()).isEmpty();
            assertThat(snapshot.cluster().apiResources()).isEmpty();
            assertThat(snapshot.notes())
                    .singleElement()
                    .satisfies(n -> assertThat(n.what()).contains("aggregated discovery"));
            assertThat(proxy.asked("/customresourcedefinitions?")).isEqualTo(1);
        }
        try (FaultProxy proxy = server.faults()) {
            read(server, proxy, ClusterRequest.all(Audits.NOW));
            assertThat(proxy.asked("/customresourcedefinitions"))
                    .as("discovery has told it already")
                    .isZero();
        }
    }

    private static Gap onlyGap(Snapshot snapshot) {
        assertThat(snapshot.gaps()).as("gaps").hasSize(1);
        return snapshot.gaps().get(0);
    }

    private static Snapshot read(Server server, ClusterRequest request) throws ClusterException {
        return ClusterReader.read(server.connection(), request, Progress.NONE);
    }

    private static Snapshot read(Server server, FaultProxy proxy, ClusterRequest request) throws ClusterException {
        return ClusterReader.read(server.connection(proxy), request, Progress.NONE);
    }
}
