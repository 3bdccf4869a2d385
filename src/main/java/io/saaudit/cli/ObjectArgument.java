package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.KubeObject;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.rule.Audit;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object as a person names it, {@code deploy/web}, and the one that is meant.
 *
 * @param kind its kind
 * @param name its name, perhaps with the namespace before it
 * @param found the object, or null when there is none of that name
 * @param near objects that may be meant instead, the nearest first
 */
record ObjectArgument(String kind, String name, ObjectKey found, List<ObjectKey> near) {
    private static final int MOST_NEAR = 3;
    private static final int MOST_NAMESPACES = 5;

    /**
     * Finds the object.
     *
     * @param words {@code KIND/NAME}, or {@code KIND} and {@code NAME}
     * @param namespaces the namespaces to look into, or none for all
     * @throws UsageException when the words cannot mean an object, or could mean several
     */
    static ObjectArgument of(List<String> words, List<String> namespaces, Audit audit) throws UsageException {
        String first = words.isEmpty() ? "" : words.get(0);
        int slash = first.indexOf('/');
        boolean one = words.size() == 1 && slash > 0 && slash < first.length() - 1;
        boolean two = words.size() == 2
                && slash < 0
                && !first.isEmpty()
                && !words.get(1).isEmpty();
        if (!one && !two) {
            throw new UsageException(
                    "explain takes one object", "As in explain deploy/web or explain sa/default -n ops.");
        }
        String type = two ? first : first.substring(0, slash);
        String name = two ? words.get(1) : first.substring(slash + 1);
        String kind = kind(type, audit);
        Collection<ObjectKey> all = all(audit);
        List<ObjectKey> found = matching(all, kind, name, namespaces);
        ObjectKey single = found.isEmpty() ? null : found.get(0);
        for (ObjectKey other : found) {
            if (!other.namespace().equals(single.namespace())) {
                throw new UsageException(kind + " " + name + ": which namespace?", "Write " + options(found) + ".");
            }
        }
        return new ObjectArgument(kind, name, single, single == null ? near(all, kind, name) : List.of());
    }

    private static String options(List<ObjectKey> found) {
        List<String> options = new ArrayList<>();
        for (ObjectKey key : found.subList(0, Math.min(MOST_NAMESPACES, found.size()))) {
            options.add("-n " + key.namespace());
        }
        int more = found.size() - options.size();
        return String.join(" or ", options) + (more > 0 ? " (or one of " + more + " more)" : "");
    }

    private static List<ObjectKey> matching(
            Collection<ObjectKey> all, String kind, String name, List<String> namespaces) {
        List<ObjectKey> byName = new ArrayList<>();
        List<ObjectKey> byQualifiedName = new ArrayList<>();
        for (ObjectKey key : all) {
            boolean selected = key.kind().equals(kind)
                    && (key.namespace().isEmpty() || namespaces.isEmpty() || namespaces.contains(key.namespace()));
            if (selected && key.name().equals(name)) {
                byName.add(key);
            }
            if (selected && key.qualifiedName().equals(name)) {
                byQualifiedName.add(key);
            }
        }
        return byName.isEmpty() ? byQualifiedName : byName;
    }

    /** Everything that can be explained. */
    private static Collection<ObjectKey> all(Audit audit) {
        Objects objects = audit.snapshot().objects();
        TreeSet<ObjectKey> all = new TreeSet<>();
        addKeys(objects.workloads(), all);
        for (Use use : audit.workloads().all()) {
            all.add(use.owner());
        }
        for (Account account : audit.accounts().all()) {
            all.add(new ObjectKey("", "ServiceAccount", account.namespace(), account.name()));
        }
        addKeys(objects.secrets(), all);
        addKeys(audit.state().roles(), all);
        addKeys(audit.state().bindings(), all);
        return all;
    }

    private static void addKeys(Collection<? extends KubeObject> objects, Set<ObjectKey> to) {
        for (KubeObject object : objects) {
            to.add(object.key());
        }
    }

