package io.saaudit.source;

import io.saaudit.model.Container;
import io.saaudit.model.OwnerRef;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Volume;
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
        if (seen != null && same(seen, spec)) {
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

    private static boolean same(PodSpec a, PodSpec b) {
        return a.serviceAccountName().equals(b.serviceAccountName())
                && a.serviceAccount().equals(b.serviceAccount())
                && a.automount() == b.automount()
                && a.hostNetwork() == b.hostNetwork()
                && a.hostPid() == b.hostPid()
                && a.hostIpc() == b.hostIpc()
                && a.imagePullSecrets().equals(b.imagePullSecrets())
                && sameVolumes(a.volumes(), b.volumes())
                && sameContainers(a.containers(), b.containers());
    }

    private static boolean sameVolumes(List<Volume> a, List<Volume> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Volume x = a.get(i);
            Volume y = b.get(i);
            if (x.kind() != y.kind()
                    || !x.name().equals(y.name())
                    || !x.reference().equals(y.reference())
                    || !sameSecrets(x.secrets(), y.secrets())
                    || !sameTokens(x.tokens(), y.tokens())) {
                return false;
            }
        }
        return true;
    }

    // Written out: the comparison that a record makes by itself costs much of a start-up when first used.
    private static boolean sameSecrets(List<Volume.SecretSource> a, List<Volume.SecretSource> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).name().equals(b.get(i).name())
                    || !a.get(i).tokenFiles().equals(b.get(i).tokenFiles())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameTokens(List<Volume.TokenProjection> a, List<Volume.TokenProjection> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Volume.TokenProjection x = a.get(i);
            Volume.TokenProjection y = b.get(i);
            if (x.expirationSeconds() != y.expirationSeconds()
                    || !x.audience().equals(y.audience())
                    || x.index() != y.index()
                    || !x.path().equals(y.path())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameContainers(List<Container> a, List<Container> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Container x = a.get(i);
            Container y = b.get(i);
            if (x.kind() != y.kind()
                    || x.privileged() != y.privileged()
                    || !x.name().equals(y.name())
                    || !x.audiences().equals(y.audiences())
                    || !x.serverFlags().equals(y.serverFlags())
                    || !sameEnvFrom(x.envFrom(), y.envFrom())
                    || !sameMounts(x.mounts(), y.mounts())
                    || !sameEnv(x.secretEnv(), y.secretEnv())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMounts(List<Container.Mount> a, List<Container.Mount> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Container.Mount x = a.get(i);
            Container.Mount y = b.get(i);
            if (x.readOnly() != y.readOnly()
                    || !x.volume().equals(y.volume())
                    || !x.path().equals(y.path())
                    || !x.subPath().equals(y.subPath())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEnv(List<Container.SecretEnv> a, List<Container.SecretEnv> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Container.SecretEnv x = a.get(i);
            Container.SecretEnv y = b.get(i);
            if (!x.variable().equals(y.variable())
                    || !x.secret().equals(y.secret())
                    || x.index() != y.index()
                    || !x.key().equals(y.key())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEnvFrom(List<Container.EnvFrom> a, List<Container.EnvFrom> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).index() != b.get(i).index()
                    || !a.get(i).secret().equals(b.get(i).secret())
                    || !a.get(i).prefix().equals(b.get(i).prefix())) {
                return false;
            }
        }
        return true;
    }
}
