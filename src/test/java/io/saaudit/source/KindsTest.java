package io.saaudit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Container;
import io.saaudit.model.CustomResource;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.Note;
import io.saaudit.model.OwnerRef;
import io.saaudit.model.Secret;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Volume;
import io.saaudit.model.Volume.TokenProjection;
import io.saaudit.model.WebhookConfiguration;
import io.saaudit.model.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {
    private static final String TEMPLATE =
            "template: {metadata: {labels: {app: x}}, spec: {serviceAccountName: sa, hostPID: true, containers: [{name: c}]}}";

    @ParameterizedTest
    @CsvSource({
        "v1, Namespace",
        "v1, Node",
        "v1, ServiceAccount",
        "v1, Secret",
        "v1, ConfigMap",
        "v1, Service",
        "v1, Pod",
        "v1, ReplicationController",
        "v1, PodTemplate",
        "rbac.authorization.k8s.io/v1, Role",
        "rbac.authorization.k8s.io/v1, ClusterRole",
        "rbac.authorization.k8s.io/v1, RoleBinding",
        "rbac.authorization.k8s.io/v1, ClusterRoleBinding",
        "apps/v1, Deployment",
        "apps/v1, ReplicaSet",
        "apps/v1, StatefulSet",
        "apps/v1, DaemonSet",
        "batch/v1, Job",
        "batch/v1, CronJob",
        "networking.k8s.io/v1, Ingress",
        "apiextensions.k8s.io/v1, CustomResourceDefinition",
        "admissionregistration.k8s.io/v1, ValidatingWebhookConfiguration",
        "admissionregistration.k8s.io/v1, MutatingWebhookConfiguration"
    })
    void aKindThatIsServedIsReadWithoutANote(String apiVersion, String kind) {
        Snapshot snapshot = Reading.complete(object(apiVersion, kind));

        assertThat(snapshot.objects().size()).isEqualTo(1);
        assertThat(snapshot.counts().byKind()).isEqualTo(Map.of(kind, 1));
        assertThat(Reading.notes(snapshot, Note.Kind.OLD_API)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rbac.authorization.k8s.io/v1beta1, Role, rbac.authorization.k8s.io",
        "rbac.authorization.k8s.io/v1alpha1, ClusterRoleBinding, rbac.authorization.k8s.io",
        "extensions/v1beta1, Deployment, apps",
        "extensions/v1beta1, DaemonSet, apps",
        "extensions/v1beta1, ReplicaSet, apps",
        "extensions/v1beta1, Ingress, networking.k8s.io",
        "apps/v1beta1, StatefulSet, apps",
        "apps/v1beta2, Deployment, apps",
        "batch/v2alpha1, CronJob, batch",
        "batch/v1beta1, CronJob, batch",
        "networking.k8s.io/v1beta1, Ingress, networking.k8s.io",
        "apiextensions.k8s.io/v1beta1, CustomResourceDefinition, apiextensions.k8s.io",
        "admissionregistration.k8s.io/v1beta1, MutatingWebhookConfiguration, admissionregistration.k8s.io"
    })
    void anOldApiVersionIsReadAsTodaysAndNoted(String apiVersion, String kind, String group) {
        Snapshot snapshot = Reading.complete(object(apiVersion, kind));

        assertThat(snapshot.objects().size()).isEqualTo(1);
        assertThat(snapshot.counts().byKind()).isEqualTo(Map.of(kind, 1));
        assertThat(Reading.notes(snapshot, Note.Kind.OLD_API))
                .singleElement()
                .asString()
                .endsWith(apiVersion + " is no longer served; read as " + group + "/v1");
    }

    @ParameterizedTest
    @CsvSource({
        "authorization.openshift.io/v1, Role", "serving.knative.dev/v1, Service",
        "networking.internal.knative.dev/v1alpha1, Ingress", "example.org/v1, Secret"
    })
    void aKindThatOnlySharesItsNameIsCountedUnderItsGroup(String apiVersion, String kind) {
        Snapshot snapshot = Reading.complete(object(apiVersion, kind));

        assertThat(snapshot.objects().size()).isZero();
        assertThat(snapshot.counts().byKind())
                .isEqualTo(Map.of(kind + "." + apiVersion.substring(0, apiVersion.indexOf('/')), 1));
        assertThat(Reading.notes(snapshot, Note.Kind.REFUSED_BY_SERVER)).isEmpty();
    }

    @Test
    void aKindInAGroupThatNoServerHasItInIsNoted() {
        Snapshot snapshot = Reading.complete(object("rbac/v1", "Role"));

        assertThat(snapshot.objects().size()).isZero();
        assertThat(Reading.notes(snapshot, Note.Kind.REFUSED_BY_SERVER))
                .containsExactly(
                        "-:1:1 there is no Role in rbac/v1, it was not read;" + " rbac.authorization.k8s.io/v1 has it");
    }

    private static Snapshot object(String apiVersion, String kind) {
        return Reading.text("apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: x}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "apps/v1, Deployment",
        "apps/v1, ReplicaSet",
        "apps/v1, StatefulSet",
        "apps/v1, DaemonSet",
        "batch/v1, Job",
        "v1, ReplicationController"
    })
    void aWorkloadHasThePodOfItsTemplate(String apiVersion, String kind) {
        assertThat(workload(apiVersion, kind, "spec: {replicas: 3, " + TEMPLATE + "}")
                        .replicas())
                .isEqualTo(3);
    }

    @Test
    void aCronJobAndAPodTemplateHaveTheirPodElsewhere() {
        workload("batch/v1", "CronJob", "spec: {jobTemplate: {spec: {" + TEMPLATE + "}}}");
        workload("v1", "PodTemplate", TEMPLATE);
    }

    private static Workload workload(String apiVersion, String kind, String rest) {
        Workload workload = Reading.complete(Reading.text(
                        "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: x}\n" + rest + "\n"))
                .objects()
                .workloads()
                .get(0);
        assertThat(workload.pod().serviceAccountName()).isEqualTo("sa");
        assertThat(workload.pod().hostPid()).isTrue();
        assertThat(workload.podLabels()).isEqualTo(Map.of("app", "x"));
        return workload;
    }

    @Test
    void aPodHasEverythingThatLeadsToACredential() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: p
                  uid: u-1
                  creationTimestamp: "2024-01-01T00:00:00Z"
                  ownerReferences:
                  - {apiVersion: apps/v1, kind: ReplicaSet, name: rs, uid: u-2, controller: true}
                spec:
                  nodeName: node-1
                  hostNetwork: true
                  imagePullSecrets: [{name: pull}]
                  volumes:
                  - name: tokens
                    projected:
                      sources:
                      - serviceAccountToken: {audience: vault, expirationSeconds: 7200, path: vault}
                      - secret: {name: projected, items: [{key: ca.crt, path: ca}, {key: token, path: sa/jwt}]}
                      - configMap: {name: ca}
                  - {name: s, secret: {secretName: plain}}
                  - {name: c, configMap: {name: settings}}
                  - {name: h, hostPath: {path: /var/lib/kubelet}}
                  - {name: e, emptyDir: {}}
                  containers:
                  - name: main
                    securityContext: {privileged: true}
                    volumeMounts:
                    - {name: tokens, mountPath: /t, readOnly: true, subPath: vault}
                    - {name: h, mountPath: /h, subPathExpr: $(POD)}
                    env:
                    - {name: PLAIN, value: "1"}
                    - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
                    envFrom:
                    - {secretRef: {name: whole}, prefix: DB_}
                    - {configMapRef: {name: other}}
                  initContainers: [{name: init}]
                  ephemeralContainers: [{name: debug}]
                status: {phase: Running}
                """));

        Workload pod = snapshot.objects().workloads().get(0);
        assertThat(pod.meta().owners()).containsExactly(new OwnerRef("ReplicaSet", "rs", "u-2", true));
        assertThat(pod.meta().created()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(pod.phase()).isEqualTo("Running");
        assertThat(pod.nodeName()).isEqualTo("node-1");
        assertThat(pod.pod().imagePullSecrets()).containsExactly("pull");
        assertThat(pod.pod().hostNetwork()).isTrue();
        assertThat(pod.pod().volumes())
                .containsExactly(
                        new Volume(
                                "tokens",
                                Volume.Kind.PROJECTED,
                                "",
                                List.of(new TokenProjection("vault", 7200, "vault", 0)),
                                List.of(new Volume.SecretSource("projected", List.of("sa/jwt")))),
                        new Volume(
                                "s",
                                Volume.Kind.SECRET,
                                "plain",
                                List.of(),
                                List.of(new Volume.SecretSource("plain", List.of("token")))),
                        new Volume("c", Volume.Kind.CONFIG_MAP, "settings", List.of(), List.of()),
                        new Volume("h", Volume.Kind.HOST_PATH, "/var/lib/kubelet", List.of(), List.of()),
                        new Volume("e", Volume.Kind.OTHER, "", List.of(), List.of()));
        assertThat(pod.pod().containers())
                .containsExactly(
                        new Container(
                                "main",
                                Container.Kind.MAIN,
                                List.of(
                                        new Container.Mount("tokens", "/t", "vault", true),
                                        new Container.Mount("h", "/h", "$(POD)", false)),
                                List.of(new Container.SecretEnv("PASSWORD", "db", "password", 1)),
                                List.of(new Container.EnvFrom("whole", "DB_", 0)),
                                true,
                                List.of()),
                        new Container("init", Container.Kind.INIT, List.of(), List.of(), List.of(), false, List.of()),
                        new Container(
                                "debug", Container.Kind.EPHEMERAL, List.of(), List.of(), List.of(), false, List.of()));
        assertThat(Reading.at(snapshot, pod.places().of(Workload.VOLUMES))).isEqualTo("13:3");
        assertThat(Reading.at(snapshot, pod.volumeAt(1))).isEqualTo("20:5");
        assertThat(Reading.at(snapshot, pod.containerAt(0))).isNotEqualTo(Reading.at(snapshot, pod.containerAt(1)));
    }

    @Test
    void aSecretKeepsNoValue() {
        String value = "c2VjcmV0LXZhbHVl";
        String yaml = """
                apiVersion: v1
                data: {token: %1$s, ca.crt: %1$s}
                stringData: {since: %1$s, token: ""}
                kind: Secret
                metadata:
                  name: s
                  annotations:
                    kubernetes.io/service-account.name: robot
                    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"token":"%1$s"}}'
                type: kubernetes.io/service-account-token
                """.formatted(value);
        Snapshot snapshot = Reading.complete(Reading.text(yaml));

        Secret secret = snapshot.objects().secrets().get(0);
        assertThat(secret.keys()).containsExactly("token", "ca.crt", "since");
        assertThat(secret.hasToken()).isTrue();
        assertThat(secret.accountName()).isEqualTo("robot");
        assertThat(secret.isServiceAccountToken()).isTrue();
        assertThat(Reading.at(snapshot, secret.places().of(Secret.TYPE))).isEqualTo("10:1");
        assertThat(Dump.of(snapshot)).doesNotContain(value);
    }

    @Test
    void aSecretThatCannotBeReadIsNotQuoted() {
        String value = "c2VjcmV0LXZhbHVl";
        for (String broken : List.of(
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {token: [" + value + "}\n",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {token: [" + value + "]}\n",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: " + value + "\n",
                "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  token: *" + value + "\n",
                "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"data\": {\"token\": " + value + "}}")) {
            Snapshot snapshot = Reading.text(broken);
            assertThat(snapshot.gaps()).as(broken).hasSize(1);
            assertThat(Dump.of(snapshot)).doesNotContain(value);
        }
    }

    @Test
    void aTokenIsThereOnlyWhenItHasAValue() {
        for (String data : List.of("data: {token: \"\"}", "data: {token: }", "data: {other: x}", "data:", "")) {
            Snapshot snapshot =
                    Reading.complete(Reading.text("apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n" + data + "\n"));
            assertThat(snapshot.objects().secrets().get(0).hasToken()).as(data).isFalse();
        }
    }

    @Test
    void theDateOfTokenTrackingIsKeptOfOneConfigMapOnly() {
        String text = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: kube-system}
                data: {since: "2023-05-01"}
                """;
        String tracking = "kube-apiserver-legacy-service-account-token-tracking";

        assertThat(Reading.text(text.formatted(tracking))
                        .objects()
                        .configMaps()
                        .get(0)
                        .trackingSince())
                .isEqualTo("2023-05-01");
        assertThat(Reading.text(text.formatted("other"))
                        .objects()
                        .configMaps()
                        .get(0)
                        .trackingSince())
                .isEmpty();
    }

    @Test
    void aCustomResourceHasItsNamesScopeAndSubresources() {
        CustomResource v1 = crd(
                "apiextensions.k8s.io/v1",
                "Cluster",
                "versions: [{name: v1, schema: {x: {y: 1}},"
                        + " subresources: {status: {}}}, {name: v2, subresources: {scale: {specReplicasPath: .x}}}]");
        assertThat(v1.group()).isEqualTo("example.org");
        assertThat(v1.plural()).isEqualTo("widgets");
        assertThat(v1.kind()).isEqualTo("Widget");
        assertThat(v1.singular()).isEqualTo("widget");
        assertThat(v1.shortNames()).containsExactly("wd");
        assertThat(v1.namespaced()).isFalse();
        assertThat(v1.subresources()).containsExactly("scale", "status");

        CustomResource beta = crd("apiextensions.k8s.io/v1beta1", "Namespaced", "subresources: {status: {}}");
        assertThat(beta.namespaced()).isTrue();
        assertThat(beta.subresources()).containsExactly("status");
    }

    private static CustomResource crd(String apiVersion, String scope, String rest) {
        return Reading.complete(Reading.text("""
                        apiVersion: %s
                        kind: CustomResourceDefinition
                        metadata: {name: widgets.example.org}
                        spec:
                          group: example.org
                          names: {plural: widgets, kind: Widget, singular: widget, shortNames: [wd]}
                          scope: %s
                          %s
                        """.formatted(apiVersion, scope, rest)))
                .objects()
                .customResources()
                .get(0);
    }

    @Test
    void servicesIngressesAndWebhooksHaveWhatFindingsNeed() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                apiVersion: v1
                kind: Service
                metadata: {name: s}
                spec: {type: NodePort, selector: {app: x}}
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: i}
                spec:
                  defaultBackend: {service: {name: d}}
                  rules:
                  - http: {paths: [{backend: {service: {name: a}}}, {backend: {serviceName: b}}]}
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: w}
                webhooks:
                - name: w.example.org
                  rules: [{operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [pods]}]
                """));

        assertThat(snapshot.objects().services().get(0).type()).isEqualTo("NodePort");
        assertThat(snapshot.objects().services().get(0).selector()).isEqualTo(Map.of("app", "x"));
        assertThat(snapshot.objects().ingresses().get(0).services()).containsExactly("d", "a", "b");
        assertThat(snapshot.objects().webhooks().get(0).webhooks())
                .containsExactly(new WebhookConfiguration.Webhook(
                        "w.example.org",
                        List.of(new WebhookConfiguration.Rule(
                                List.of("CREATE"), List.of(""), List.of("v1"), List.of("pods")))));
    }

    @Test
    void anAggregationRuleHasItsSelectors() {
        Snapshot snapshot = Reading.complete(Reading.text("""
                aggregationRule:
                  clusterRoleSelectors:
                  - matchLabels: {a: b}
                  - matchExpressions: [{key: k, operator: In, values: [v]}]
                  - {}
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: c}
                rules: null
                """));

        assertThat(snapshot.objects().roles().get(0).aggregation().selectors())
                .containsExactly(
                        new LabelSelector(Map.of("a", "b"), List.of()),
                        new LabelSelector(Map.of(), List.of(new LabelSelector.Requirement("k", "In", List.of("v")))),
                        new LabelSelector(Map.of(), List.of()));
    }

    @Test
    void equalRulesOfDifferentRolesAreOneValue() {
        String role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: %s}\n"
                + "rules: [{verbs: [get], apiGroups: [\"\"], resources: [pods]}]\n---\n";
        Snapshot snapshot = Reading.text(role.formatted("a") + role.formatted("b"));

        assertThat(snapshot.objects().roles().get(0).rules().get(0).policy())
                .isSameAs(snapshot.objects().roles().get(1).rules().get(0).policy());
    }
}
