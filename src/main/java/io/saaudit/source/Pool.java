package io.saaudit.source;

import io.saaudit.model.Container;
import io.saaudit.model.Content;
import io.saaudit.model.OwnerRef;
import io.saaudit.model.PodSpec;
import java.util.List;
import java.util.Map;

/**
 * Shares equal values, of which a cluster has as many as an owner has pods: specs, labels, owner references. Fixed tables
 * that forget on a clash; one a thread. Compared field by field and not by the records' own equals, whose making costs
 * every short run some milliseconds.
 */
final class Pool {
    private static final int SIZE = 1 << 11;

    private final StringPool strings = new StringPool();
    private PodSpec[] specs;
    private Object[] maps;
    private Object[] owners;

    StringPool strings() {
        return strings;
    }

    /** The spec, or an equal one seen before. */
    PodSpec share(PodSpec spec) {
        if (specs == null) {
            specs = new PodSpec[SIZE];
        }
        int hash = spec.serviceAccountName().hashCode() * 31 + spec.volumes().size();
        for (Container container : spec.containers()) {
            hash = hash * 31 + container.name().hashCode();
        }
        int slot = slot(hash);
        PodSpec seen = specs[slot];
        if (seen != null && Content.same(seen, spec)) {
            return seen;
        }
        specs[slot] = spec;
        return spec;
    }

    /** The map, or an equal one seen before. */
    @SuppressWarnings("unchecked") // only maps of strings are put in
    Map<String, String> share(Map<String, String> map) {
        if (map.isEmpty()) {
            return map;
        }
        if (maps == null) {
            maps = new Object[SIZE];
        }
        int slot = slot(map.hashCode());
        if (map.equals(maps[slot])) {
            return (Map<String, String>) maps[slot];
        }
        maps[slot] = map;
        return map;
    }

    /** The owner references, or equal ones seen before. */
    @SuppressWarnings("unchecked") // only lists of owner references are put in
    List<OwnerRef> share(List<OwnerRef> list) {
        if (list.isEmpty()) {
            return list;
        }
        if (owners == null) {
            owners = new Object[SIZE];
        }
        int slot = slot(list.get(0).uid().hashCode());
        List<OwnerRef> seen = (List<OwnerRef>) owners[slot];
        if (seen != null && same(seen, list)) {
            return seen;
        }
        owners[slot] = list;
        return list;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 11 ^ hash >>> 22) & (SIZE - 1);
    }

    private static boolean same(List<OwnerRef> a, List<OwnerRef> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            OwnerRef x = a.get(i);
            OwnerRef y = b.get(i);
            if (x.controller() != y.controller()
                    || !x.uid().equals(y.uid())
                    || !x.name().equals(y.name())
                    || !x.kind().equals(y.kind())) {
                return false;
            }
        }
        return true;
    }
}
