package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Role;
import io.saaudit.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** SA702: one of the API server's own objects is kept from being put right. */
final class FrozenBuiltIn implements Rule {

    private static final RuleInfo INFO = new RuleInfo(
            "SA702",
            "frozen-built-in",
            "A role or binding of the API server's own is not kept up to date",
            Severity.MEDIUM,
            "low where it only gives less than the API server's own does",
            "A role or binding that was read has the name of one that the API server makes by itself, and the annotation"
                    + " rbac.authorization.kubernetes.io/autoupdate with the value false. One finding an object.",
            "The API server neither puts back what somebody takes away nor adds what a new version needs, and what was changed"
                    + " stays as it is: a workaround of years ago, or a way in that is to last.",
            "Take the annotation off; where something was taken away on purpose, write down why.",
            "Any other value means that the object is kept up to date. Taking a permission away and freezing that is how a role"
                    + " such as system:aggregate-to-edit is hardened: low, as long as nothing was added. The drift itself is"
                    + " SA701's.",
            List.of(DesignReferences.AUTO_RECONCILIATION, DesignReferences.DEFAULT_ROLES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Set<ObjectKey> told = new HashSet<>();
        for (Role role : audit.snapshot().objects().roles()) {
            if (Drift.isFrozen(role) && audit.stock().isKept(role) && told.add(role.key())) {
                Facts facts = facts(audit, role);
                Drift drift = Drift.of(audit, role);
                drift.tell(role, facts);
                found.accept(finding(audit, role, drift, facts));
            }
        }
        for (Binding binding : audit.snapshot().objects().bindings()) {
            if (Drift.isFrozen(binding) && audit.stock().isKept(binding) && told.add(binding.key())) {
                Facts facts = facts(audit, binding);
                Drift drift = Drift.of(audit, binding);
                drift.tell(binding, facts);
                found.accept(finding(audit, binding, drift, facts));
            }
        }
    }

    private static Facts facts(Audit audit, KubeObject object) {
        return new Facts(audit)
                .at(
                        object.key() + " has the annotation " + Drift.AUTOUPDATE + ": false",
                        object.meta().at());
    }

    private static Finding finding(Audit audit, KubeObject object, Drift drift, Facts facts) {
        boolean less = !drift.isEmpty() && !drift.gives();
        return new Finding(
                INFO.id(),
                less ? Severity.LOW : INFO.severity(),
                object.key(),
                "",
                List.of(),
                object.key() + " is not kept up to date by the API server"
                        + (drift.isEmpty()
                                ? ""
                                : less ? "; it gives less than it usually does" : "; what was added to it stays"),
                new Places(audit.snapshot()).add(object.meta()).list(),
                facts.list(),
                List.of(Drift.AUTOUPDATE),
                new Fix(
                        "Take the annotation off, if nothing was taken away on purpose.",
                        Fix.Kind.COMMAND,
                        new Patch()
                                .remove("/metadata/annotations/" + Drift.AUTOUPDATE.replace("/", "~1"))
                                .command(object.meta())));
    }
}
