package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Positions;
import io.saaudit.model.Power;
import io.saaudit.model.Power.Atom;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.HeldPowers;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Accounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA329: a binding names an account that is not there, and somebody may create it and be it. */
final class AccountForTheTaking implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA329",
            "account-for-the-taking",
            "A binding waits for an account that somebody may create",
            Severity.HIGH,
            "that of the worst permission that the missing account has, at least low",
            "In complete input, that is, a cluster that was read without gaps, or --strict: a binding names an account that is"
                    + " not there, in a namespace that is; and another account, by all its bindings and groups, may create it"
                    + " and get a credential of it (by serviceaccounts/token, a pod, a workload, or a Secret that it can see),"
                    + " or may impersonate it without creating it. One finding a binding.",
            "Bindings outlive accounts and know them by name: whoever creates the account has what it was bound to, and nothing"
                    + " in the permissions of the creator shows it.",
            "Take subjects that no longer exist out of their bindings.",
            "Quiet where all who may create it hold the dangerous permissions of the binding anyway, and for what the API server binds by itself."
                    + " Manifests alone cannot tell that an account is missing. Accounts of namespaces that do not exist"
                    + " either are not looked at.",
            List.of(References.OWASP_AUTHORIZATION, References.REVIEW, GrantReferences.SUBJECTS),
            "0.1");

    private static final String EVERYTHING = "SA301";
    private static final List<String> READ = List.of("get", "list", "watch", "patch", "delete", "deletecollection");

    /** Ways to be an account that does not exist yet. */
    private static final List<Power> WAYS = List.of(
            way("impersonate it", need("impersonate", "", "serviceaccounts")),
            way(
                    "create it and ask for its token",
                    need("create", "", "serviceaccounts"),
                    need("create", "", "serviceaccounts/token")),
            way("create it and run a pod as it", need("create", "", "serviceaccounts"), workloads()),
            way(
                    "create it and a Secret with its token",
                    need("create", "", "serviceaccounts"),
                    need("create", "", "secrets"),
                    reading()));

    private static Power way(String title, List<Atom> first, List<?>... more) {
        List<List<Atom>> needs = new ArrayList<>();
        needs.add(first);
        for (List<?> need : more) {
            List<Atom> atoms = new ArrayList<>();
            for (Object atom : need) {
                atoms.add((Atom) atom);
            }
            needs.add(atoms);
        }
        return new Power(INFO.id(), title, Severity.HIGH, Severity.HIGH, Severity.HIGH, needs, false, false);
    }

    private static List<Atom> need(String verb, String group, String... resources) {
        List<Atom> atoms = new ArrayList<>();
        for (String resource : resources) {
            atoms.add(new Atom(group, resource, verb, Atom.EVERY, false));
        }
        return atoms;
    }

    private static List<Atom> workloads() {
        List<Atom> atoms = new ArrayList<>(need("create", "", "pods", "replicationcontrollers"));
        atoms.addAll(need("create", "apps", "deployments", "daemonsets", "statefulsets", "replicasets"));
        atoms.addAll(need("create", "batch", "jobs", "cronjobs"));
        return atoms;
    }

    private static List<Atom> reading() {
        List<Atom> atoms = new ArrayList<>();
        for (String verb : READ) {
            atoms.addAll(need(verb, "", "secrets"));
        }
        return atoms;
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        Set<String> namespaces = null;
        List<Account> missing = new ArrayList<>();
        for (Account account : audit.accounts().all()) {
            if (!account.phantom() || account.assumedOnly()) {
                continue;
            }
            if (namespaces == null) {
                namespaces = Accounts.namespaces(audit.snapshot().objects());
            }
            boolean gone =
                    namespaces.contains(account.namespace()) && audit.complete(account.namespace(), Audit.ACCOUNTS);
            if (gone) {
                missing.add(account);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<Taker> takers = takers(audit);
        Map<Binding, Case> cases = new LinkedHashMap<>();
        for (Account account : missing) {
            look(audit, account, takers, cases);
        }
        Map<String, List<Case>> byKey = new TreeMap<>();
        for (Case one : cases.values()) {
            byKey.computeIfAbsent(one.binding.key().toString(), k -> new ArrayList<>())
                    .add(one);
        }
        for (List<Case> definitions : byKey.values()) {
            found.accept(finding(audit, definitions));
        }
    }

    /** Somebody who can be an account that is not there. */
    private record Taker(Identity who, List<HeldPower> ways, List<HeldPower> powers) {
        /** Whether being somebody with these powers is something new: who may do everything gains nothing. */
        boolean gains(List<HeldPower> others) {
            for (HeldPower other : others) {
                if (!holds(other.power().id(), other.scope(), other.severity())) {
                    return true;
                }
            }
            return others.isEmpty() && !holds(EVERYTHING, Scope.CLUSTER, Severity.CRITICAL);
        }

        private boolean holds(String id, Scope scope, Severity severity) {
            for (HeldPower power : powers) {
                boolean same =
                        power.power().id().equals(id) || power.power().id().equals(EVERYTHING);
                boolean there =
                        power.scope().namespace().isEmpty() || power.scope().equals(scope);
                if (same && there && power.severity().compareTo(severity) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private static List<Taker> takers(Audit audit) {
        HeldPowers ways = new HeldPowers(WAYS);
        List<Taker> takers = new ArrayList<>();
        for (Identity account : Grants.accounts(audit)) {
            Account known = audit.accounts().find(account.account()[0], account.account()[1]);
            List<Holding> all = audit.state().holdings(account);
            List<HeldPower> held = known == null || known.phantom() ? List.of() : ways.of(all);
            if (!held.isEmpty()) {
                takers.add(new Taker(account, held, audit.powers().of(all)));
            }
        }
        return takers;
    }

    private static Severity worst(List<HeldPower> powers) {
        return powers.isEmpty() ? Severity.LOW : powers.get(0).severity().or(Severity.LOW);
    }

    private static void look(Audit audit, Account account, List<Taker> takers, Map<Binding, Case> cases) {
        List<Holding> own = new ArrayList<>();
        for (Holding holding : audit.state().ofUser(account.identity().user()).all()) {
            boolean made = holding.role() != null
                    && !holding.binding().assumed()
                    && !audit.stock()
                            .namesByItself(holding.binding(), account.identity().user());
            if (made) {
                own.add(holding);
            }
        }
        for (Holding holding : own) {
            List<HeldPower> powers = audit.powers().of(List.of(holding));
            for (Taker taker : takers) {
                HeldPower way = way(taker, account);
                if (way != null && taker.gains(powers)) {
                    cases.computeIfAbsent(holding.binding(), Case::new).add(account, holding, powers, taker, way);
                }
            }
        }
    }

    private static HeldPower way(Taker taker, Account account) {
        for (HeldPower way : taker.ways()) {
            String scope = way.scope().namespace();
            boolean there = scope.isEmpty() || scope.equals(account.namespace());
            if (there
                    && (!way.otherNamesOnly()
                            || NamedTargets.names(way.decisive()).contains(account.name()))) {
                return way;
            }
        }
        return null;
    }

    /** One definition of a binding that waits for accounts. */
    private static final class Case {
        private final Binding binding;
        private final Map<String, Holding> missing = new TreeMap<>();
        private final Map<String, HeldPower> takers = new TreeMap<>();
        private List<HeldPower> powers = List.of();

        Case(Binding binding) {
            this.binding = binding;
        }

        void add(Account account, Holding holding, List<HeldPower> powers, Taker taker, HeldPower way) {
            missing.put(account.qualifiedName(), holding);
            takers.putIfAbsent(taker.who().shown(), way);
            this.powers = powers;
        }
    }

    private static Finding finding(Audit audit, List<Case> definitions) {
        Case first = definitions.get(0);
        Severity severity = Severity.LOW;
        Facts facts = new Facts(audit);
        Places places = new Places(audit.snapshot());
        TreeSet<String> extent = new TreeSet<>();
        TreeSet<String> subjects = new TreeSet<>();
        List<Binding> bindings = new ArrayList<>();
        for (Case one : definitions) {
            severity = severity.or(worst(one.powers));
            bindings.add(one.binding);
            for (Map.Entry<String, Holding> missing : one.missing.entrySet()) {
                Holding holding = missing.getValue();
                places.add(one.binding.meta(), one.binding.subjectAt(holding.subject()));
                subjects.add(Identity.ACCOUNT_PREFIX + missing.getKey().replace('/', ':'));
                facts.at(missing.getKey() + " is not there", Positions.NONE)
                        .subject(holding)
                        .role(holding);
                Extent.add(one.binding.scope(), holding.role().rules(), extent);
            }
            facts.powers(one.powers);
            for (Map.Entry<String, HeldPower> taker : one.takers.entrySet()) {
                facts.at(taker.getKey() + " may " + taker.getValue().power().title(), Positions.NONE);
                for (Grant grant : taker.getValue().grants()) {
                    facts.role(grant).rules(grant.role(), List.of(grant.rule()));
                }
            }
        }
        Map.Entry<String, HeldPower> taker = first.takers.entrySet().iterator().next();
        int others = first.takers.size() - 1;
        String gives = first.powers.isEmpty()
                ? "gets " + Words.role(first.binding.roleRef()) + " " + Words.in(first.binding.scope())
                : "may then " + Words.powers(first.powers);
        String account = first.missing.keySet().iterator().next();
        return new Finding(
                INFO.id(),
                severity,
                first.binding.key(),
                account,
                List.copyOf(subjects),
                "is not there; " + taker.getKey() + (others == 0 ? "" : " and " + Words.count(others, "other"))
                        + " may " + taker.getValue().power().title() + " and " + gives,
                places.list(),
                facts.list(),
                List.copyOf(extent),
                LessRole.binding(bindings, List.copyOf(subjects), INFO.fix() + " If it is gone for good, "));
    }
}
