package io.saaudit.perf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes the cluster that speed is measured on, as {@code kubectl get … -A -o json} prints one: 500 namespaces, 10,500
 * accounts, 3,000 roles, 6,000 RoleBindings, 400 ClusterRoleBindings, 20,000 pods. The same bytes in every run.
 */
public final class GenerateCluster {
    private static final int NAMESPACES = 500;
    private static final int ACCOUNTS_EACH = 20;
    private static final int CLUSTER_ROLES = 500;
    private static final int ROLES = 2500;
    private static final int ROLE_BINDINGS = 6000;
    private static final int CLUSTER_ROLE_BINDINGS = 400;
    private static final int PODS = 20000;

    private static final List<String> VERBS =
            List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
    private static final List<List<String>> RESOURCES = List.of(
            List.of("", "pods", "pods/log", "services", "configmaps", "secrets", "endpoints", "events"),
            List.of("apps", "deployments", "statefulsets", "daemonsets", "replicasets", "deployments/scale"),
            List.of("batch", "jobs", "cronjobs"),
            List.of("networking.k8s.io", "ingresses", "networkpolicies"),
            List.of("coordination.k8s.io", "leases"),
            List.of("example.com", "widgets", "widgets/status", "gadgets"));

    private final Random random = new Random(20261101);
    private final JsonGenerator json;
    private final int times;
    private final int pods;

    private GenerateCluster(JsonGenerator json, int times, int pods) {
        this.json = json;
        this.times = times;
        this.pods = pods;
    }

