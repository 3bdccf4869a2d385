package io.saaudit.source;

import io.saaudit.model.KubeObject;
import io.saaudit.model.PersistentVolume;
import io.saaudit.model.PersistentVolumeClaim;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The paths of nodes that pods mount by way of claims: a claim that is bound to a PersistentVolume of the type hostPath or
 * local comes to a hostPath, which Pod Security does not see (escalation model 4.7). Only what the input shows counts:
 * the volume names the claim, or the claim the volume, and neither names another.
 */
final class ClaimedPaths {
    private final List<PersistentVolume> volumes = new ArrayList<>();
    private final Map<String, TreeSet<String>> volumesOfClaims = new HashMap<>();

    /** Keeps an object of storage. */
    boolean take(KubeObject object) {
        if (object instanceof PersistentVolume v) {
            if (!v.path().isEmpty()) {
                volumes.add(v);
            }
            return true;
        }
        if (object instanceof PersistentVolumeClaim c) {
            String key = c.namespace() + "/" + c.name();
            TreeSet<String> wanted = volumesOfClaims.getOrDefault(key, new TreeSet<>());
            wanted.add(c.volumeName());
            volumesOfClaims.put(key, wanted);
            return true;
        }
        return false;
    }

    /** The workloads, with the paths behind their claims. */
    List<Workload> resolved(List<Workload> workloads) {
        if (volumes.isEmpty()) {
            return workloads;
        }
        List<Workload> resolved = new ArrayList<>(workloads.size());
        for (Workload workload : workloads) {
            resolved.add(resolved(workload));
        }
        return List.copyOf(resolved);
    }

    private Workload resolved(Workload workload) {
        PodSpec pod = workload.pod();
        List<Volume> all = new ArrayList<>(pod.volumes());
        boolean any = false;
        for (int i = 0; i < all.size(); i++) {
            Volume volume = all.get(i);
            String path = volume.claim().isEmpty() ? "" : path(workload.namespace(), volume.claim());
            if (!path.isEmpty()) {
                all.set(i, volume.onHost(path));
                any = true;
            }
        }
        if (!any) {
            return workload;
        }
        PodSpec bound = new PodSpec(
                pod.serviceAccountName(),
                pod.serviceAccount(),
                pod.automount(),
                pod.imagePullSecrets(),
                List.copyOf(all),
                pod.containers(),
                pod.hostNetwork(),
                pod.hostPid(),
                pod.hostIpc());
        return new Workload(
                workload.meta(),
                bound,
                workload.podLabels(),
                workload.podAnnotations(),
                workload.replicas(),
                workload.phase(),
                workload.nodeName(),
                workload.places());
    }

    /** The path behind a claim, the first of several; empty where none is in sight. */
    private String path(String namespace, String claim) {
        TreeSet<String> paths = new TreeSet<>();
        TreeSet<String> wanted = volumesOfClaims.getOrDefault(namespace + "/" + claim, new TreeSet<>());
        for (PersistentVolume volume : volumes) {
            boolean keptForIt = volume.claimNamespace().equals(namespace)
                    && volume.claimName().equals(claim);
            boolean another = !volume.claimName().isEmpty() && !keptForIt;
            boolean asked = wanted.contains(volume.name());
            boolean asksAnother = !asked && !wanted.isEmpty() && !wanted.contains("");
            if (keptForIt && !asksAnother || asked && !another) {
                paths.add(volume.path());
            }
        }
        return paths.isEmpty() ? "" : paths.first();
    }
}
