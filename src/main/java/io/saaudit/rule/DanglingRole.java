package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRef;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA408: a binding gives a role that is not there. */
final class DanglingRole implements Rule {
    private static final int MOST_CANDIDATES = 3;

    private static final Comparator<Role> BY_KEY = new Comparator<>() {
        @Override
        public int compare(Role a, Role b) {
            return a.key().compareTo(b.key());
        }
    };

    private static final RuleInfo INFO = new RuleInfo(
            "SA408",
            "dangling-role",
            "A binding gives a role that does not exist",
            Severity.MEDIUM,
            "",
            "In complete input, that is, a cluster that was read without gaps, or --strict: no role of the kind and name of the"
                    + " roleRef exists, for a Role in the binding's own namespace. Otherwise this is a note, because the role"
                    + " may come from elsewhere. One finding a binding.",
            "It gives nothing today, so whoever wrote it waits for permissions that do not come; and everything on the day that"
                    + " somebody creates a role of that name, who need not know the binding.",
            "Create the role, or delete the binding and create it again with the right name: a roleRef cannot be changed.",
            "The API server's own roles are known without being read, for the version of --kube-version. A Role of the same"
                    + " name in another namespace, or a role of the other kind, is not the one; the evidence names it.",
            List.of(DesignReferences.BINDINGS, References.REVIEW, References.OWASP_AUTHORIZATION),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        List<Binding> bindings = audit.state().bindings();
        List<Binding> same = new ArrayList<>();
        for (int i = 0; i < bindings.size(); i++) {
            Binding binding = bindings.get(i);
            boolean dangling = !binding.assumed() && audit.state().roleOf(binding) == null;
            if (dangling && audit.complete(binding.namespace(), Audit.ROLES)) {
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

    private static Finding finding(Audit audit, List<Binding> same) {
        Binding first = same.get(0);
        Places places = new Places(audit.snapshot());
        Facts facts = new Facts(audit);
        Set<String> subjects = new TreeSet<>();
        Set<String> extent = new TreeSet<>();
        for (Binding binding : same) {
            first = Words.role(binding.roleRef()).compareTo(Words.role(first.roleRef())) < 0 ? binding : first;
            places.add(binding.meta(), binding.places().roleRef());
            facts.at(
                    binding.key() + " gives " + Words.role(binding.roleRef()) + " " + Words.in(binding.scope())
                            + ", which does not exist",
                    binding.places().roleRef());
            extent.add("roleRef " + binding.roleRef().kind() + " "
                    + binding.roleRef().name());
            for (Subject subject : binding.subjects()) {
                subjects.add(Bound.name(subject, binding));
            }
        }
        List<Role> candidates = candidates(audit, first);
        for (Role role : candidates) {
            facts.at("there is a " + role.key(), role.meta().at());
        }
        if (!subjects.isEmpty()) {
            facts.at(
                    "whoever creates that role gives it to " + first(subjects),
                    first.subjects().isEmpty() ? Positions.NONE : first.subjectAt(0));
        }
        return new Finding(
                INFO.id(),
                INFO.severity(),
                first.key(),
                Bound.account(subjects),
                List.copyOf(subjects),
                first.key() + " gives " + Words.role(first.roleRef()) + " " + Words.in(first.scope())
                        + ", which does not exist"
                        + (candidates.isEmpty()
                                ? ""
                                : "; there is a " + candidates.get(0).key()),
                places.list(),
                facts.list(),
                List.copyOf(extent),
                fix(first, candidates));
    }

    private static String first(Set<String> subjects) {
        int more = subjects.size() - 1;
        return subjects.iterator().next() + (more == 0 ? "" : " and " + Words.count(more, "more subject"));
    }

    /** Roles that may be meant: of the other kind, in another namespace, or of a name that is nearly the same. */
    private static List<Role> candidates(Audit audit, Binding binding) {
        RoleRef ref = binding.roleRef();
        List<Role> fits = new ArrayList<>();
        List<Role> elsewhere = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Role role : audit.state().roles()) {
            boolean usable = role.cluster() || role.namespace().equals(binding.namespace());
            if (role.name().equals(ref.name())) {
                (usable ? fits : elsewhere).add(role);
            } else if (usable && !(binding.cluster() && !role.cluster())) {
                names.add(role.name());
            }
        }
        for (String name : Likeness.of(ref.name(), names)) {
            for (String namespace : List.of(binding.namespace(), "")) {
                Role role = audit.state().role(namespace, name);
                if (role != null && !fits.contains(role)) {
                    fits.add(role);
                }
            }
        }
        fits.sort(BY_KEY);
        elsewhere.sort(BY_KEY);
        Set<Role> all = new LinkedHashSet<>(fits);
        all.addAll(elsewhere);
        return new ArrayList<>(all).subList(0, Math.min(MOST_CANDIDATES, all.size()));
    }

    private static Fix fix(Binding binding, List<Role> candidates) {
        StringBuilder text = new StringBuilder("kubectl delete ")
                .append(Patch.object(binding.meta()))
                .append('\n');
        Role meant = null;
        for (Role role : candidates) {
            boolean usable = role.cluster() || role.namespace().equals(binding.namespace());
            meant = meant == null && usable && !(binding.cluster() && !role.cluster()) ? role : meant;
        }
        if (meant != null) {
            ObjectKey key = meant.key();
            text.append("# if ").append(Quote.comment(key.toString())).append(" is meant:\n");
            text.append("# ")
                    .append(Quote.comment(CreateBinding.command(binding, binding.namespace(), meant)))
                    .append('\n');
        }
        return new Fix(
                "Create the role, if it was forgotten; else delete the binding and create it again with the right name,"
                        + " because a roleRef cannot be changed.",
                Fix.Kind.COMMAND,
                text.toString());
    }
}
