package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Role;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** SA509: a role or binding in a version of the API that is gone. */
final class OldRbacVersion implements Rule {
    private static final String SERVED = ObjectKey.RBAC + "/v1";

    private static final RuleInfo INFO = new RuleInfo(
            "SA509",
            "old-rbac-version",
            "A role or binding has an apiVersion that is no longer served",
            Severity.MEDIUM,
            "",
            "A Role, ClusterRole, RoleBinding or ClusterRoleBinding was read with another apiVersion than"
                    + " rbac.authorization.k8s.io/v1: v1beta1 and v1alpha1 are gone since Kubernetes 1.22. One finding an"
                    + " object.",
            "No supported server takes the manifest: what it was to give is not there, or was left behind by an older one and is"
                    + " kept up by nobody.",
            "Write rbac.authorization.k8s.io/v1; the fields are the same.",
            "Objects that were read from a server have the version that was asked for.",
            List.of(DesignReferences.REMOVED_RBAC),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        List<KubeObject> old = new ArrayList<>();
        for (Role role : audit.snapshot().objects().roles()) {
            add(role, old);
        }
        for (Binding binding : audit.snapshot().objects().bindings()) {
            add(binding, old);
        }
        Set<ObjectKey> told = new HashSet<>();
        for (KubeObject object : old) {
            if (told.add(object.key())) {
                found.accept(finding(audit, object, old));
            }
        }
    }

    private static void add(KubeObject object, List<KubeObject> to) {
        if (!object.meta().apiVersion().equals(SERVED)) {
            to.add(object);
        }
    }

    private static Finding finding(Audit audit, KubeObject object, List<KubeObject> old) {
        Facts facts = new Facts(audit);
        Places places = new Places(audit.snapshot());
        for (KubeObject other : old) {
            if (other.key().equals(object.key())) {
                places.add(other.meta());
                facts.at(
                        other.key() + " is written for " + other.meta().apiVersion(),
                        other.meta().at());
            }
        }
        return new Finding(
                INFO.id(),
                INFO.severity(),
                object.key(),
                "",
                List.of(),
                object.key() + " is written for " + object.meta().apiVersion() + ", which no supported server takes",
                places.list(),
                facts.list(),
                List.of("apiVersion"),
                new Fix(
                        "Write the version that is served.",
                        Fix.Kind.YAML,
                        new Manifest().named(SERVED, object.meta()).toString()));
    }
}
