package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A rule whose cause is a binding that was read, for some of its subjects: one finding a binding. */
abstract class BindingRule implements Rule {
    /** Whether a subject may be one that the rule is about: asked of every subject, so it must be quick. */
    abstract boolean isOf(Subject subject, Binding binding);

    /** Whether the rule is about what the binding gives to the subject. */
    abstract boolean meets(Audit audit, Holding holding);

    /** How bad it is; null where it is nothing after all. */
    abstract Severity severity(Bound bound);

    /** What is wrong, in one line. */
    abstract String message(Bound bound);

    /** The way out. */
    abstract Fix fix(Bound bound);

    /** Facts of the rule's own, after those about subjects, roles and powers. */
    void tell(Bound bound, Facts facts) {}

    @Override
    public final void check(Audit audit, Consumer<Finding> found) {
        List<Binding> bindings = audit.focus().bindings(audit);
        List<Holding> same = new ArrayList<>();
        for (int i = 0; i < bindings.size(); i++) {
            Binding binding = bindings.get(i);
            if (!binding.assumed()) {
                collect(audit, binding, same);
            }
            if (!same.isEmpty()
                    && (i + 1 == bindings.size() || !bindings.get(i + 1).key().equals(binding.key()))) {
                Bound bound = new Bound(audit, same);
                Severity severity = severity(bound);
                if (severity != null) {
                    found.accept(finding(audit, bound, severity));
                }
                same = new ArrayList<>();
            }
        }
    }

    private void collect(Audit audit, Binding binding, List<Holding> to) {
        for (int i = 0; i < binding.subjects().size(); i++) {
            if (isOf(binding.subjects().get(i), binding)) {
                Holding holding = audit.state().holding(binding, i);
                if (holding != null && meets(audit, holding)) {
                    to.add(holding);
                }
            }
        }
    }

    private Finding finding(Audit audit, Bound bound, Severity severity) {
        return new Finding(
                info().id(),
                severity,
                bound.binding().key(),
                bound.account(),
                bound.subjects(),
                (bound.account().isEmpty() ? bound.binding().key() + ": " : "") + message(bound),
                bound.places(),
                new Details() {
                    @Override
                    Told tell() {
                        Facts facts = new Facts(audit);
                        bound.tell(facts);
                        BindingRule.this.tell(bound, facts);
                        return new Told(facts.list(), fix(bound));
                    }

                    @Override
                    List<String> extent() {
                        return bound.extent();
                    }
                });
    }
}
