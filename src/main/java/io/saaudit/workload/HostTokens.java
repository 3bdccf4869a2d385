package io.saaudit.workload;

import io.saaudit.model.Container;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths of the host under which the tokens of all pods of the node stand: the kubelet keeps projected volumes in
 * /var/lib/kubelet/pods, and what container runtimes keep in /run holds the containers' file systems.
 */
public final class HostTokens {
    private static final String PODS = "/var/lib/kubelet/pods";
    private static final List<String> ABOVE =
            List.of("/", "/var", "/var/lib", "/var/lib/kubelet", PODS, "/run", "/var/run");

    private HostTokens() {}

    /**
     * A mount that shows such a path.
     *
     * @param volume number of the hostPath volume
     * @param container number of the container
     * @param mount number of the mount in it
     * @param path the path of the host that the container sees, without what is redundant in it
     * @param readOnly whether the container cannot write there
     */
    public record Exposure(int volume, int container, int mount, String path, boolean readOnly) {}

    /** The mounts that show the tokens of other pods, by container. */
    public static List<Exposure> of(PodSpec pod) {
        List<Exposure> found = new ArrayList<>();
        for (int v = 0; v < pod.volumes().size(); v++) {
            Volume volume = pod.volumes().get(v);
            if (volume.kind() != Volume.Kind.HOST_PATH) {
                continue;
            }
            for (int c = 0; c < pod.containers().size(); c++) {
                List<Container.Mount> mounts = pod.containers().get(c).mounts();
                for (int m = 0; m < mounts.size(); m++) {
                    Container.Mount mount = mounts.get(m);
                    String path = mount.volume().equals(volume.name())
                            ? normal(volume.reference() + "/" + mount.subPath())
                            : "";
                    if (exposes(path)) {
                        found.add(new Exposure(v, c, m, path, mount.readOnly()));
                    }
                }
            }
        }
        return found;
    }

    /** Whether the tokens of other pods are below a path of the host; redundant parts of it do not count. */
    public static boolean exposes(String path) {
        return ABOVE.contains(path) || path.startsWith(PODS + "/");
    }

    /** The path without empty parts, {@code .} and {@code ..}; an expression may be anything and is kept. */
    static String normal(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return "/" + String.join("/", parts);
    }
}
