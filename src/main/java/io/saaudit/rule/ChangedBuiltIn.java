package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Lists;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.HeldPower;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA701: one of the API server's own roles or bindings is not as the API server makes it. */
final class ChangedBuiltIn implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA701",
            "changed-built-in",
            "A role or binding of the API server's own was changed",
            Severity.HIGH,
            "that of the worst power among the added rules, at least high; where it only lacks something medium, or that of"
                    + " the worst power that comes back to somebody",
            "A role or binding that was read has the name of one that the API server makes by itself, and rules, subjects or a"
                    + " roleRef that no version of Kubernetes from 1.30 to 1.36 gives it, or lacks what each of them does. One"
                    + " finding an object.",
            "Everybody takes these objects for what they are called and nobody reads them, so that a permission added to"
                    + " system:discovery is one for everybody, in the quietest of places. At its next start the API server puts"
                    + " back what is missing, and leaves alone what was added: whom a binding that was read gives a cluster-admin"
                    + " that was written smaller, it gives the whole one then.",
            "Put the object back as it was, and what was added for a reason into a role of its own.",
            "Compared by name and rules: the label kubernetes.io/bootstrapping and a name that starts with system: prove"
                    + " nothing. Every version counts, because an upgrade appends rules and takes none away. What CRDs and charts"
                    + " aggregate into view, edit and admin is theirs by design (SA501 looks at it). Distributions change some"
                    + " of these objects: accept the finding with its extent, and it comes back when there is more.",
            List.of(
                    DesignReferences.AUTO_RECONCILIATION,
                    DesignReferences.DEFAULT_ROLES,
                    References.OWASP_AUTHORIZATION,
                    GrantReferences.ATTACK_ROLES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Map<ObjectKey, List<KubeObject>> changed = new TreeMap<>();
        for (Role role : audit.snapshot().objects().roles()) {
            if (audit.stock().isKept(role) && !Drift.of(audit, role).isEmpty()) {
                Lists.of(changed, role.key()).add(role);
            }
        }
        for (Binding binding : audit.snapshot().objects().bindings()) {
            if (audit.stock().isKept(binding) && !Drift.of(audit, binding).isEmpty()) {
                Lists.of(changed, binding.key()).add(binding);
            }
        }
        for (List<KubeObject> definitions : changed.values()) {
            Change change = new Change(audit, definitions.get(0));
            for (KubeObject definition : definitions) {
                change.add(definition);
            }
            found.accept(change.finding());
        }
    }

    /** One object, in all its definitions that are not as they should be. */
    private static final class Change {
        private final Audit audit;
        private final KubeObject first;
        private final Facts facts;
        private final Places places;
        private final Set<String> extent = new TreeSet<>();
        private final Set<String> added = new TreeSet<>();
        private final Set<String> missing = new TreeSet<>();
        private final Set<String> subjects = new TreeSet<>();
        private String comingBack = "";
        private Severity severity = Severity.MEDIUM;

        Change(Audit audit, KubeObject first) {
            this.audit = audit;
            this.first = first;
            this.facts = new Facts(audit);
            this.places = new Places(audit.snapshot());
        }

        void add(KubeObject object) {
            if (object instanceof Role role) {
                role(role, Drift.of(audit, role));
            } else if (object instanceof Binding binding) {
                binding(binding, Drift.of(audit, binding));
            }
        }

        private void role(Role role, Drift drift) {
            Scope scope = Scope.of(role.namespace());
            TreeSet<String> lines = new TreeSet<>();
            Extent.add(scope, drift.added(), lines);
            extent.addAll(lines);
            for (RoleRule rule : drift.added()) {
                added.add(Words.rule(rule.policy()));
            }
            for (PolicyRule rule : drift.missing()) {
                missing.add(Words.rule(rule));
                extent.add("missing " + Words.rule(rule));
            }
            places.add(
                    role.meta(),
                    drift.added().isEmpty() ? 0 : drift.added().get(0).at());
            drift.tell(role, facts);
            if (!drift.missing().isEmpty()) {
                ComingBack back = ComingBack.of(audit, audit.state().role(role.namespace(), role.name()));
                if (comingBack.isEmpty() && !back.powers().isEmpty()) {
                    back.tell(facts);
                    comingBack = back.inWords();
                    subjects.addAll(back.holders());
                    severity = severity.or(back.powers().get(0).severity());
                }
            }
            if (drift.gives()) {
                severity = severity.or(INFO.severity());
                for (HeldPower power : audit.powers()
                        .byBinding()
                        .ofRole(role, scope, (holding, rule) -> drift.added().contains(rule))) {
                    severity = severity.or(power.severity());
                }
            }
        }

        private void binding(Binding binding, Drift drift) {
            long at = drift.subjects().isEmpty()
                    ? binding.places().roleRef()
                    : binding.subjectAt(drift.subjects().get(0));
            places.add(binding.meta(), at);
            drift.tell(binding, facts);
            if (!drift.role().isEmpty()) {
                added.add(drift.role());
                extent.add("roleRef " + drift.role());
            }
            for (int i : drift.subjects()) {
                Subject subject = binding.subjects().get(i);
                added.add(subject.kind() + " " + subject.name());
                extent.add("subject " + subject.kind() + " " + subject.name());
                subjects.add(Bound.name(subject, binding));
            }
            for (Subject subject : drift.gone()) {
                missing.add(subject.kind() + " " + subject.name());
                extent.add("missing " + subject.kind() + " " + subject.name());
            }
            severity = drift.gives() ? severity.or(INFO.severity()) : severity;
        }

        Finding finding() {
            return new Finding(
                    INFO.id(),
                    severity,
                    first.key(),
                    Bound.account(subjects),
                    List.copyOf(subjects),
                    first.key() + " is not as the API server makes it: " + what(),
                    places.list(),
                    facts.list(),
                    List.copyOf(extent),
                    fix());
        }

        private String what() {
            String more = first(added, " added");
            String less = first(missing, " missing");
            return more + (more.isEmpty() || less.isEmpty() ? "" : ", ") + less + comingBack;
        }

        private static String first(Set<String> all, String what) {
            if (all.isEmpty()) {
                return "";
            }
            int more = all.size() - 1;
            return all.iterator().next() + (more == 0 ? "" : " (and " + more + " more)") + what;
        }

        private Fix fix() {
            Manifest manifest = new Manifest();
            if (first instanceof Role role) {
                Role fresh = audit.stock().fresh(role.namespace(), role.name());
                manifest.role(role, fresh.aggregation() == null ? RuleList.of(fresh) : List.of());
                return new Fix(
                        fresh.aggregation() == null
                                ? "This is how the API server makes it; put what was added for a reason into a role of its"
                                        + " own."
                                : "The controller manager fills it from the roles with its label; put what was added for a"
                                        + " reason into a role of its own.",
                        Fix.Kind.YAML,
                        manifest.toString());
            }
            Binding fresh = Drift.fresh(audit, (Binding) first);
            boolean other =
                    !fresh.roleRef().name().equals(((Binding) first).roleRef().name());
            if (other) {
                manifest.comment("a roleRef cannot be changed: delete the binding first");
            }
            return new Fix(
                    "This is how the API server makes it; bind what was added for a reason by a binding of its own.",
                    Fix.Kind.YAML,
                    manifest.binding(fresh, new ArrayList<>(fresh.subjects())).toString());
        }
    }
}
