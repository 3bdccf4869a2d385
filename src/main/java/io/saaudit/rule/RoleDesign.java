package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Positions;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A rule about how a role is written, whoever holds it: one finding a role. The API server's own roles are left out: what
 * is odd in them is its own, and what was changed is SA701's.
 */
abstract class RoleDesign implements Rule {
    private static final int MOST_HITS = 10;
    private static final int MOST_BINDINGS = 3;

    /**
     * What is odd.
     *
     * @param what the fact in words, without the role
     * @param extent the same in a stable form
     * @param at the narrowest place
     */
    record Hit(Severity severity, String what, String extent, long at) {}

    /** What is odd in one definition of a role, in the order of its text. */
    abstract List<Hit> hits(Audit audit, Role role);

    /** The way out. */
    abstract Fix fix(Audit audit, Role role);

    /** What the evidence says besides. */
    void tell(Audit audit, Role role, Facts facts) {}

    @Override
    public final void check(Audit audit, Consumer<Finding> found) {
        List<Role> roles = audit.snapshot().objects().roles();
        for (int i = 0; i < roles.size(); ) {
            int to = i + 1;
            while (to < roles.size() && roles.get(to).key().equals(roles.get(i).key())) {
                to++;
            }
            if (audit.focus().on(roles.get(i)) && !audit.stock().isKept(roles.get(i))) {
                look(audit, roles.subList(i, to), found);
            }
            i = to;
        }
    }

    private void look(Audit audit, List<Role> definitions, Consumer<Finding> found) {
        Role first = null;
        Hit worst = null;
        List<Hit> all = new ArrayList<>();
        Places places = new Places(audit.snapshot());
        for (Role role : definitions) {
            List<Hit> hits = hits(audit, role);
            if (!hits.isEmpty()) {
                Hit lead = worst(hits);
                places.add(role.meta(), lead.at());
                all.addAll(hits);
                // Differing definitions stand in the order of files, which must not change an answer.
                if (worst == null || compare(lead, worst) < 0) {
                    first = role;
                    worst = lead;
                }
            }
        }
        if (first != null) {
            found.accept(finding(audit, first, worst, all, places));
        }
    }

    /** The worst in a definition: of equals the first. */
    private static Hit worst(List<Hit> hits) {
        Hit worst = hits.get(0);
        for (Hit hit : hits) {
            worst = hit.severity().compareTo(worst.severity()) > 0 ? hit : worst;
        }
        return worst;
    }

    private static int compare(Hit a, Hit b) {
        int c = b.severity().compareTo(a.severity());
        return c != 0 ? c : a.what().compareTo(b.what());
    }

    private Finding finding(Audit audit, Role role, Hit worst, List<Hit> hits, Places places) {
        Set<String> extent = new TreeSet<>();
        for (Hit hit : hits) {
            extent.add(hit.extent());
        }
        List<String> lines = List.copyOf(extent);
        int more = lines.size() - 1;
        return new Finding(
                info().id(),
                worst.severity(),
                role.key(),
                "",
                List.of(),
                role.key() + ": " + worst.what() + (more == 0 ? "" : " (and " + more + " more)"),
                places.list(),
                new Details() {
                    @Override
                    Told tell() {
                        Facts facts = new Facts(audit);
                        for (Hit hit : hits.subList(0, Math.min(MOST_HITS, hits.size()))) {
                            facts.at(
                                    role.key() + ": " + hit.what(),
                                    hit.at() == Positions.NONE ? role.meta().at() : hit.at());
                        }
                        if (hits.size() > MOST_HITS) {
                            facts.at("and " + (hits.size() - MOST_HITS) + " more", Positions.NONE);
                        }
                        RoleDesign.this.tell(audit, role, facts);
                        use(audit, role, facts);
                        return new Told(facts.list(), fix(audit, role));
                    }

                    @Override
                    List<String> extent() {
                        return lines;
                    }
                });
    }

    /** Who uses the role. */
    private static void use(Audit audit, Role role, Facts facts) {
        List<Binding> giving = audit.state().giving(role);
        int bindings = giving.size();
        Set<String> subjects = new TreeSet<>();
        for (Binding binding : giving) {
            for (Subject subject : binding.subjects()) {
                subjects.add(Bound.name(subject, binding));
            }
        }
        for (Binding binding : giving.subList(0, Math.min(MOST_BINDINGS, bindings))) {
            facts.at(
                    binding.key() + " gives it " + Words.in(binding.scope()),
                    binding.places().roleRef() == Positions.NONE
                            ? binding.meta().at()
                            : binding.places().roleRef());
        }
        facts.at(
                bindings == 0
                        ? "no binding in sight gives it"
                        : Words.count(bindings, "binding") + " in all, to " + Words.count(subjects.size(), "subject"),
                Positions.NONE);
    }

    /** {@code rule 2}. */
    static String number(RoleRule rule) {
        return "rule " + (rule.index() + 1);
    }
}
