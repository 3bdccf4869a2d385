package io.saaudit.model;

import java.util.List;

/**
 * Compares what objects hold. Written out field by field: the comparison that a record makes by itself costs much of a
 * start-up when first used, and is slow where there are many.
 */
public final class Content {
    private Content() {}

    /** Whether two definitions hold the same; where they stand plays no part. */
    public static boolean same(KubeObject a, KubeObject b) {
        if (a instanceof Role r && b instanceof Role s) {
            return r.meta().equals(s.meta()) && sameRules(r.rules(), s.rules()) && sameAggregation(r, s);
        }
        if (a instanceof Workload v && b instanceof Workload w) {
            return v.meta().equals(w.meta())
                    && same(v.pod(), w.pod())
                    && v.podLabels().equals(w.podLabels())
                    && v.podAnnotations().equals(w.podAnnotations())
                    && v.phase().equals(w.phase())
                    && v.nodeName().equals(w.nodeName())
                    && java.util.Objects.equals(v.replicas(), w.replicas());
        }
        if (a instanceof ServiceAccount x && b instanceof ServiceAccount y) {
            return x.meta().equals(y.meta())
                    && java.util.Objects.equals(x.automount(), y.automount())
                    && x.secrets().equals(y.secrets())
                    && x.imagePullSecrets().equals(y.imagePullSecrets());
        }
        return a.equals(b);
    }

    /** The same for the rules of two roles. */
    public static boolean sameRules(List<RoleRule> a, List<RoleRule> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).policy().equals(b.get(i).policy())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameAggregation(Role a, Role b) {
        Aggregation x = a.aggregation();
        Aggregation y = b.aggregation();
        return x == null || y == null ? x == y : x.selectors().equals(y.selectors());
    }

    /** Whether two specs hold the same. */
    public static boolean same(PodSpec a, PodSpec b) {
        return a == b
                || a.serviceAccountName().equals(b.serviceAccountName())
                        && a.serviceAccount().equals(b.serviceAccount())
                        && java.util.Objects.equals(a.automount(), b.automount())
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
                    || !x.claim().equals(y.claim())
                    || !sameSecrets(x.secrets(), y.secrets())
                    || !sameTokens(x.tokens(), y.tokens())) {
                return false;
            }
        }
        return true;
    }

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
