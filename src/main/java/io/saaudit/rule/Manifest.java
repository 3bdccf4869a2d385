package io.saaudit.rule;

import io.saaudit.model.Binding;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.Subject;
import io.saaudit.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Manifests for fixes. Each document names its object in full and holds only the fields to change, so that it works as a
 * patch of kustomize and with {@code kubectl apply --server-side}.
 */
final class Manifest {
    private final StringBuilder text = new StringBuilder();

    /** The documents. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** A new account, or one whose automounting is switched. */
    Manifest account(String namespace, String name, Boolean automount) {
        start("v1", "ServiceAccount");
        metadata(name, namespace);
        if (automount != null) {
            line("automountServiceAccountToken: " + automount);
        }
        return this;
    }

    /** The binding with these subjects. */
    Manifest binding(Binding binding, List<Subject> subjects) {
        start(ObjectKey.RBAC + "/v1", binding.meta().kind());
        metadata(binding.name(), binding.namespace());
        line("roleRef:");
        line("  apiGroup: " + ObjectKey.RBAC);
        line("  kind: " + Quote.yaml(binding.roleRef().kind()));
        line("  name: " + Quote.yaml(binding.roleRef().name()));
        line(subjects.isEmpty() ? "subjects: []" : "subjects:");
        for (Subject subject : subjects) {
            line("- kind: " + Quote.yaml(subject.kind()));
            if (!subject.apiGroup().isEmpty()) {
                line("  apiGroup: " + Quote.yaml(subject.apiGroup()));
            }
            line("  name: " + Quote.yaml(subject.name()));
            if (subject instanceof Subject.ServiceAccountRef
                    && !subject.namespace().isEmpty()) {
                line("  namespace: " + Quote.yaml(subject.namespace()));
            }
        }
        return this;
    }

    /** The role with these rules. */
    Manifest role(Role role, List<PolicyRule> rules) {
        start(ObjectKey.RBAC + "/v1", role.meta().kind());
        metadata(role.name(), role.namespace());
        rules(rules);
        return this;
    }

    private void rules(List<PolicyRule> rules) {
        line(rules.isEmpty() ? "rules: []" : "rules:");
        for (PolicyRule rule : rules) {
            String bullet = "- ";
            bullet = list(bullet, "apiGroups", rule.apiGroups());
            bullet = list(bullet, "resources", rule.resources());
            bullet = list(bullet, "resourceNames", rule.resourceNames());
            bullet = list(bullet, "nonResourceURLs", rule.nonResourceURLs());
            list(bullet, "verbs", rule.verbs());
        }
    }

    /** An object by its type and name alone. */
    Manifest named(String apiVersion, Meta meta) {
        start(apiVersion, meta.kind());
        metadata(meta.name(), meta.namespace());
        return this;
    }

    /** A new ClusterRole. */
    Manifest clusterRole(String name, Map<String, String> labels, List<PolicyRule> rules) {
        start(ObjectKey.RBAC + "/v1", "ClusterRole");
        metadata(name, "");
        if (!labels.isEmpty()) {
            line("  labels:");
            for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
                line("    " + Quote.yaml(label.getKey()) + ": " + Quote.yaml(label.getValue()));
            }
        }
        rules(rules);
        return this;
    }

    private String list(String bullet, String field, List<String> entries) {
        if (entries.isEmpty()) {
            return bullet;
        }
        StringBuilder line = new StringBuilder(bullet).append(field).append(": [");
        for (int i = 0; i < entries.size(); i++) {
            line.append(i == 0 ? "" : ", ").append(Quote.yaml(entries.get(i)));
        }
        line(line.append(']').toString());
        return "  ";
    }

    /** One field of a workload's pod spec. */
    Manifest podField(Workload workload, String field, String value) {
        Meta meta = workload.meta();
        start(meta.apiVersion(), meta.kind());
        if (workload.isPod() || meta.kind().equals("Job")) {
            // core/v1 ValidatePodUpdate; batch/v1 ValidateJobUpdate: spec.template is immutable.
            line("# This cannot be changed in a " + meta.kind() + ": delete it and create it anew.");
        }
        metadata(meta.name(), meta.namespace());
        String indent = "";
        for (String parent : path(meta.kind())) {
            line(indent + parent + ":");
            indent += "  ";
        }
        line(indent + field + ": " + value);
        return this;
    }

    /** The fields down to the pod spec of an object of this kind. */
    static List<String> path(String kind) {
        return switch (kind) {
            case "Pod" -> List.of("spec");
            case "PodTemplate" -> List.of("template", "spec");
            case "CronJob" -> List.of("spec", "jobTemplate", "spec", "template", "spec");
            default -> List.of("spec", "template", "spec");
        };
    }

    private void start(String apiVersion, String kind) {
        if (text.length() > 0) {
            line("---");
        }
        line("apiVersion: " + Quote.yaml(apiVersion));
        line("kind: " + Quote.yaml(kind));
    }

    private void metadata(String name, String namespace) {
        line("metadata:");
        if (name.endsWith("*")) {
            line("  generateName: " + Quote.yaml(name.substring(0, name.length() - 1)));
        } else {
            line("  name: " + Quote.yaml(name));
        }
        if (!namespace.isEmpty()) {
            line("  namespace: " + Quote.yaml(namespace));
        }
    }

    /** A remark. */
    Manifest comment(String remark) {
        line("# " + Quote.comment(remark));
        return this;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
