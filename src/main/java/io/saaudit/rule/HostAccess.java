package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.Positions;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** Fields of a pod that let it out onto its node (Pod Security Standards, Baseline). */
final class HostAccess {
    /**
     * One of them.
     *
     * @param field its name and value, and for a container or volume which
     * @param at where it is said, as narrow as can be
     */
    record Field(Workload member, String field, long at) {}

    private HostAccess() {}

    /** The first that a member of the owner has, the owner itself first; null when none has any. */
    static Field first(Use use) {
        for (Workload member : use.members()) {
            List<Field> fields = of(member);
            if (!fields.isEmpty()) {
                return fields.get(0);
            }
        }
        return null;
    }

    /** All that a pod or template has. */
    static List<Field> of(Workload member) {
        List<Field> fields = new ArrayList<>();
        List<Container> containers = member.pod().containers();
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).privileged()) {
                fields.add(new Field(
                        member, "container " + containers.get(i).name() + " is privileged", member.containerAt(i)));
            }
        }
        for (int i = 0; i < member.pod().volumes().size(); i++) {
            Volume volume = member.pod().volumes().get(i);
            if (volume.kind() == Volume.Kind.HOST_PATH && isRoot(volume.reference())) {
                fields.add(
                        new Field(member, "volume " + volume.name() + " is the root of the node", member.volumeAt(i)));
            }
        }
        long spec = member.places().of(Workload.SPEC);
        long at = spec == Positions.NONE ? member.meta().at() : spec;
        add(member, "hostPID", member.pod().hostPid(), at, fields);
        add(member, "hostIPC", member.pod().hostIpc(), at, fields);
        add(member, "hostNetwork", member.pod().hostNetwork(), at, fields);
        return fields;
    }

    private static void add(Workload member, String field, boolean set, long at, List<Field> to) {
        if (set) {
            to.add(new Field(member, field + " is true", at));
        }
    }

    static boolean isRoot(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '/' && c != '.') {
                return false;
            }
        }
        return path.startsWith("/");
    }
}
