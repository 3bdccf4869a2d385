package io.saaudit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Audits;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design 4.10. */
class WorkloadsTest {
    private static final String SPEC = "{containers: [{name: c, image: i}]}";

    private static String deployment(String name, String uid) {
        return object("apps/v1", "Deployment", name, uid, "", "template: {spec: " + SPEC + "}");
    }

    private static String replicaSet(String name, String uid, String owner, int replicas) {
        return object(
                "apps/v1",
                "ReplicaSet",
                name,
                uid,
                owner,
                "replicas: " + replicas + ", template: {spec: " + SPEC + "}");
    }

    private static String pod(String name, String owner) {
        return object("v1", "Pod", name, "uid-" + name, owner, "containers: [{name: c, image: i}]");
    }

    private static String object(String version, String kind, String name, String uid, String owner, String spec) {
        return "apiVersion: " + version + "\nkind: " + kind + "\nmetadata:\n  name: " + name + "\n  namespace: ns\n"
                + (uid.isEmpty() ? "" : "  uid: " + uid + "\n")
                + (owner.isEmpty() ? "" : "  ownerReferences: [" + owner + "]\n") + "spec: {" + spec + "}\n";
    }

    private static String owner(String kind, String name, String uid) {
        return "{apiVersion: x/v1, kind: " + kind + ", name: " + name + ", uid: '" + uid + "', controller: true}";
    }

    private static List<String> tops(String... manifests) {
        return Workloads.of(Audits.read(manifests).objects()).all().stream()
                .map(u -> u.owner() + " " + u.pods())
                .toList();
    }

    @Test
    void podsAndReplicaSetsStandUnderTheirDeploymentOnce() {
        assertThat(tops(
                        deployment("web", "d1"),
                        replicaSet("web-1", "r1", owner("Deployment", "web", "d1"), 2),
                        pod("web-1-a", owner("ReplicaSet", "web-1", "r1")),
                        pod("web-1-b", owner("ReplicaSet", "web-1", "r1"))))
                .containsExactly("Deployment ns/web 2");
    }

    @Test
    void theUidOfAnOwnerCountsBeforeItsName() {
        assertThat(tops(
                        deployment("web", "d1"),
                        replicaSet("old-name", "r1", owner("Deployment", "web", "d1"), 1),
                        pod("a", owner("ReplicaSet", "new-name", "r1"))))
                .containsExactly("Deployment ns/web 1");
    }

    @Test
    void withoutUidsKindAndNameAreFollowed() {
        assertThat(tops(
                        deployment("web", ""),
                        replicaSet("web-1", "", owner("Deployment", "web", "gone"), 1),
                        pod("a", owner("ReplicaSet", "web-1", ""))))
                .containsExactly("Deployment ns/web 1");
    }

    @Test
    void anOwnerThatWasNotReadIsNamedAllTheSame() {
        assertThat(tops(
                        pod("a", owner("ReplicaSet", "web-1", "r1")),
                        pod("b", owner("ReplicaSet", "web-1", "r1")),
                        pod("c", owner("Workflow", "w", "w1"))))
                .containsExactly("ReplicaSet ns/web-1 2", "Workflow ns/w 1");
    }

    @Test
    void jobsStandUnderTheirCronJob() {
        String template = "template: {spec: " + SPEC + "}";
        assertThat(tops(
                        object(
                                "batch/v1",
                                "CronJob",
                                "nightly",
                                "c1",
                                "",
                                "schedule: '0 0 * * *', jobTemplate: {spec: {" + template + "}}"),
                        object("batch/v1", "Job", "nightly-1", "j1", owner("CronJob", "nightly", "c1"), template),
                        pod("nightly-1-x", owner("Job", "nightly-1", "j1"))))
                .containsExactly("CronJob ns/nightly 1");
    }

    @Test
    void aDeploymentThatAnOperatorOwnsIsStillTheObjectToLookAt() {
        String deployment = deployment("web", "d1")
                .replace("  uid: d1\n", "  uid: d1\n  ownerReferences: [" + owner("Prometheus", "k8s", "p1") + "]\n");
        assertThat(tops(deployment)).containsExactly("Deployment ns/web 0");
    }

    @Test
    void anOwnerThatIsNoControllerIsNotFollowed() {
        assertThat(tops(pod("a", "{apiVersion: v1, kind: ConfigMap, name: x, uid: u1}")))
                .containsExactly("Pod ns/a 1");
    }

    @Test
    void ownersInACircleEndSomewhere() {
        assertThat(tops(
                        replicaSet("a", "u1", owner("ReplicaSet", "b", "u2"), 1),
                        replicaSet("b", "u2", owner("ReplicaSet", "a", "u1"), 1)))
                .isNotEmpty();
    }

    @Test
    void whatRunsNoLongerIsLeftOut() {
        String finished = pod("done", "") + "status: {phase: Succeeded}\n";
        String failed = pod("failed", "") + "status: {phase: Failed}\n";
        String mirror = pod("mirror", "").replace("  namespace: ns\n", """
                  namespace: ns
                  annotations: {kubernetes.io/config.mirror: x}
                """);
        assertThat(tops(
                        finished,
                        failed,
                        mirror,
                        replicaSet("web-0", "r0", owner("Deployment", "web", "d1"), 0),
                        pod("running", "") + "status: {phase: Running}\n"))
                .containsExactly("Pod ns/running 1");
    }

    @Test
    void aReplicaSetOfNobodyIsSomebodysManifestEvenAtZero() {
        assertThat(tops(replicaSet("own", "", "", 0))).containsExactly("ReplicaSet ns/own 0");
    }

    @Test
    void oneOwnerCanRunAsTwoAccountsWhileItIsRolledOut() {
        Workloads workloads = Workloads.of(Audits.read(
                        deployment("web", "d1").replace("{containers", "{serviceAccountName: new, containers"),
                        replicaSet("web-1", "r1", owner("Deployment", "web", "d1"), 1),
                        pod("web-1-a", owner("ReplicaSet", "web-1", "r1")))
                .objects());
        assertThat(workloads.all()).extracting(Use::account).containsExactly("default", "new");
        assertThat(workloads.runningAs("ns", "new")).singleElement().satisfies(use -> {
            assertThat(use.ownerRead()).isTrue();
            assertThat(use.pods()).isZero();
        });
        assertThat(workloads.runningAs("ns", "default")).singleElement().satisfies(use -> {
            assertThat(use.ownerRead()).isFalse();
            assertThat(use.pods()).isOne();
        });
        assertThat(workloads.runningAs("other", "default")).isEmpty();
    }
}
