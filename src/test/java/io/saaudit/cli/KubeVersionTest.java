package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dangerous in one version of Kubernetes and not in another. */
class KubeVersionTest {
    @TempDir
    Path folder;

    private String scan(String rule, String... options) throws IOException {
        Path file = folder.resolve("roles.yaml");
        Files.writeString(file, """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: r}
                rules:
                - %s
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: r}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r}
                subjects: [{kind: ServiceAccount, name: app, namespace: ns-1}]
                """.formatted(rule));
        String[] words = new String[options.length + 2];
        words[0] = "scan";
        words[1] = file.toString();
        System.arraycopy(options, 0, words, 2, options.length);
        return Run.of(words).out();
    }

    @Test
    void gettingExecIsEnoughBefore135AndTheOlderServerIsAssumed() throws IOException {
        String rule = "{apiGroups: [''], resources: [pods/exec], verbs: [get]}";
        assertThat(scan(rule)).contains("SA310").contains("(servers before 1.35)");
        assertThat(scan(rule, "--kube-version", "1.34")).contains("SA310");
        assertThat(scan(rule, "--kube-version", "1.35")).doesNotContain("SA310");
        assertThat(scan(rule, "--kube-version", "1.36")).doesNotContain("SA310");
        assertThat(scan(rule, "--no-builtin-roles")).contains("SA310");
    }

    @Test
    void creatingExecIsEnoughInAnyVersion() throws IOException {
        String rule = "{apiGroups: [''], resources: [pods/exec], verbs: [create]}";
        assertThat(scan(rule, "--kube-version", "1.36")).contains("SA310").doesNotContain("websocket");
    }

    @Test
    void gettingNodesProxyIsEnoughInAnyVersion() throws IOException {
        String rule = "{apiGroups: [''], resources: [nodes/proxy], verbs: [get]}";
        assertThat(scan(rule, "--kube-version", "1.30")).contains("SA313");
        assertThat(scan(rule, "--kube-version", "1.36")).contains("SA313");
    }

    @Test
    void constrainedImpersonationCountsFrom136On() throws IOException {
        String rule = "{apiGroups: ['*'], resources: [users, pods],"
                + " verbs: ['impersonate:user-info', 'impersonate-on:user-info:get']}";
        assertThat(scan(rule)).contains("SA318");
        assertThat(scan(rule, "--kube-version", "1.36")).contains("SA318");
        assertThat(scan(rule, "--kube-version", "1.35")).doesNotContain("SA318");
    }

    @Test
    void mutatingAdmissionPoliciesCountFrom136On() throws IOException {
        String rule = "{apiGroups: [admissionregistration.k8s.io], resources: [mutatingadmissionpolicies],"
                + " verbs: [update]}";
        assertThat(scan(rule)).contains("SA322");
        assertThat(scan(rule, "--kube-version", "1.35")).doesNotContain("SA322");
    }
}
