package io.saaudit.report;

import io.saaudit.model.Binding;
import io.saaudit.model.Gap;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.OwnerRef;
import io.saaudit.model.Role;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import io.saaudit.model.Workload;
import io.saaudit.rbac.RbacState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a cluster would hold after files were applied to it: they take the place of objects of their key, and nothing else
 * goes away. Aggregated ClusterRoles get the rules that the server's controller would then give them (semantics D.2), pods
 * of a replaced owner are those of its new template, and a binding whose roleRef differs stays as it is, because the server
 * refuses it (semantics D.1).
 */
public final class Applied {
    private static final Comparator<KubeObject> BY_KEY = (a, b) -> a.key().compareTo(b.key());

    /** Owners that replace their pods when their template changes. */
    private static final Set<String> ROLLING =
            Set.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController");

    private final Objects cluster;
    private final Objects files;
    private final List<Note> notes;
    private final Snapshot read;

    private Applied(Snapshot cluster, Snapshot read) {
        this.cluster = cluster.objects();
        this.files = read.objects();
        this.read = read;
        this.notes = new ArrayList<>(cluster.notes());
        notes.addAll(read.notes());
    }

    /**
     * The cluster after the files.
     *
     * @param cluster what a server listed
     * @param files what is applied, read with one source before its own
     */
    public static Snapshot of(Snapshot cluster, Snapshot files) {
        Applied applied = new Applied(cluster, files);
        Objects objects = applied.objects();
        List<Source> sources = new ArrayList<>(cluster.sources());
        sources.addAll(files.sources().subList(1, files.sources().size()));
        List<Gap> gaps = new ArrayList<>(cluster.gaps());
        gaps.addAll(files.gaps());
        return new Snapshot(
                objects,
                List.copyOf(sources),
                List.copyOf(gaps),
                List.copyOf(applied.notes),
                files.counts(),
                cluster.cluster());
    }

    private Objects objects() {
        return new Objects(
                replaced(cluster.namespaces(), files.namespaces()),
                accounts(),
                aggregated(replaced(cluster.roles(), roles())),
                bindings(),
                workloads(),
                replaced(cluster.secrets(), files.secrets()),
                replaced(cluster.configMaps(), files.configMaps()),
                replaced(cluster.customResources(), files.customResources()),
                replaced(cluster.nodes(), files.nodes()),
                replaced(cluster.services(), files.services()),
                replaced(cluster.ingresses(), files.ingresses()),
                replaced(cluster.webhooks(), files.webhooks()));
    }

    private static <T extends KubeObject> List<T> replaced(List<T> old, List<T> by) {
        Set<ObjectKey> keys = new HashSet<>();
        for (T object : by) {
            keys.add(object.key());
        }
        List<T> all = new ArrayList<>(by);
        for (T object : old) {
            if (!keys.contains(object.key())) {
                all.add(object);
            }
        }
        all.sort(BY_KEY);
        return List.copyOf(all);
    }

    private static <T extends KubeObject> Map<ObjectKey, T> byKey(List<T> objects) {
        Map<ObjectKey, T> byKey = new HashMap<>();
        for (T object : objects) {
            byKey.putIfAbsent(object.key(), object);
        }
        return byKey;
    }

    /** A list of Secrets that a server keeps for an account is not taken away by a manifest that has none. */
    private List<ServiceAccount> accounts() {
        Map<ObjectKey, ServiceAccount> old = byKey(cluster.serviceAccounts());
        List<ServiceAccount> by = new ArrayList<>();
        for (ServiceAccount account : files.serviceAccounts()) {
            ServiceAccount before = old.get(account.key());
            by.add(
                    before == null || !account.secrets().isEmpty()
                            ? account
                            : new ServiceAccount(
                                    account.meta(),
                                    account.automount(),
                                    before.secrets(),
                                    account.imagePullSecrets(),
                                    account.places()));
        }
        return replaced(cluster.serviceAccounts(), by);
    }

    private List<Binding> bindings() {
        Map<ObjectKey, Binding> old = byKey(cluster.bindings());
        List<Binding> by = new ArrayList<>();
        for (Binding binding : files.bindings()) {
            Binding before = old.get(binding.key());
            boolean same = before == null
                    || before.roleRef().kind().equals(binding.roleRef().kind())
                            && before.roleRef().name().equals(binding.roleRef().name());
            if (same) {
                by.add(binding);
                continue;
            }
            notes.add(new Note(
                    Note.Kind.REFUSED_BY_SERVER,
                    binding.key() + " gives " + before.roleRef().kind() + " "
                            + before.roleRef().name() + " in the cluster, and a roleRef cannot be changed to "
                            + binding.roleRef().kind() + " " + binding.roleRef().name()
                            + ". It stays as it is; delete it first.",
                    read.origin(binding.places().roleRef())));
        }
        return replaced(cluster.bindings(), by);
    }

