package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Container;
import io.saaudit.model.Credential;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Severity;
import io.saaudit.model.TokenReach;
import io.saaudit.model.Workload;
import io.saaudit.rbac.HeldPower;
import io.saaudit.render.PermissionsView;
import io.saaudit.render.Rights;
import io.saaudit.render.Running;
import io.saaudit.rule.Audit;
import io.saaudit.workload.Credentials;
import io.saaudit.workload.HostTokens;
import io.saaudit.workload.PodAccount;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Puts together what is shown of workloads and of their accounts; an account that several run as, once. */
final class Runnings {
    private final Audit audit;
    private final Who who;
    private final Credentials credentials;
    private final List<PermissionRow> everyAccount;
    private final List<PermissionRow> unusual;
    private final Map<Identity, Rights> rights = new HashMap<>();

    Runnings(World world, Audit audit) {
        this.audit = audit;
        this.who = new Who(audit.accounts(), List.of());
        this.credentials = new Credentials(audit.tokens());
        this.everyAccount = Everyone.rows(world, audit.permissions());
        this.unusual = Everyone.unusual(everyAccount, world);
    }

    /** Live rows of every account. */
    List<PermissionRow> everyAccount() {
        return everyAccount;
    }

    /** Those of them that Kubernetes itself does not give. */
    List<PermissionRow> unusual() {
        return unusual;
    }

    /** A top owner that runs as an account, by its member that exposes most. */
    Running of(Use use) {
        return of(audit.tokens().mostExposing(use), use.owner(), use.pods());
    }

    /** One pod or template. */
    Running of(Workload workload, ObjectKey owner, int pods) {
        PodAccount named = PodAccount.of(workload.pod());
        TokenReach reach = audit.tokens().of(workload);
        List<Running.ContainerTokens> containers = new ArrayList<>();
        TreeSet<String> others = new TreeSet<>();
        for (Container container : workload.pod().containers()) {
            List<Credential> tokens = credentials.of(workload, container);
            for (Credential token : tokens) {
                others.add(token.account());
            }
            containers.add(new Running.ContainerTokens(container, tokens));
        }
        List<Running.HostPath> hostPaths = new ArrayList<>();
        for (HostTokens.Exposure exposure : HostTokens.of(workload.pod())) {
            Container container = workload.pod().containers().get(exposure.container());
            hostPaths.add(new Running.HostPath(container.name(), exposure.path(), exposure.readOnly()));
        }
        boolean mirror = workload.isMirror();
        others.remove(named.name());
        List<Rights> otherRights = new ArrayList<>();
        for (String name : others) {
            otherRights.add(rights(Identity.serviceAccount(workload.namespace(), name)));
        }
        return new Running(
                owner,
                pods,
                workload,
                mirror ? null : account(workload.namespace(), named.name()),
                field(named),
                audit.complete(workload.namespace(), Audit.ACCOUNTS),
                reach,
                containers,
                hostPaths,
                mirror ? null : rights(Identity.serviceAccount(workload.namespace(), named.name())),
                otherRights);
    }

    /** The account, whether anything knows it or not: Workloads and Secrets alike may name one that nothing else does. */
    Account account(String namespace, String name) {
        Account known = audit.accounts().find(namespace, name);
        return known != null ? known : new Account(namespace, name, List.of(), List.of(Account.Reason.WORKLOAD));
    }

    private static Running.AccountField field(PodAccount named) {
        return switch (named.why()) {
            case SERVICE_ACCOUNT_NAME -> Running.AccountField.SERVICE_ACCOUNT_NAME;
            case DEPRECATED_FIELD -> Running.AccountField.DEPRECATED_FIELD;
            case NO_NAME -> Running.AccountField.NONE;
        };
    }

    /** What an identity may do. */
    Rights rights(Identity identity) {
        Rights known = rights.get(identity);
        if (known == null) {
            known = compute(identity);
            rights.put(identity, known);
        }
        return known;
    }

    private Rights compute(Identity identity) {
        PermissionsView.Holder holder =
                PermissionsCommand.holder(identity, who, audit.workloads(), audit.permissions());
        List<HeldPower> powers = audit.powers().of(audit.state().holdings(identity));
        Map<Grant, Severity> worst = new HashMap<>();
        List<Rights.Danger> dangers = new ArrayList<>();
        for (HeldPower power : powers) {
            for (Grant grant : power.grants()) {
                worst.put(grant, power.severity().or(worst.getOrDefault(grant, Severity.INFO)));
            }
            dangers.add(
                    new Rights.Danger(power.power().title(), power.scope(), power.severity(), power.otherNamesOnly()));
        }
        List<PermissionRow> rows = new ArrayList<>(holder.own());
        rows.addAll(holder.permissions().limited());
        // Stable: rows that are equally dangerous stay in their order.
        rows.sort(new Comparator<>() {
            @Override
            public int compare(PermissionRow a, PermissionRow b) {
                return severity(b, worst).compareTo(severity(a, worst));
            }
        });
        int own = rows.size();
        for (PermissionRow row : unusual) {
            if (holder.shared().contains(row)) {
                rows.add(row);
            }
        }
        return new Rights(holder, rows, rows.size() - own, dangers);
    }

    private static Severity severity(PermissionRow row, Map<Grant, Severity> worst) {
        Severity severity = Severity.INFO;
        for (Grant grant : row.grants()) {
            severity = severity.or(worst.getOrDefault(grant, Severity.INFO));
        }
        return severity;
    }
}
