package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA411: a subject that the API server would refuse, so that it names nobody. */
final class BrokenSubject implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA411",
            "broken-subject",
            "A binding has a subject that the API server refuses",
            Severity.MEDIUM,
            "info in input with a kustomization.yaml that was not built, which often adds the namespace",
            "An account among the subjects of a ClusterRoleBinding has no namespace; or an account has an apiGroup; or a user or"
                    + " group has another apiGroup than rbac.authorization.k8s.io. One finding a binding.",
            "The API server refuses the whole binding, so that nobody in it gets what it says, and whoever mends it in a hurry"
                    + " may give more than was meant. A checker that takes the subject for somebody shows permissions that"
                    + " are not there.",
            "Write the namespace into the subject, and leave the apiGroup of an account empty.",
            "An account without a namespace in a RoleBinding is one of the binding's own namespace, and an account spelled as"
                    + " the user system:serviceaccount:NAMESPACE:NAME counts: both are right, and no more than notes. Kustomize"
                    + " and Helm write namespaces later.",
            List.of(GrantReferences.SUBJECTS, DesignReferences.BINDINGS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        List<Binding> bindings = audit.snapshot().objects().bindings();
        List<Binding> same = new ArrayList<>();
        for (int i = 0; i < bindings.size(); i++) {
            Binding binding = bindings.get(i);
            if (isBroken(binding)) {
                same.add(binding);
            }
            boolean last =
                    i + 1 == bindings.size() || !bindings.get(i + 1).key().equals(binding.key());
            if (last && !same.isEmpty()) {
                found.accept(finding(audit, same));
                same = new ArrayList<>();
            }
        }
    }

    private static boolean isBroken(Binding binding) {
        for (Subject subject : binding.subjects()) {
            if (!fault(subject, binding).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** What is wrong with a subject, after its name; empty when nothing is (pkg/apis/rbac/validation; semantics E.1). */
    private static String fault(Subject subject, Binding binding) {
        if (subject instanceof Subject.ServiceAccountRef) {
            if (!subject.apiGroup().isEmpty()) {
                return "is an account with the apiGroup " + subject.apiGroup();
            }
            return binding.cluster() && subject.namespace().isEmpty()
                    ? "is an account without a namespace in a ClusterRoleBinding"
                    : "";
        }
        boolean known = subject instanceof Subject.User || subject instanceof Subject.Group;
        boolean other = !subject.apiGroup().isEmpty() && !subject.apiGroup().equals(ObjectKey.RBAC);
        return known && other ? "is a " + subject.kind() + " with the apiGroup " + subject.apiGroup() : "";
    }

    private static Finding finding(Audit audit, List<Binding> same) {
        Places places = new Places(audit.snapshot());
        Facts facts = new Facts(audit);
        Set<String> faults = new TreeSet<>();
        Set<String> extent = new TreeSet<>();
        Manifest manifest = new Manifest();
        for (Binding binding : same) {
            List<Subject> mended = new ArrayList<>();
            for (int i = 0; i < binding.subjects().size(); i++) {
                Subject subject = binding.subjects().get(i);
                String fault = fault(subject, binding);
                mended.add(fault.isEmpty() ? subject : mended(subject, binding));
                if (!fault.isEmpty()) {
                    places.add(binding.meta(), binding.subjectAt(i));
                    faults.add("subject " + subject.name() + " " + fault);
                    extent.add("subject " + subject.kind() + " " + subject.name());
                    facts.at(
                            binding.key() + ": subject " + (i + 1) + ", " + subject.name() + ", " + fault,
                            binding.subjectAt(i));
                }
            }
            manifest.binding(binding, mended);
        }
        int more = faults.size() - 1;
        Binding first = same.get(0);
        return new Finding(
                INFO.id(),
                hasKustomization(audit) ? Severity.INFO : INFO.severity(),
                first.key(),
                "",
                List.of(),
                first.key() + ": " + faults.iterator().next()
                        + (more == 0 ? "" : " (and " + Words.count(more, "more") + ")")
                        + ": the API server refuses the binding",
                places.list(),
                facts.at("the API server would refuse it", first.meta().at()).list(),
                List.copyOf(extent),
                new Fix("Write the subject as it is meant.", Fix.Kind.YAML, manifest.toString()));
    }

    /** An account without a namespace: that of the binding's only other account, else a placeholder to fill in. */
    private static Subject mended(Subject subject, Binding binding) {
        if (!(subject instanceof Subject.ServiceAccountRef)) {
            return Subject.of(subject.kind(), ObjectKey.RBAC, "", subject.name());
        }
        String namespace = subject.namespace();
        if (namespace.isEmpty() && binding.cluster()) {
            namespace = "default";
            for (Subject other : binding.subjects()) {
                if (other instanceof Subject.ServiceAccountRef
                        && !other.namespace().isEmpty()) {
                    namespace = other.namespace();
                }
            }
        }
        return new Subject.ServiceAccountRef(namespace, subject.name(), "");
    }

    private static boolean hasKustomization(Audit audit) {
        for (Note note : audit.snapshot().notes()) {
            if (note.kind() == Note.Kind.KUSTOMIZATION) {
                return true;
            }
        }
        return false;
    }
}
