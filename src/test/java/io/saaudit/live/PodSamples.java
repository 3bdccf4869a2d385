package io.saaudit.live;

import io.saaudit.workload.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pods and pod templates in all ways to get, or not to get, a token; as YAML, by name. */
final class PodSamples {
    static final String NAMESPACE = "admission";

    /** Accounts of the three sorts; the default one stands here as the server makes it. */
    static final String ACCOUNTS = """
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: admission}}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: silent, namespace: admission}}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: wants, namespace: admission},
             automountServiceAccountToken: true}
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: declines, namespace: admission},
             automountServiceAccountToken: false, imagePullSecrets: [{name: of-account}, {name: of-account-too}]}
            """;

    private static final String OWN = "volumes: [{name: own, emptyDir: {}}], ";
    private static final String TOKEN = volume("own", "{path: token}");
    private static final String ACCESS = "kube-api-access-own";
    private static final String VAULT = "{path: token, audience: vault, expirationSeconds: 7200}";

    private PodSamples() {}

    /** Each spec with each account, and the ways to name an account. */
    static Map<String, String> pods() {
        Map<String, String> pods = new TreeMap<>();
        for (String account : List.of("silent", "wants", "declines")) {
            specs().forEach((name, spec) -> pods.put(
                    account + "-" + name, pod(account + "-" + name, "serviceAccountName: " + account + ", " + spec)));
        }
        pods.put("no-account", pod("no-account", container()));
        pods.put("deprecated-field", pod("deprecated-field", "serviceAccount: declines, " + container()));
        pods.put(
                "both-fields",
                pod("both-fields", "serviceAccount: declines, serviceAccountName: wants, " + container()));
        return pods;
    }

    /** Templates whose pods a controller makes within a moment. */
    static Map<String, String> templates() {
        Map<String, String> templates = new TreeMap<>();
        templates.put("deployment", template("apps/v1", "Deployment", "deployment", container()));
        templates.put(
                "replicaset",
                template("apps/v1", "ReplicaSet", "replicaset", "serviceAccount: declines, " + container()));
        templates.put(
                "statefulset",
                template(
                        "apps/v1",
                        "StatefulSet",
                        "statefulset",
                        "serviceAccountName: declines, automountServiceAccountToken: true, " + container()));
        templates.put(
                "job",
                template(
                        "batch/v1",
                        "Job",
                        "job",
                        "restartPolicy: Never, automountServiceAccountToken: false, " + TOKEN
                                + container("own /tokens")));
        return templates;
    }

    /** Pod specs by what is odd in them. */
    private static Map<String, String> specs() {
        Map<String, String> specs = new TreeMap<>();
        specs.put("silent", container());
        specs.put("says-true", "automountServiceAccountToken: true, " + container());
        specs.put("says-false", "automountServiceAccountToken: false, " + container());
        specs.put("token", "automountServiceAccountToken: false, " + TOKEN + container("own /tokens"));
        specs.put("token-not-mounted", "automountServiceAccountToken: false, " + TOKEN + container());
        specs.put("token-at-path", TOKEN + container("own PATH"));
        specs.put("token-beside", TOKEN + container("own /tokens"));
        specs.put("vault-token", volume("own", VAULT) + container("own /tokens"));
        specs.put("mount", OWN + container("own PATH"));
        specs.put("mount-with-slash", OWN + container("own PATH/"));
        specs.put("mount-of-parent", OWN + container("own /var/run/secrets"));
        specs.put("mount-below", OWN + container("own PATH/extra"));
        specs.put("mount-in-one", OWN + "containers: [" + named("a", "own PATH") + ", " + named("b") + "]");
        specs.put("mount-not-in-init", OWN + init(named("a")) + container("own PATH"));
        specs.put("mount-in-init-too", OWN + init(named("a", "own PATH")) + container("own PATH"));
        specs.put("access-volume", OWN.replace("own", ACCESS) + container());
        specs.put("access-volume-at-path", OWN.replace("own", ACCESS) + container(ACCESS + " PATH"));
        specs.put("access-token-elsewhere", volume(ACCESS, "{path: token}") + container(ACCESS + " /tokens"));
        specs.put("access-vault", volume(ACCESS, VAULT) + container());
        specs.put("access-vault-at-path", volume(ACCESS, VAULT) + container(ACCESS + " PATH"));
        specs.put("pull-secret", "imagePullSecrets: [{name: of-pod}], " + container());
        return specs;
    }

    private static String pod(String name, String spec) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: " + name + ", namespace: " + NAMESPACE + "}, spec: {"
                + spec + "}}";
    }

    private static String template(String apiVersion, String kind, String name, String spec) {
        // A Job makes its own selector, and does not take another.
        String selector = kind.equals("Job") ? "" : "selector: {matchLabels: {app: " + name + "}}, ";
        String service = kind.equals("StatefulSet") ? "serviceName: none, " : "";
        return "{apiVersion: " + apiVersion + ", kind: " + kind + ", metadata: {name: " + name + ", namespace: "
                + NAMESPACE + "}, spec: {" + selector + service + "template: {metadata: {labels: {app: " + name
                + "}}, spec: {" + spec + "}}}}";
    }

    private static String volume(String name, String token) {
        return "volumes: [{name: " + name + ", projected: {sources: [{serviceAccountToken: " + token + "}]}}], ";
    }

    private static String init(String container) {
        return "initContainers: [" + container + "], ";
    }

    private static String container(String... mounts) {
        return "containers: [" + named("c", mounts) + "]";
    }

    private static String named(String name, String... mounts) {
        List<String> list = new ArrayList<>();
        for (String mount : mounts) {
            String[] parts = mount.split(" ");
            list.add("{name: " + parts[0] + ", mountPath: " + parts[1].replace("PATH", Tokens.PATH) + "}");
        }
        return "{name: " + name + ", image: busybox, volumeMounts: " + list + "}";
    }
}