    /** Those of the same name but another kind or namespace, then those whose name looks alike. */
    private static List<ObjectKey> near(Collection<ObjectKey> all, String kind, String name) {
        String bare = name.substring(name.indexOf('/') + 1);
        List<Near> near = new ArrayList<>();
        for (ObjectKey key : all) {
            boolean sameKind = key.kind().equals(kind);
            int distance = key.name().equals(bare) ? 0 : sameKind ? distance(bare, key.name()) : Integer.MAX_VALUE;
            if (distance <= Math.max(2, bare.length() / 3)
                    || sameKind && bare.length() > 2 && key.name().contains(bare)) {
                near.add(new Near(sameKind ? distance : distance + 1, key));
            }
        }
        near.sort(null);
        List<ObjectKey> nearest = new ArrayList<>();
        for (Near one : near.subList(0, Math.min(MOST_NEAR, near.size()))) {
            nearest.add(one.key());
        }
        return nearest;
    }

    /** An object whose name looks like the one that was given. */
    private record Near(int distance, ObjectKey key) implements Comparable<Near> {
        @Override
        public int compareTo(Near other) {
            return distance != other.distance ? Integer.compare(distance, other.distance) : key.compareTo(other.key);
        }
    }

    /** How many characters must be put in, left out or changed (Levenshtein's distance). */
    static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = last[0];
            last[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = last[j];
                last[j] = Math.min(change, 1 + Math.min(last[j], last[j - 1]));
            }
        }
        return last[b.length()];
    }

    private static String kind(String type, Audit audit) throws UsageException {
        String lower = type.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        String known = known(dot < 0 ? lower : lower.substring(0, dot));
        if (!known.isEmpty()) {
            return known;
        }
        // Custom resources whose pods were read: their kind is all that is known of them.
        for (Use use : audit.workloads().all()) {
            if (use.owner().kind().equalsIgnoreCase(type)) {
                return use.owner().kind();
            }
        }
        throw new UsageException(
                type + ": not a kind that can be explained",
                "One of pod, deployment, statefulset, daemonset, job, cronjob, replicaset, replicationcontroller,"
                        + " podtemplate, serviceaccount, secret, role, clusterrole, rolebinding, clusterrolebinding.");
    }

    /** The kinds that can be explained, as kubectl names them. */
    static List<String> kinds() {
        return List.of(
                "pod",
                "deployment",
                "statefulset",
                "daemonset",
                "replicaset",
                "replicationcontroller",
                "job",
                "cronjob",
                "podtemplate",
                "serviceaccount",
                "secret",
                "role",
                "clusterrole",
                "rolebinding",
                "clusterrolebinding");
    }

    /** The kind of kubectl's name, singular, plural or short; or empty. */
    static String known(String type) {
        return switch (type) {
            case "po", "pod", "pods" -> "Pod";
            case "deploy", "deployment", "deployments" -> "Deployment";
            case "sts", "statefulset", "statefulsets" -> "StatefulSet";
            case "ds", "daemonset", "daemonsets" -> "DaemonSet";
            case "rs", "replicaset", "replicasets" -> "ReplicaSet";
            case "rc", "replicationcontroller", "replicationcontrollers" -> "ReplicationController";
            case "job", "jobs" -> "Job";
            case "cj", "cronjob", "cronjobs" -> "CronJob";
            case "podtemplate", "podtemplates" -> "PodTemplate";
            case "sa", "serviceaccount", "serviceaccounts" -> "ServiceAccount";
            case "secret", "secrets" -> "Secret";
            case "role", "roles" -> "Role";
            case "clusterrole", "clusterroles" -> "ClusterRole";
            case "rolebinding", "rolebindings" -> "RoleBinding";
            case "clusterrolebinding", "clusterrolebindings" -> "ClusterRoleBinding";
            default -> "";
        };
    }
}
