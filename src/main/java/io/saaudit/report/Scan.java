package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Counts;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Rule;
import io.saaudit.rule.RuleInfo;
import io.saaudit.rule.Rules;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs the rules and puts what they find in order. */
public final class Scan {
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

    /** Scans, and judges by the usual threshold alone. */
    public static Report of(Audit audit, Selection selection) {
        return of(audit, selection, GateRules.usual());
    }

    /**
     * Scans.
     *
     * @param audit what is so
     * @param selection what is wanted
     * @param gate what it is judged by
     */
    public static Report of(Audit audit, Selection selection, GateRules gate) {
        return of(audit, selection, gate, List.of());
    }

    /**
     * Scans with more rules than those of the catalogue.
     *
     * @param audit what is so
     * @param selection what is wanted
     * @param gate what it is judged by
     * @param own the rules of the configuration
     */
    public static Report of(Audit audit, Selection selection, GateRules gate, List<? extends Rule> own) {
        List<Rule> all = all(own);
        Sorting sorting = new Sorting(audit, selection, gate, all);
        List<Rule> rules = selection.selectedRules(all);
        RuleRun.of(audit, rules, sorting);
        return report(audit, selection, rules, sorting);
    }

    /** The rules of the catalogue and those of a configuration. */
    static List<Rule> all(List<? extends Rule> own) {
        List<Rule> all = new ArrayList<>(Rules.all());
        all.addAll(own);
        return all;
    }

    /**
     * What came of it.
     *
     * @param rules the rules that were run
     * @param sorting what they found
     */
    static Report report(Audit audit, Selection selection, List<Rule> rules, Sorting sorting) {
        List<RuleInfo> infos = new ArrayList<>();
        for (Rule rule : rules) {
            infos.add(rule.info());
        }
        List<Note> notes = new ArrayList<>(audit.snapshot().notes());
        StateNotes.add(audit, notes);
        return new Report(
                sorting.shown(),
                audit.snapshot().gaps(),
                List.copyOf(notes),
                summary(audit, selection),
                List.copyOf(infos),
                sorting.hidden(),
                sorting.gate(rules),
                audit.snapshot().cluster());
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
}
