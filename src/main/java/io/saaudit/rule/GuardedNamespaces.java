package io.saaudit.rule;

import io.saaudit.model.Namespace;
import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import java.util.HashMap;
import java.util.Map;

/**
 * What Pod Security refuses in a namespace, by its label (pod-security-admission; escalation model 3.4): without the
 * label it is the cluster's default, which no object tells and which is privileged unless somebody changed it.
 */
final class GuardedNamespaces {
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    private final Map<String, Boolean> guarded = new HashMap<>();

    GuardedNamespaces(Audit audit) {
        for (Namespace namespace : audit.snapshot().objects().namespaces()) {
            String level = namespace.meta().labels().get(ENFORCE);
            // A value that means nothing is taken for restricted. Of differing definitions any guard counts.
            boolean refuses = level != null && !level.equals("privileged");
            guarded.put(namespace.name(), refuses || guarded.getOrDefault(namespace.name(), false));
        }
    }

    /**
     * The right to lift the guard and make pods, as bad as the guard makes it.
     *
     * @return null where there is nothing to lift
     */
    HeldPower judged(HeldPower held) {
        String namespace = held.scope().namespace();
        Boolean known = namespace.isEmpty() ? null : guarded.get(namespace);
        if (known == null) {
            return held;
        }
        return known ? held.withSeverity(Severity.HIGH) : null;
    }
}
