package io.saaudit.rule;

import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.testing.Audits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SA601 to SA603, SA705 and SA706: powerful accounts where they are worse than elsewhere. */
class PowerfulWorkloadRulesTest {
    private static final String ACCOUNT = RbacYaml.account("ns-1", "app");

    private static String[] with(String rule, String... manifests) {
        List<String> all = new ArrayList<>(List.of(ACCOUNT, clusterRole("r", rule), clusterBinding("r", "ns-1/app")));
        all.addAll(List.of(manifests));
        return all.toArray(String[]::new);
    }

    private static List<Finding> found(String rule, String... manifests) {
        return Scan.of(Audits.of(manifests), Selection.ALL.withRules(List.of(rule)))
                .findings();
    }

    private static String workload(String kind, String podFields, String containerFields) {
        return """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: w, namespace: ns-1}
                spec:
                  template:
                    metadata: {labels: {app: w, tier: x}}
                    spec:
                      serviceAccountName: app
                      %s
                      containers: [{name: c, image: i%s}]
                """.formatted(kind, podFields, containerFields);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostPID: true|''|hostPID is true",
                "hostIPC: true|''|hostIPC is true",
                "hostNetwork: true|''|hostNetwork is true",
                "''|, securityContext: {privileged: true}|container c is privileged",
                "volumes: [{name: root, hostPath: {path: /}}]|''|volume root is the root of the node",
            })
    void hostAccessBesideAPowerfulTokenIsReported(String pod, String container, String what) {
        assertThat(found("SA601", with("list :secrets", workload("Deployment", pod, container))))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(HIGH);
                    assertThat(f.message())
                            .isEqualTo("Deployment w has host access (" + what
                                    + ") and holds the token of app, which may read Secrets in the cluster");
                });
    }

    @Test
    void withoutPowerOrTokenOrHostAccessThereIsNoFinding() {
        String host = workload("DaemonSet", "hostNetwork: true", "");
        assertThat(found("SA601", with("patch :nodes/status", host)))
                .as("agents of networks and storage that write the status of nodes are not powerful")
                .isEmpty();
        assertThat(found("SA601", with("list :secrets", host.replace("hostNetwork: true", "hostNetwork: false"))))
                .isEmpty();
        assertThat(found(
                        "SA601",
                        with(
                                "list :secrets",
                                workload(
                                        "DaemonSet",
                                        "{hostNetwork: true, automountServiceAccountToken: false}"
                                                .replace("{", "")
                                                .replace("}", "")
                                                .replace(", ", "\n      "),
                                        ""))))
                .isEmpty();
        assertThat(found(
                        "SA601",
                        with(
                                "list :secrets",
                                workload("DaemonSet", "volumes: [{name: v, hostPath: {path: /var/log}}]", ""))))
                .isEmpty();
    }

    @Test
    void aDaemonSetSpreadsAPowerfulTokenOnce() {
        String plain = workload("DaemonSet", "", "");
        assertThat(found("SA602", with("list :secrets", plain))).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(MEDIUM);
            assertThat(f.message()).startsWith("DaemonSet w puts on every node the token of app");
        });
        assertThat(found("SA602", with("list :secrets", workload("DaemonSet", "hostPID: true", ""))))
                .as("SA601 tells of it")
                .isEmpty();
        assertThat(found("SA602", with("list :secrets", workload("Deployment", "", ""))))
                .isEmpty();
        assertThat(found("SA602", with("patch :nodes/status", plain))).isEmpty();
    }

    private static String service(String type, String selector) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: s, namespace: ns-1}
                spec: {type: %s, selector: {%s}}
                """.formatted(type, selector);
    }

    private static final String INGRESS = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: front, namespace: ns-1}
            spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: s, port: {number: 80}}}}]}}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"LoadBalancer", "NodePort"})
    void whatAServiceOpensIsExposed(String type) {
        assertThat(found("SA603", with("list :secrets", workload("Deployment", "", ""), service(type, "app: w"))))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(MEDIUM);
                    assertThat(f.message()).startsWith("Deployment w is open to the outside by " + type + " Service s");
                });
    }

    @Test
    void whatAnIngressLeadsToIsExposed() {
        String[] all = with("list :secrets", workload("Deployment", "", ""), service("ClusterIP", "app: w"), INGRESS);
        assertThat(found("SA603", all))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("by Ingress front and Service s"));
    }

    @Test
    void whatIsNotReachedFromOutsideIsNotExposed() {
        String pods = workload("Deployment", "", "");
        assertThat(found("SA603", with("list :secrets", pods, service("ClusterIP", "app: w"))))
                .isEmpty();
        assertThat(found("SA603", with("list :secrets", pods, service("LoadBalancer", "app: other"))))
                .isEmpty();
        assertThat(found("SA603", with("list :secrets", pods, service("LoadBalancer", ""))))
                .as("without a selector it is not known where it leads")
                .isEmpty();
        assertThat(found(
                        "SA603",
                        with(
                                "list :secrets",
                                pods,
                                service("LoadBalancer", "app: w").replace("namespace: ns-1", "namespace: ns-2"))))
                .as("a Service selects in its own namespace")
                .isEmpty();
        assertThat(found("SA603", with("get :configmaps", pods, service("LoadBalancer", "app: w"))))
                .isEmpty();
    }

    @Test
    void aControllerOfIngressesMustBeExposed() {
        String[] controller = with(
                "list :secrets",
                workload("Deployment", "", ""),
                service("LoadBalancer", "app: w"),
                clusterRole("i", "update networking.k8s.io:ingresses/status"),
                clusterBinding("i", "ns-1/app"));
        assertThat(found("SA603", controller))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(INFO));
        assertThat(found("SA603", with("* *:*", workload("Deployment", "", ""), service("LoadBalancer", "app: w"))))
                .as("who may everything is no such controller")
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(MEDIUM));
    }

    private static String cloud(String name, String annotation) {
        return "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: " + name + ", namespace: ns-1, annotations: {"
                + annotation + "}}\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/x'",
                "iam.gke.io/gcp-service-account: x@p.iam.gserviceaccount.com",
                "azure.workload.identity/client-id: '0000'"
            })
    void aCloudIdentityOfADefaultOrPowerfulAccountIsReported(String annotation) {
        assertThat(found("SA705", cloud("default", annotation)))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(HIGH));
        String[] powerful = {
            cloud("app", annotation), clusterRole("r", "list :secrets"), clusterBinding("r", "ns-1/app")
        };
        assertThat(found("SA706", powerful))
                .singleElement()
                .satisfies(f -> assertThat(f.severity()).isEqualTo(MEDIUM));
        assertThat(found("SA705", powerful)).isEmpty();
    }

    @Test
    void otherAccountsMayHaveACloudIdentity() {
        String role = "eks.amazonaws.com/role-arn: 'arn:aws:iam::1:role/x'";
        assertThat(found(
                        "SA706",
                        cloud("app", role),
                        clusterRole("r", "get :configmaps"),
                        clusterBinding("r", "ns-1/app")))
                .isEmpty();
        assertThat(found(
                        "SA706",
                        cloud("default", role),
                        clusterRole("r", "list :secrets"),
                        clusterBinding("r", "ns-1/default")))
                .as("SA705 tells of it")
                .isEmpty();
        assertThat(found("SA705", cloud("default", "eks.amazonaws.com/role-arn: ''"), cloud("x", role)))
                .isEmpty();
    }

    /** As the webhook of EKS leaves it. */
    private static String podIdentity(String account) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-0, namespace: ns-1}
                spec:
                  serviceAccountName: %s
                  containers: [{name: web, image: x}]
                  volumes:
                    - name: eks-pod-identity-token
                      projected:
                        sources:
                          - serviceAccountToken: {audience: pods.eks.amazonaws.com, path: eks-pod-identity-token}
                """.formatted(account);
    }

    @Test
    void eksPodIdentityIsSeenByTheTokenOfAPod() {
        assertThat(found("SA705", podIdentity("default"))).singleElement().satisfies(f -> {
            assertThat(f.message()).startsWith("stands for an IAM role by EKS Pod Identity");
            assertThat(f.fix().text())
                    .contains("list-pod-identity-associations")
                    .contains("--namespace ns-1");
            assertThat(f.evidence().toString()).contains("Pod ns-1/web-0 has a token for pods.eks.amazonaws.com");
        });
        String[] powerful = {podIdentity("app"), clusterRole("r", "list :secrets"), clusterBinding("r", "ns-1/app")};
        assertThat(found("SA706", powerful)).hasSize(1);
        assertThat(found("SA705", podIdentity("default").replace("pods.eks.amazonaws.com", "vault")))
                .as("a token for somebody else")
                .isEmpty();
        assertThat(found("SA706", podIdentity("app"))).as("no power").isEmpty();
    }
}
