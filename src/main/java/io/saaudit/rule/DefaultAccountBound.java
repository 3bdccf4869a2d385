package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Names;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.RbacState;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA101: a binding names a default account. */
final class DefaultAccountBound implements Rule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA101",
            "default-account-bound",
            "A default account is bound to a role",
            Severity.HIGH,
            "that of the worst power that the binding gives, at least high",
            "A RoleBinding or ClusterRoleBinding that was read names a namespace's default account, as a ServiceAccount"
                    + " (with a namespace or, in a RoleBinding, without one) or as the user"
                    + " system:serviceaccount:NAMESPACE:default. One finding a binding.",
            "Every pod that names no account runs as the default one and, unless that is switched off, has its token. So"
                    + " what one workload needs is given to all others of the namespace, those of tomorrow included:"
                    + " whoever gets into any of them, or may create a pod, has it.",
            "Create an account for the workload that needs the role, name it in the pod spec, and put it in the place of"
                    + " the default account in the binding. A roleRef cannot be changed, but subjects can.",
            "Bindings that an API server creates by itself name no default account; assumed ones are never reported."
                    + " What default accounts get through groups such as system:serviceaccounts is not this rule's"
                    + " concern: the cause is another, and there every account has it. A namespace that cannot exist,"
                    + " such as a placeholder in capitals, names nobody.",
            List.of(References.CIS_DEFAULT_ACCOUNT, References.OWASP_AUTHORIZATION, References.RBAC_PRACTICES),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        List<Binding> bindings = audit.focus().bindings(audit);
        List<Holding> same = new ArrayList<>();
        for (int i = 0; i < bindings.size(); i++) {
            Binding binding = bindings.get(i);
            if (!binding.assumed()) {
                defaults(audit, binding, same);
            }
            if (!same.isEmpty()
                    && (i + 1 == bindings.size() || !bindings.get(i + 1).key().equals(binding.key()))) {
                found.accept(new Case(audit, same).finding());
                same = new ArrayList<>();
            }
        }
    }

    private static void defaults(Audit audit, Binding binding, List<Holding> to) {
        for (Subject subject : binding.subjects()) {
            // Most subjects are not one: looked at before a user name is made of them.
            if (!subject.name().endsWith("default")) {
                continue;
            }
            String user = RbacState.userName(subject, binding);
            String[] account = user == null ? null : new Identity(user, List.of()).account();
            if (account != null && account[1].equals("default") && Names.isLabel(account[0])) {
                for (Holding holding : audit.state().ofUser(user).all()) {
                    if (holding.binding() == binding && !to.contains(holding)) {
                        to.add(holding);
                    }
                }
            }
        }
    }

    /** One binding, in all its definitions, that names one or more default accounts. */
    private static final class Case extends Details {
        private static final Comparator<Holding> BY_ROLE = new Comparator<>() {
            @Override
            public int compare(Holding a, Holding b) {
                int c = Words.role(a.binding().roleRef())
                        .compareTo(Words.role(b.binding().roleRef()));
                return c != 0 ? c : namespace(a).compareTo(namespace(b));
            }
        };

        private final Audit audit;
        private final List<Holding> holdings;
        private final Map<String, Account> accounts = new TreeMap<>();
        private final List<Use> uses = new ArrayList<>();
        private final List<HeldPower> powers;

        Case(Audit audit, List<Holding> holdings) {
            this.audit = audit;
            this.holdings = holdings;
            // Differing definitions stand in the order of files, which must not change an answer.
            holdings.sort(BY_ROLE);
            for (Holding holding : holdings) {
                String namespace = namespace(holding);
                if (accounts.put(namespace, audit.accounts().find(namespace, "default")) == null) {
                    uses.addAll(audit.workloads().runningAs(namespace, "default"));
                }
            }
            this.powers = audit.powers().of(byRole());
        }

        private static String namespace(Holding holding) {
            Subject subject = holding.binding().subjects().get(holding.subject());
            String user = RbacState.userName(subject, holding.binding());
            return new Identity(user, List.of()).account()[0];
        }

        /** One holding for each definition: several subjects hold the same. */
        private List<Holding> byRole() {
            Set<Binding> seen = new LinkedHashSet<>();
            List<Holding> one = new ArrayList<>();
            for (Holding holding : holdings) {
                if (seen.add(holding.binding())) {
                    one.add(holding);
                }
            }
            return one;
        }

        Finding finding() {
            Holding first = holdings.get(0);
            Severity severity =
                    powers.isEmpty() ? Severity.HIGH : powers.get(0).severity().or(Severity.HIGH);
            Places places = new Places(audit.snapshot());
            List<String> subjects = new ArrayList<>();
            for (Account account : accounts.values()) {
                subjects.add(account.identity().user());
            }
            for (Holding holding : holdings) {
                places.add(holding.binding().meta(), holding.binding().subjectAt(holding.subject()));
            }
            return new Finding(
                    INFO.id(),
                    severity,
                    first.binding().key(),
                    accounts.values().iterator().next().qualifiedName(),
                    subjects,
                    message(first),
                    places.list(),
                    this);
        }

        @Override
        Told tell() {
            Facts facts = new Facts(audit);
            for (Account account : accounts.values()) {
                facts.account(account);
            }
            for (Holding holding : holdings) {
                facts.subject(holding);
            }
            for (Holding holding : byRole()) {
                facts.role(holding);
                if (holding.role() != null && powers.isEmpty()) {
                    facts.rules(holding.role(), holding.role().rules());
                }
            }
            return new Told(facts.powers(powers).users(uses).list(), fix());
        }

        @Override
        List<String> extent() {
            TreeSet<String> extent = new TreeSet<>();
            for (Holding holding : byRole()) {
                if (holding.role() != null) {
                    Extent.add(holding.binding().scope(), holding.role().rules(), extent);
                }
            }
            return List.copyOf(extent);
        }

        private String message(Holding first) {
            String who = accounts.size() == 1
                    ? "default account "
                    : "default accounts of " + Words.count(accounts.size(), "namespace") + " ";
            return who + what(first) + "; " + Words.users(uses);
        }

        private String what(Holding first) {
            if (!powers.isEmpty()) {
                return "may " + Words.powers(powers);
            }
            Binding binding = first.binding();
            String bound = (accounts.size() == 1 ? "is" : "are") + " bound to " + Words.role(binding.roleRef()) + " "
                    + Words.in(binding.scope());
            if (first.role() == null) {
                return bound + ", which was not read";
            }
            if (first.role().rules().isEmpty()) {
                return bound + ", which allows nothing";
            }
            List<String> rules = new ArrayList<>();
            for (RoleRule rule : first.role().rules()) {
                rules.add(Words.rule(rule.policy()));
            }
            return bound + ": " + Words.least(rules) + (effective(first) ? "" : ", without effect there");
        }

        /** Whether any rule of the role has an effect where the binding gives it. */
        private boolean effective(Holding holding) {
            Permissions all =
                    audit.permissions().of(accounts.values().iterator().next().identity());
            return stems(all.live(), holding.binding()) || stems(all.limited(), holding.binding());
        }

        private static boolean stems(List<PermissionRow> rows, Binding binding) {
            for (PermissionRow row : rows) {
                if (stem(row.grants(), binding) || stem(row.redundant(), binding)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean stem(List<Grant> grants, Binding binding) {
            for (Grant grant : grants) {
                if (grant.binding() == binding) {
                    return true;
                }
            }
            return false;
        }

        private Fix fix() {
            Manifest manifest = new Manifest();
            Map<String, String> names = new TreeMap<>();
            for (String namespace : accounts.keySet()) {
                List<Use> own = audit.workloads().runningAs(namespace, "default");
                String like = own.size() == 1
                        ? own.get(0).owner().name()
                        : holdings.get(0).binding().name();
                String name = OwnAccount.name(audit.accounts(), namespace, like);
                names.put(namespace, name);
                manifest.account(namespace, name, null);
            }
            for (Holding holding : byRole()) {
                manifest.binding(holding.binding(), replaced(holding.binding(), names));
            }
            for (Map.Entry<String, String> name : names.entrySet()) {
                OwnAccount.patches(audit.workloads().runningAs(name.getKey(), "default"), name.getValue(), manifest);
            }
            String what = uses.isEmpty()
                    ? "Bind an account made for the purpose, and name it in the pods that need the role."
                    : "Bind an account made for the purpose, and run as it what needs the role.";
            return new Fix(what, Fix.Kind.YAML, manifest.toString());
        }

        private List<Subject> replaced(Binding binding, Map<String, String> names) {
            Set<Subject> subjects = new LinkedHashSet<>();
            for (int i = 0; i < binding.subjects().size(); i++) {
                Subject subject = binding.subjects().get(i);
                String namespace = null;
                for (Holding holding : holdings) {
                    if (holding.binding() == binding && holding.subject() == i) {
                        namespace = namespace(holding);
                    }
                }
                subjects.add(
                        namespace == null
                                ? subject
                                : new Subject.ServiceAccountRef(namespace, names.get(namespace), ""));
            }
            return new ArrayList<>(subjects);
        }
    }
}
