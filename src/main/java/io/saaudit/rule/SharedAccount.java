package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.OwnerRef;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Severity;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** SA108: workloads that have nothing to do with each other run as one account. */
final class SharedAccount implements Rule {
    private static final List<String> SAME = List.of("app.kubernetes.io/instance", "app.kubernetes.io/part-of");

    private static final RuleInfo INFO = new RuleInfo(
            "SA108",
            "shared-account",
            "Unrelated workloads share an account",
            Severity.LOW,
            "",
            "Two or more top owners run as the same account, which may do more than every account may, and nothing says"
                    + " that they belong together: no common value of the labels app.kubernetes.io/instance or"
                    + " app.kubernetes.io/part-of, and no common owner. One finding an account.",
            "Each of them has what any of them needs. What one needs can only be taken away from all, and the API server's"
                    + " audit log shows one name for them.",
            "Give each workload an account of its own, bound to what it needs.",
            "Silent where the account has no permissions of its own, and for the default account, which SA101 and SA102 are"
                    + " about. Labels are looked for on the workload and on its pods.",
            List.of(References.RBAC_PRACTICES, References.OWASP_AUTHORIZATION),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (Account account : audit.focus().accounts(audit)) {
            List<Use> uses = audit.workloads().runningAs(account.namespace(), account.name());
            if (uses.size() < 2 || account.isDefault()) {
                continue;
            }
            List<List<Use>> groups = groups(uses);
            if (groups.size() > 1) {
                Extra extra = Extra.of(audit, account.identity());
                if (!extra.isEmpty() && !extra.isEveryones()) {
                    found.accept(finding(audit, account, groups, extra));
                }
            }
        }
    }

    /** The workloads that belong together, in the order of the first of each. */
    private static List<List<Use>> groups(List<Use> uses) {
        List<List<Use>> groups = new ArrayList<>();
        List<Set<String>> marks = new ArrayList<>();
        for (Use use : uses) {
            Set<String> own = marks(use);
            List<Use> members = new ArrayList<>(List.of(use));
            int first = -1;
            for (int i = 0; i < groups.size(); i++) {
                if (!Collections.disjoint(marks.get(i), own)) {
                    own.addAll(marks.get(i));
                    members.addAll(groups.get(i));
                    first = first < 0 ? i : first;
                    groups.set(i, List.of());
                    marks.set(i, Set.of());
                }
            }
            groups.add(members);
            marks.add(own);
            if (first >= 0) {
                groups.set(first, groups.remove(groups.size() - 1));
                marks.set(first, marks.remove(marks.size() - 1));
            }
        }
        List<List<Use>> filled = new ArrayList<>();
        for (List<Use> group : groups) {
            if (!group.isEmpty()) {
                filled.add(List.copyOf(group));
            }
        }
        return List.copyOf(filled);
    }

    private static Set<String> marks(Use use) {
        Set<String> marks = new HashSet<>();
        for (Workload member : use.members()) {
            for (String label : SAME) {
                String value = member.meta()
                        .labels()
                        .getOrDefault(label, member.podLabels().get(label));
                if (value != null && !value.isEmpty()) {
                    marks.add(label + "=" + value);
                }
            }
        }
        if (use.ownerRead()) {
            for (OwnerRef owner : use.members().get(0).meta().owners()) {
                marks.add(owner.kind() + "/" + owner.name());
            }
        }
        return marks;
    }

    private static Finding finding(Audit audit, Account account, List<List<Use>> groups, Extra extra) {
        Places places = new Places(audit.snapshot());
        for (ServiceAccount definition : account.definitions()) {
            places.add(definition.meta());
        }
        Workload first = groups.get(0).get(0).members().get(0);
        if (!account.declared()) {
            places.add(first.meta(), Places.account(first));
        }
        return new Finding(
                INFO.id(),
                INFO.severity(),
                new ObjectKey("", "ServiceAccount", account.namespace(), account.name()),
                account.qualifiedName(),
                List.of(account.identity().user()),
                groups.size() + " unrelated workloads run as " + account.name() + ", which may " + extra.summary(audit),
                places.list(),
                new Lazy(audit, account, groups));
    }

    private static final class Lazy extends Details {
        private final Audit audit;
        private final Account account;
        private final List<List<Use>> groups;

        Lazy(Audit audit, Account account, List<List<Use>> groups) {
            this.audit = audit;
            this.account = account;
            this.groups = groups;
        }

        @Override
        Told tell() {
            Facts facts = new Facts(audit).account(account);
            for (List<Use> group : groups) {
                facts.users(group);
            }
            Extra.of(audit, account.identity()).tell(audit, facts);
            return new Told(facts.list(), fix(audit, groups));
        }

        @Override
        List<String> extent() {
            TreeSet<String> owners = new TreeSet<>();
            for (List<Use> group : groups) {
                for (Use use : group) {
                    owners.add(use.owner().kind() + "/" + use.owner().name());
                }
            }
            return List.copyOf(owners);
        }
    }

    private static Fix fix(Audit audit, List<List<Use>> groups) {
        Manifest manifest = new Manifest();
        for (List<Use> group : groups.subList(1, groups.size())) {
            ObjectKey owner = group.get(0).owner();
            String name = OwnAccount.name(audit.accounts(), owner.namespace(), owner.name());
            manifest.account(owner.namespace(), name, null);
            OwnAccount.patches(group, name, manifest);
        }
        return new Fix(
                "Give each an account of its own, all but one of them a new one, and bind to it what that workload needs.",
                Fix.Kind.YAML,
                manifest.toString());
    }
}
