package io.saaudit.rule;

import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.in;
import static io.saaudit.rule.RbacYaml.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Cluster;
import io.saaudit.model.Severity;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Audits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a permission is worth hangs on what the input shows: a cluster of EKS, a server that serves a custom resource. */
class InputPowersTest {
    private static final String MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: aws-auth, namespace: NS}
            data: {mapRoles: ""}
            """;

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: ns-1}
            spec: {serviceAccountName: app, containers: [{name: c, image: i}]}
            """;

    private static List<String> and(String[] manifests, String... more) {
        List<String> all = new ArrayList<>(List.of(manifests));
        all.addAll(List.of(more));
        return all;
    }

    private static Severity control(List<String> manifests) {
        return Audits.findings(Audits.of(manifests.toArray(String[]::new))).stream()
                .filter(f -> f.rule().equals("SA325") && f.account().equals("ns-1/app"))
                .map(Finding::severity)
                .max(Severity::compareTo)
                .orElse(null);
    }

    private static List<Finding> ofServer(String version, List<ApiResource> served, String... manifests) {
        Snapshot read = Audits.read(String.join("---\n", manifests));
        Cluster cluster = new Cluster("c", "https://c", version, "", Instant.EPOCH, served, List.of());
        return Audits.findings(Audits.of(
                new Snapshot(read.objects(), read.sources(), List.of(), List.of(), read.counts(), cluster), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update,patch :configmaps", "patch :configmaps aws-auth"})
    void awsAuthIsHighWhereTheConfigMapIsInSight(String rule) {
        List<String> manifests = and(wide(rule), MAP.replace("NS", "kube-system"));
        assertThat(control(manifests)).isEqualTo(HIGH);
        assertThat(control(and(in("kube-system", rule), MAP.replace("NS", "kube-system"))))
                .as("in kube-system alone")
                .isEqualTo(HIGH);
        assertThat(control(and(in("ns-1", rule), MAP.replace("NS", "kube-system"))))
                .as("of another namespace")
                .isNull();
    }

    @Test
    void aRoleThatNamesItShowsThatThereIsSuchACluster() {
        assertThat(control(List.of(wide("patch :configmaps aws-auth")))).isEqualTo(HIGH);
        assertThat(control(and(wide("patch :configmaps"), clusterRole("reader", "get :configmaps aws-auth"))))
                .isEqualTo(HIGH);
    }

    @Test
    void withoutASignOfEksItIsWhatOtherConfigMapsAre() {
        assertThat(control(List.of(wide("patch :configmaps")))).isEqualTo(MEDIUM);
        assertThat(control(and(wide("patch :configmaps"), MAP.replace("NS", "ns-1"))))
                .as("the server looks in kube-system alone")
                .isEqualTo(MEDIUM);
        assertThat(control(and(wide("patch :configmaps coredns"), clusterRole("reader", "get :configmaps aws-auth"))))
                .as("limited to another name")
                .isEqualTo(MEDIUM);
    }

    @Test
    void aServerOfEksSaysSo() {
        assertThat(ofServer("v1.33.1-eks-c0ffee0", List.of(), wide("patch :configmaps")))
                .filteredOn(f -> f.rule().equals("SA325"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(HIGH);
                    assertThat(f.message())
                            .contains(
                                    "may map, where EKS takes logins from aws-auth, identities of AWS to system:masters");
                });
        assertThat(ofServer("v1.33.1", List.of(), wide("patch :configmaps")))
                .filteredOn(f -> f.rule().equals("SA325"))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(MEDIUM));
    }

    @Test
    void whoMayWriteItIsPowerful() {
        List<String> manifests = and(wide("patch :configmaps aws-auth"), POD);
        assertThat(Audits.findings(Audits.of(manifests.toArray(String[]::new))))
                .extracting(Finding::rule)
                .contains("SA106");
        List<String> other = and(wide("patch :configmaps coredns"), POD);
        assertThat(Audits.findings(Audits.of(other.toArray(String[]::new))))
                .extracting(Finding::rule)
                .doesNotContain("SA106");
    }

    @Test
    void aCustomResourceThatTheServerDoesNotServeIsNothing() {
        String[] writer = wide("create helm.toolkit.fluxcd.io:helmreleases", "patch argoproj.io:applications");
        ApiResource releases = new ApiResource(
                "helm.toolkit.fluxcd.io",
                "helmreleases",
                "HelmRelease",
                "helmrelease",
                List.of(),
                true,
                Set.of("create"),
                Set.of());
        ApiResource pods = new ApiResource("", "pods", "Pod", "pod", List.of(), true, Set.of("create"), Set.of());
        assertThat(ofServer("v1.36.0", List.of(pods, releases), writer))
                .filteredOn(f -> f.rule().equals("SA333"))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("Flux").doesNotContain("Argo"));
        assertThat(ofServer("v1.36.0", List.of(pods), writer))
                .extracting(Finding::rule)
                .doesNotContain("SA333");
        assertThat(ofServer("v1.36.0", List.of(), writer))
                .as("discovery said nothing, so it is not known")
                .extracting(Finding::rule)
                .contains("SA333");
    }
}
