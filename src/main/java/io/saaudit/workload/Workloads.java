package io.saaudit.workload;

import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.OwnerRef;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who runs as which account (design 4.10). Pods, ReplicaSets, ReplicationControllers and Jobs stand under their top
 * owner; finished and mirror pods, and owned ReplicaSets without replicas (the revisions that a Deployment keeps), are
 * left out.
 */
public final class Workloads {
    private static final int DEEPEST = 8;

    private final List<Use> all;
    /** By namespace, then by the account's name. */
    private final Map<String, Map<String, List<Use>>> byAccount = new HashMap<>();

    /**
     * A top owner that runs as an account.
     *
     * @param owner the object to change; it may not have been read
     * @param account the account's name, in the owner's namespace
     * @param members what was read of it and runs as the account: the owner itself first, then by key
     * @param pods how many pods are among them
     */
    public record Use(ObjectKey owner, String account, List<Workload> members, int pods) {
        /** Whether the owner itself was read and runs as the account. */
        public boolean ownerRead() {
            return members.get(0).key().equals(owner);
        }
    }

    private Workloads(List<Use> all) {
        this.all = all;
        for (Use use : all) {
            Map<String, List<Use>> ofNamespace = byAccount.get(use.owner().namespace());
            if (ofNamespace == null) {
                ofNamespace = new HashMap<>();
                byAccount.put(use.owner().namespace(), ofNamespace);
            }
            Lists.of(ofNamespace, use.account()).add(use);
        }
    }

    /** The workloads of what was read. */
    public static Workloads of(Objects objects) {
        Owners owners = new Owners(objects.workloads());
        Map<ObjectKey, Map<String, List<Workload>>> grouped = new HashMap<>();
        for (Workload workload : objects.workloads()) {
            if (exposes(workload)) {
                ObjectKey owner = owners.topOf(workload);
                Map<String, List<Workload>> ofOwner = grouped.get(owner);
                if (ofOwner == null) {
                    ofOwner = new TreeMap<>();
                    grouped.put(owner, ofOwner);
                }
                Lists.of(ofOwner, PodAccount.of(workload.pod()).name()).add(workload);
            }
        }
        List<ObjectKey> sorted = new ArrayList<>(grouped.keySet());
        sorted.sort(null);
        List<Use> uses = new ArrayList<>();
        for (ObjectKey owner : sorted) {
            for (Map.Entry<String, List<Workload>> entry : grouped.get(owner).entrySet()) {
                uses.add(use(owner, entry.getKey(), entry.getValue()));
            }
        }
        return new Workloads(List.copyOf(uses));
    }

    /** All of them, by owner and account. */
    public List<Use> all() {
        return all;
    }

    /** The top owners that run as the account, by key. */
    public List<Use> runningAs(String namespace, String account) {
        return byAccount.getOrDefault(namespace, Map.of()).getOrDefault(account, List.of());
    }

    /** Differing definitions of one key stand in the order of files, which must not change an answer. */
    private static void settle(List<Workload> members) {
        for (int from = 0; from < members.size(); ) {
            int to = from + 1;
            while (to < members.size()
                    && members.get(to).key().equals(members.get(from).key())) {
                to++;
            }
            if (to > from + 1) {
                members.subList(from, to)
                        .sort(Comparator.comparing((Workload w) -> w.pod().toString())
                                .thenComparing(w -> w.meta().labels().toString()));
            }
            from = to;
        }
    }

    private static Use use(ObjectKey owner, String account, List<Workload> members) {
        settle(members);
        List<Workload> ordered = new ArrayList<>(members.size());
        int pods = 0;
        for (Workload member : members) {
            if (member.key().equals(owner)) {
                ordered.add(member);
            }
        }
        ObjectKey last = null;
        for (Workload member : members) {
            if (!member.key().equals(owner)) {
                ordered.add(member);
            }
            // Differing definitions of one pod stand next to each other and are one pod.
            if (member.isPod() && !member.key().equals(last)) {
                pods++;
            }
            last = member.key();
        }
        return new Use(owner, account, List.copyOf(ordered), pods);
    }

    private static boolean exposes(Workload workload) {
        boolean retired = Integer.valueOf(0).equals(workload.replicas())
                && Owners.climbs(workload)
                && Owners.controller(workload) != null;
        return !workload.isMirror() && !workload.isFinished() && !retired;
    }

    /** Follows ownerReferences. */
    private static final class Owners {
        private final Map<String, Workload> byUid = new HashMap<>();
        private final Map<ObjectKey, Workload> byKey = new HashMap<>();

        Owners(Collection<Workload> workloads) {
            for (Workload workload : workloads) {
                if (!workload.isPod()) {
                    byKey.put(workload.key(), workload);
                    if (workload.meta().stored()) {
                        byUid.put(workload.meta().uid(), workload);
                    }
                }
            }
        }

        ObjectKey topOf(Workload workload) {
            Workload at = workload;
            for (int depth = 0; depth < DEEPEST && climbs(at); depth++) {
                OwnerRef ref = controller(at);
                if (ref == null) {
                    break;
                }
                ObjectKey named = new ObjectKey(groupOf(ref.kind()), ref.kind(), at.namespace(), ref.name());
                Workload owner = ref.uid().isEmpty() ? null : byUid.get(ref.uid());
                owner = owner == null ? byKey.get(named) : owner;
                if (owner == null) {
                    return named;
                }
                at = owner;
            }
            return at.key();
        }

        /** Whether the kind is made by others: a Deployment that an operator owns is still the object to look at. */
        static boolean climbs(Workload workload) {
            return switch (workload.meta().kind()) {
                case "Pod", "ReplicaSet", "ReplicationController", "Job" -> true;
                default -> false;
            };
        }

        static OwnerRef controller(Workload workload) {
            for (OwnerRef owner : workload.meta().owners()) {
                if (owner.controller()) {
                    return owner;
                }
            }
            return null;
        }

        /** An ownerReference's group is not kept: the well-known ones by kind, empty for any other. */
        private static String groupOf(String kind) {
            return switch (kind) {
                case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" -> "apps";
                case "Job", "CronJob" -> "batch";
                default -> "";
            };
        }
    }
}