    /**
     * Writes it to a file.
     *
     * @param args the file; how many times as many of everything (1); how many pods (20,000)
     */
    public static void main(String[] args) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])));
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            int times = args.length > 1 ? Integer.parseInt(args[1]) : 1;
            int pods = args.length > 2 ? Integer.parseInt(args[2]) : PODS * times;
            new GenerateCluster(json, times, pods).write();
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("apiVersion", "v1");
        json.writeStringField("kind", "List");
        json.writeArrayFieldStart("items");
        for (int n = 0; n < NAMESPACES * times; n++) {
            start("v1", "Namespace", "", "ns-" + n);
            json.writeEndObject();
            account("ns-" + n, "default", null);
            for (int a = 0; a < ACCOUNTS_EACH; a++) {
                account("ns-" + n, "sa-" + a, random.nextInt(4) == 0 ? Boolean.FALSE : null);
            }
        }
        for (int i = 0; i < CLUSTER_ROLES * times; i++) {
            role("ClusterRole", "", "cluster-role-" + i);
        }
        for (int i = 0; i < ROLES * times; i++) {
            role("Role", "ns-" + i % (NAMESPACES * times), "role-" + i / (NAMESPACES * times));
        }
        for (int i = 0; i < ROLE_BINDINGS * times; i++) {
            boolean cluster = random.nextInt(3) == 0;
            String namespace = "ns-" + random.nextInt(NAMESPACES * times);
            String role = cluster
                    ? "cluster-role-" + random.nextInt(CLUSTER_ROLES * times)
                    : "role-" + random.nextInt(ROLES / NAMESPACES);
            binding("RoleBinding", namespace, "binding-" + i, cluster ? "ClusterRole" : "Role", role);
        }
        for (int i = 0; i < CLUSTER_ROLE_BINDINGS * times; i++) {
            binding(
                    "ClusterRoleBinding",
                    "",
                    "binding-" + i,
                    "ClusterRole",
                    "cluster-role-" + i % (CLUSTER_ROLES * times));
        }
        for (int i = 0; i < pods; i++) {
            pod(i);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void account(String namespace, String name, Boolean automount) throws IOException {
        start("v1", "ServiceAccount", namespace, name);
        if (automount != null) {
            json.writeBooleanField("automountServiceAccountToken", automount);
        }
        json.writeEndObject();
    }

    private void role(String kind, String namespace, String name) throws IOException {
        start("rbac.authorization.k8s.io/v1", kind, namespace, name);
        json.writeArrayFieldStart("rules");
        for (int i = random.nextInt(5) + 1; i > 0; i--) {
            List<String> group = RESOURCES.get(random.nextInt(RESOURCES.size()));
            json.writeStartObject();
            array("apiGroups", List.of(group.get(0)));
            int from = 1 + random.nextInt(group.size() - 1);
            array("resources", group.subList(from, Math.min(group.size(), from + 1 + random.nextInt(3))));
            int verb = random.nextInt(6);
            array("verbs", VERBS.subList(verb, Math.min(8, verb + 1 + random.nextInt(4))));
            if (random.nextInt(8) == 0) {
                array("resourceNames", List.of("name-" + random.nextInt(20), "name-" + random.nextInt(20)));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void binding(String kind, String namespace, String name, String roleKind, String role) throws IOException {
        start("rbac.authorization.k8s.io/v1", kind, namespace, name);
        json.writeObjectFieldStart("roleRef");
        json.writeStringField("apiGroup", "rbac.authorization.k8s.io");
        json.writeStringField("kind", roleKind);
        json.writeStringField("name", role);
        json.writeEndObject();
        json.writeArrayFieldStart("subjects");
        for (int i = random.nextInt(2) + 1; i > 0; i--) {
            json.writeStartObject();
            String home = namespace.isEmpty() || random.nextInt(4) == 0
                    ? "ns-" + random.nextInt(NAMESPACES * times)
                    : namespace;
            if (random.nextInt(20) == 0) {
                json.writeStringField("apiGroup", "rbac.authorization.k8s.io");
                json.writeStringField("kind", "Group");
                json.writeStringField("name", "system:serviceaccounts:" + home);
            } else {
                json.writeStringField("kind", "ServiceAccount");
                json.writeStringField("name", "sa-" + random.nextInt(ACCOUNTS_EACH));
                json.writeStringField("namespace", home);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void pod(int i) throws IOException {
        String namespace = "ns-" + i % (NAMESPACES * times);
        String app = "app-" + random.nextInt(10);
        json.writeStartObject();
        json.writeStringField("apiVersion", "v1");
        json.writeStringField("kind", "Pod");
        json.writeObjectFieldStart("metadata");
        json.writeStringField("name", app + "-" + Integer.toHexString(i) + "-abcde");
        json.writeStringField("namespace", namespace);
        json.writeStringField("uid", "00000000-0000-4000-8000-0000" + String.format("%08x", i));
        json.writeStringField("creationTimestamp", "2026-10-01T08:00:00Z");
        json.writeObjectFieldStart("labels");
        json.writeStringField("app", app);
        json.writeEndObject();
        json.writeArrayFieldStart("ownerReferences");
        json.writeStartObject();
        json.writeStringField("apiVersion", "apps/v1");
        json.writeStringField("kind", "ReplicaSet");
        json.writeStringField("name", app + "-5d4f8c7b9");
        json.writeStringField("uid", "10000000-0000-4000-8000-000000000000");
        json.writeBooleanField("controller", true);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectFieldStart("spec");
        json.writeStringField("serviceAccountName", "sa-" + random.nextInt(ACCOUNTS_EACH));
        json.writeStringField("nodeName", "node-" + i % 200);
        containers(app);
        volumes();
        json.writeEndObject();
        json.writeObjectFieldStart("status");
        json.writeStringField("phase", "Running");
        json.writeStringField("podIP", "10.0." + i / 250 % 250 + "." + i % 250);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void containers(String app) throws IOException {
        json.writeArrayFieldStart("containers");
        json.writeStartObject();
        json.writeStringField("name", app);
        json.writeStringField("image", "registry.example.com/" + app + ":1.0");
        json.writeArrayFieldStart("env");
        for (String variable : List.of("LOG_LEVEL", "REGION", "TEAM")) {
            json.writeStartObject();
            json.writeStringField("name", variable);
            json.writeStringField("value", "x");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("volumeMounts");
        json.writeStartObject();
        json.writeStringField("name", "kube-api-access-x2x9k");
        json.writeStringField("mountPath", "/var/run/secrets/kubernetes.io/serviceaccount");
        json.writeBooleanField("readOnly", true);
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void volumes() throws IOException {
        json.writeArrayFieldStart("volumes");
        json.writeStartObject();
        json.writeStringField("name", "kube-api-access-x2x9k");
        json.writeObjectFieldStart("projected");
        json.writeArrayFieldStart("sources");
        json.writeStartObject();
        json.writeObjectFieldStart("serviceAccountToken");
        json.writeNumberField("expirationSeconds", 3607);
        json.writeStringField("path", "token");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void start(String apiVersion, String kind, String namespace, String name) throws IOException {
        json.writeStartObject();
        json.writeStringField("apiVersion", apiVersion);
        json.writeStringField("kind", kind);
        json.writeObjectFieldStart("metadata");
        json.writeStringField("name", name);
        if (!namespace.isEmpty()) {
            json.writeStringField("namespace", namespace);
        }
        json.writeStringField("uid", "20000000-0000-4000-8000-" + String.format("%012x", random.nextInt()));
        json.writeStringField("creationTimestamp", "2026-10-01T08:00:00Z");
        json.writeEndObject();
    }

    private void array(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
