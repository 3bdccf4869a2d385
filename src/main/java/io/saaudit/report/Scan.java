package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Counts;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Lists;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.ServiceAccount;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Rule;
import io.saaudit.rule.RuleInfo;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Runs the rules and puts what they find in order. */
public final class Scan {
    private static final Comparator<Finding> WORST_FIRST = new Comparator<>() {
        @Override
        public int compare(Finding a, Finding b) {
            int c = b.severity().compareTo(a.severity());
            c = c != 0 ? c : a.account().compareTo(b.account());
            c = c != 0 ? c : a.rule().compareTo(b.rule());
            return c != 0 ? c : a.cause().compareTo(b.cause());
        }
    };

    private static final Set<String> MODELLED = Set.of(
            "Namespace",
            "ServiceAccount",
            "Role",
            "ClusterRole",
            "RoleBinding",
            "ClusterRoleBinding",
            "Pod",
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "ReplicationController",
            "PodTemplate",
            "Secret",
            "ConfigMap",
            "CustomResourceDefinition",
            "Node",
            "Service",
            "Ingress",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration");

    private Scan() {}

    /**
     * Scans.
     *
     * @param audit what is so
     * @param selection what is wanted
     */
    public static Report of(Audit audit, Selection selection) {
        List<Finding> shown = new ArrayList<>();
        Labels labels = selection.labels() == null ? null : new Labels(audit, selection.labels());
        int[] hidden = new int[3];
        List<Rule> rules = selection.selectedRules();
        List<RuleInfo> infos = new ArrayList<>();
        List<Finding> found = new ArrayList<>();
        Consumer<Finding> to = new Consumer<>() {
            @Override
            public void accept(Finding finding) {
                found.add(finding);
            }
        };
        for (Rule rule : rules) {
            infos.add(rule.info());
            rule.check(audit, to);
        }
        for (Finding finding : found) {
            if (!inNamespaces(finding, selection)) {
                hidden[0]++;
            } else if (labels != null && !labels.match(finding)) {
                hidden[1]++;
            } else if (finding.severity().compareTo(selection.minSeverity()) < 0) {
                hidden[2]++;
            } else {
                shown.add(finding);
            }
        }
        shown.sort(WORST_FIRST);
        List<Note> notes = new ArrayList<>(audit.snapshot().notes());
        StateNotes.add(audit, notes);
        return new Report(
                List.copyOf(shown),
                audit.snapshot().gaps(),
                List.copyOf(notes),
                summary(audit, selection),
                List.copyOf(infos),
                new Report.Hidden(hidden[0], hidden[1], hidden[2]));
    }

    /** A finding lives where its accounts live, and where its cause does. */
    private static boolean inNamespaces(Finding finding, Selection selection) {
        if (selection.namespaces().isEmpty() && selection.excludeNamespaces().isEmpty()) {
            return true;
        }
        Set<String> namespaces = new TreeSet<>();
        for (String subject : finding.subjects()) {
            String[] account = new Identity(subject, List.of()).account();
            if (account != null) {
                namespaces.add(account[0]);
            }
        }
        if (!finding.cause().namespace().isEmpty()) {
            namespaces.add(finding.cause().namespace());
        }
        if (namespaces.isEmpty()) {
            return selection.namespaces().isEmpty();
        }
        for (String namespace : namespaces) {
            if (selection.shows(namespace)) {
                return true;
            }
        }
        return false;
    }

    private static Report.Summary summary(Audit audit, Selection selection) {
        int accounts = 0;
        for (Account account : audit.accounts().all()) {
            accounts += !account.assumedOnly() && selection.shows(account.namespace()) ? 1 : 0;
        }
        Set<ObjectKey> workloads = new TreeSet<>();
        for (Use use : audit.workloads().all()) {
            if (selection.shows(use.owner().namespace())) {
                workloads.add(use.owner());
            }
        }
        Counts counts = audit.snapshot().counts();
        int others = 0;
        for (Map.Entry<String, Integer> kind : counts.byKind().entrySet()) {
            others += MODELLED.contains(kind.getKey()) ? 0 : kind.getValue();
        }
        Objects objects = audit.snapshot().objects();
        return new Report.Summary(
                counts.files(),
                accounts,
                workloads.size(),
                distinct(objects.bindings()),
                distinct(objects.roles()),
                others);
    }

    /** Differing definitions of one object stand next to each other and count once. */
    private static int distinct(List<? extends KubeObject> sorted) {
        int number = 0;
        ObjectKey last = null;
        for (KubeObject object : sorted) {
            number += object.key().equals(last) ? 0 : 1;
            last = object.key();
        }
        return number;
    }

    /** The labels of causes and accounts. */
    private static final class Labels {
        private final LabelQuery query;
        private final Audit audit;
        private final Map<ObjectKey, List<Map<String, String>>> byKey = new HashMap<>();

        Labels(Audit audit, LabelQuery query) {
            this.query = query;
            this.audit = audit;
            Objects objects = audit.snapshot().objects();
            for (List<? extends KubeObject> list : List.of(
                    objects.serviceAccounts(),
                    objects.roles(),
                    objects.bindings(),
                    objects.workloads(),
                    objects.secrets())) {
                for (KubeObject object : list) {
                    Lists.of(byKey, object.key()).add(object.meta().labels());
                }
            }
        }

        boolean match(Finding finding) {
            if (byKey.getOrDefault(finding.cause(), List.of()).stream().anyMatch(query::matches)) {
                return true;
            }
            for (String subject : finding.subjects()) {
                String[] name = new Identity(subject, List.of()).account();
                Account account = name == null ? null : audit.accounts().find(name[0], name[1]);
                if (account != null) {
                    for (ServiceAccount definition : account.definitions()) {
                        if (query.matches(definition.meta().labels())) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }
}