    /** Labels that Kubernetes gives its own roles at every start stay, and so does an aggregationRule that a manifest omits. */
    private List<Role> roles() {
        Map<ObjectKey, Role> old = byKey(cluster.roles());
        List<Role> by = new ArrayList<>();
        for (Role role : files.roles()) {
            Role before = old.get(role.key());
            if (before == null) {
                by.add(role);
                continue;
            }
            Meta meta = role.meta();
            if (before.meta().labels().containsKey("kubernetes.io/bootstrapping")) {
                Map<String, String> labels = new HashMap<>(before.meta().labels());
                labels.putAll(meta.labels());
                meta = new Meta(
                        meta.apiVersion(),
                        meta.key(),
                        "",
                        "",
                        Map.copyOf(labels),
                        meta.annotations(),
                        List.of(),
                        meta.places());
            }
            by.add(new Role(
                    meta, role.rules(), role.aggregation() == null ? before.aggregation() : role.aggregation(), false));
        }
        return by;
    }

    /**
     * Aggregated ClusterRoles as the controller computes them anew. One for which it finds nothing, and found nothing before,
     * keeps the rules that somebody wrote.
     */
    private List<Role> aggregated(List<Role> after) {
        if (files.roles().isEmpty()) {
            return after;
        }
        RbacState before = RbacState.of(unstored(cluster.roles()), List.of(), List.of(), List.of());
        Set<ObjectKey> written = new HashSet<>();
        for (Role role : files.roles()) {
            written.add(role.key());
        }
        List<Role> blank = unstored(after);
        RbacState now = RbacState.of(blank, List.of(), List.of(), List.of());
        List<Role> all = new ArrayList<>(after.size());
        for (int i = 0; i < after.size(); i++) {
            Role role = after.get(i);
            boolean kept = role.aggregation() != null
                    && !written.contains(role.key())
                    && computed(now, role).isEmpty()
                    && computed(before, role).isEmpty();
            all.add(kept || role.aggregation() != null && written.contains(role.key()) ? role : blank.get(i));
        }
        return List.copyOf(all);
    }

    private static List<?> computed(RbacState state, Role role) {
        Role found = state.role(role.namespace(), role.name());
        return found == null ? List.of() : found.rules();
    }

    /** The roles without what marks them as stored, and the aggregated ones without rules. */
    private static List<Role> unstored(List<Role> roles) {
        List<Role> all = new ArrayList<>(roles.size());
        for (Role role : roles) {
            if (role.aggregation() == null) {
                all.add(role);
                continue;
            }
            Meta meta = role.meta();
            Meta other = new Meta(
                    meta.apiVersion(),
                    meta.key(),
                    "",
                    meta.created(),
                    meta.labels(),
                    meta.annotations(),
                    meta.owners(),
                    meta.places());
            all.add(new Role(other, List.of(), role.aggregation(), role.assumed()));
        }
        return all;
    }

    /** Pods and ReplicaSets of a replaced owner give way to what its new template makes. */
    private List<Workload> workloads() {
        Set<String> replaced = new HashSet<>();
        for (Workload workload : files.workloads()) {
            if (ROLLING.contains(workload.meta().kind())) {
                replaced.add(owner(workload.namespace(), workload.meta().kind(), workload.name()));
            }
        }
        List<Workload> left = new ArrayList<>(cluster.workloads());
        for (int before = -1; before != replaced.size(); ) {
            before = replaced.size();
            left.removeIf(workload -> {
                for (OwnerRef owner : workload.meta().owners()) {
                    if (owner.controller()
                            && replaced.contains(owner(workload.namespace(), owner.kind(), owner.name()))) {
                        replaced.add(owner(workload.namespace(), workload.meta().kind(), workload.name()));
                        return true;
                    }
                }
                return false;
            });
        }
        return replaced(left, files.workloads());
    }

    private static String owner(String namespace, String kind, String name) {
        return namespace + "/" + kind + "/" + name;
    }
}
