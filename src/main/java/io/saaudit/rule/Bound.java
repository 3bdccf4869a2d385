package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Origin;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.model.Truth;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.RbacState;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One binding, in all its definitions, with those of its subjects that a rule is about. */
final class Bound {
    /** Differing definitions stand in the order of files, which must not change an answer. */
    private static final Comparator<Holding> BY_ROLE_AND_NAME = new Comparator<>() {
        @Override
        public int compare(Holding a, Holding b) {
            int c = Words.role(a.binding().roleRef())
                    .compareTo(Words.role(b.binding().roleRef()));
            return c != 0 ? c : name(a).compareTo(name(b));
        }
    };

    private final Audit audit;
    private final List<Holding> holdings;
    private final List<Holding> byRole;
    private final List<HeldPower> powers;
    private final List<String> subjects;

    Bound(Audit audit, List<Holding> holdings) {
        this.audit = audit;
        holdings.sort(BY_ROLE_AND_NAME);
        this.holdings = List.copyOf(holdings);
        List<Holding> first = new ArrayList<>();
        Set<Binding> seen = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Holding holding : holdings) {
            names.add(name(holding));
            if (seen.add(holding.binding())) {
                first.add(holding);
            }
        }
        this.subjects = List.copyOf(names);
        this.byRole = List.copyOf(first);
        this.powers = audit.powers().of(byRole);
    }

    /** The user name of a subject; of a group {@code group:NAME}, which no account is called. */
    static String name(Holding holding) {
        return name(holding.binding().subjects().get(holding.subject()), holding.binding());
    }

    /** The same of a subject that may be nobody: then as it is written. */
    static String name(Subject subject, Binding binding) {
        String user = RbacState.userName(subject, binding);
        if (user != null) {
            return user;
        }
        return subject instanceof Subject.Group ? new Identity("", List.of(subject.name())).shown() : subject.name();
    }

    Audit audit() {
        return audit;
    }

    /** All subjects that the rule is about, in all definitions. */
    List<Holding> holdings() {
        return holdings;
    }

    /** One definition of it. */
    Binding binding() {
        return holdings.get(0).binding();
    }

    /** The first of them: of differing definitions that of the first role by name. */
    Holding first() {
        return holdings.get(0);
    }

    /** One holding for each definition: several subjects hold the same. */
    List<Holding> byRole() {
        return byRole;
    }

    /** All its definitions. */
    Set<Binding> bindings() {
        Set<Binding> all = new LinkedHashSet<>();
        for (Holding holding : byRole) {
            all.add(holding.binding());
        }
        return all;
    }

    /** The dangerous permissions that it gives, the worst first. */
    List<HeldPower> powers() {
        return powers;
    }

    /** That of the worst power, or info. */
    Severity worst() {
        return powers.isEmpty() ? Severity.INFO : powers.get(0).severity();
    }

    /** Whether a role that it gives is there. */
    boolean resolved() {
        for (Holding holding : byRole) {
            if (holding.role() != null) {
                return true;
            }
        }
        return false;
    }

    /** The rules with an effect there. */
    List<RoleRule> effective() {
        List<RoleRule> rules = new ArrayList<>();
        for (Holding holding : byRole) {
            if (holding.role() != null) {
                for (RoleRule rule : holding.role().rules()) {
                    if (audit.permissions().effect(holding, rule) != Truth.NO) {
                        rules.add(rule);
                    }
                }
            }
        }
        return rules;
    }

    /** Those of them that give more than every account has. */
    List<RoleRule> beyond() {
        List<RoleRule> rules = effective();
        List<RoleRule> beyond = new ArrayList<>(rules.size());
        for (RoleRule rule : rules) {
            if (audit.stock().isBeyond(rule)) {
                beyond.add(rule);
            }
        }
        return beyond;
    }

    /** The first account among the subjects, {@code NS/NAME}, or empty. */
    String account() {
        return account(new TreeSet<>(subjects));
    }

    /** The first account among these names, {@code NS/NAME}, or empty. */
    static String account(Collection<String> subjects) {
        for (String subject : subjects) {
            Identity identity = new Identity(subject, List.of());
            if (identity.account() != null) {
                return identity.shown();
            }
        }
        return "";
    }

    /** User names, and groups as {@code group:NAME}. */
    List<String> subjects() {
        return subjects;
    }

    /** {@code may read Secrets in the cluster}, or what it is bound to. */
    String may() {
        if (!powers.isEmpty()) {
            return "may " + Words.powers(powers);
        }
        Holding first = first();
        String role = Words.role(first.binding().roleRef()) + " "
                + Words.in(first.binding().scope());
        if (first.role() == null) {
            return "is bound to " + role + ", which was not read";
        }
        List<String> rules = new ArrayList<>();
        for (RoleRule rule : first.role().rules()) {
            rules.add(Words.rule(rule.policy()));
        }
        return rules.isEmpty()
                ? "is bound to " + role + ", which allows nothing"
                : "may " + Words.least(rules) + " " + Words.in(first.binding().scope());
    }

    /** What runs as the accounts among the subjects. */
    List<Use> users() {
        Set<Use> uses = new LinkedHashSet<>();
        for (String subject : subjects) {
            String[] account = new Identity(subject, List.of()).account();
            if (account != null) {
                uses.addAll(audit.workloads().runningAs(account[0], account[1]));
            }
        }
        return new ArrayList<>(uses);
    }

    List<Origin> places() {
        Places places = new Places(audit.snapshot());
        for (Holding holding : holdings) {
            places.add(holding.binding().meta(), holding.binding().subjectAt(holding.subject()));
        }
        return places.list();
    }

    List<String> extent() {
        TreeSet<String> extent = new TreeSet<>();
        for (Holding holding : byRole) {
            if (holding.role() != null) {
                Extent.add(holding.binding().scope(), holding.role().rules(), extent);
            }
        }
        return List.copyOf(extent);
    }

    /** Who it names, what it gives, and who runs as that. */
    void tell(Facts facts) {
        for (String subject : subjects) {
            String[] name = new Identity(subject, List.of()).account();
            Account account = name == null ? null : audit.accounts().find(name[0], name[1]);
            if (account != null) {
                facts.account(account);
            }
        }
        for (Holding holding : holdings) {
            facts.subject(holding);
        }
        for (Holding holding : byRole) {
            facts.role(holding);
            if (powers.isEmpty() && holding.role() != null) {
                facts.rules(holding.role(), holding.role().rules());
            }
        }
        facts.powers(powers).users(users());
    }

    /** The binding without these subjects. */
    Fix without(String what) {
        return LessRole.binding(bindings(), subjects(), what);
    }

    /** The binding without these entries alone, where a subject may be there twice. */
    Fix withoutEntries(String what) {
        Manifest manifest = new Manifest();
        boolean some = false;
        for (Binding definition : bindings()) {
            List<Subject> left = new ArrayList<>(definition.subjects());
            for (int i = left.size() - 1; i >= 0; i--) {
                for (Holding holding : holdings) {
                    if (holding.binding() == definition && holding.subject() == i) {
                        left.remove(i);
                        break;
                    }
                }
            }
            manifest.binding(definition, left);
            some |= !left.isEmpty();
        }
        String delete = "kubectl delete " + Patch.object(binding().meta()) + "\n";
        return some
                ? new Fix(what + "take the entries out of this one.", Fix.Kind.YAML, manifest.toString())
                : new Fix(what + "delete this one.", Fix.Kind.COMMAND, delete);
    }
}
