package io.saaudit.source;

import com.fasterxml.jackson.core.JsonGenerator;
import io.saaudit.model.Aggregation;
import io.saaudit.model.Binding;
import io.saaudit.model.CustomResource;
import io.saaudit.model.Ingress;
import io.saaudit.model.KubeObject;
import io.saaudit.model.LabelSelector;
import io.saaudit.model.Meta;
import io.saaudit.model.OwnerRef;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Secret;
import io.saaudit.model.Service;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Subject;
import io.saaudit.model.WebhookConfiguration;
import io.saaudit.model.Workload;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes objects as the API has them, in the fields that the builders of this package read. */
final class SnapshotFileObjects {
    private final JsonGenerator out;
    private final SnapshotFilePods pods;

    SnapshotFileObjects(JsonGenerator out) {
        this.out = out;
        this.pods = new SnapshotFilePods(out);
    }

    void write(KubeObject object) throws IOException {
        Meta meta = object.meta();
        out.writeStartObject();
        out.writeStringField("apiVersion", meta.apiVersion());
        out.writeStringField("kind", meta.kind());
        meta(meta);
        SnapshotFileFacts.write(object, out);
        if (object instanceof Workload w) {
            pods.write(w);
        } else if (object instanceof Role r) {
            role(r);
        } else if (object instanceof Binding b) {
            binding(b);
        } else if (object instanceof ServiceAccount a) {
            account(a);
        } else if (object instanceof Secret s) {
            out.writeStringField("type", s.type());
        } else if (object instanceof CustomResource c) {
            customResource(c);
        } else if (object instanceof Service s) {
            out.writeObjectFieldStart("spec");
            out.writeStringField("type", s.type());
            strings("selector", s.selector(), out);
            out.writeEndObject();
        } else if (object instanceof Ingress i) {
            ingress(i);
        } else if (object instanceof WebhookConfiguration w) {
            webhooks(w);
        }
        out.writeEndObject();
    }

    private void meta(Meta meta) throws IOException {
        out.writeObjectFieldStart("metadata");
        out.writeStringField("name", meta.name());
        optional("namespace", meta.namespace(), out);
        optional("uid", meta.uid(), out);
        optional("creationTimestamp", meta.created(), out);
        strings("labels", meta.labels(), out);
        strings("annotations", meta.annotations(), out);
        if (!meta.owners().isEmpty()) {
            out.writeArrayFieldStart("ownerReferences");
            for (OwnerRef owner : meta.owners()) {
                out.writeStartObject();
                out.writeStringField("kind", owner.kind());
                out.writeStringField("name", owner.name());
                out.writeStringField("uid", owner.uid());
                if (owner.controller()) {
                    out.writeBooleanField("controller", true);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void account(ServiceAccount account) throws IOException {
        if (account.automount() != null) {
            out.writeBooleanField("automountServiceAccountToken", account.automount());
        }
        names("secrets", account.secrets(), out);
        names("imagePullSecrets", account.imagePullSecrets(), out);
    }

    private void role(Role role) throws IOException {
        Aggregation aggregation = role.aggregation();
        if (aggregation != null) {
            out.writeObjectFieldStart("aggregationRule");
            out.writeArrayFieldStart("clusterRoleSelectors");
            for (LabelSelector selector : aggregation.selectors()) {
                selector(selector);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeArrayFieldStart("rules");
        for (RoleRule rule : role.rules()) {
            PolicyRule policy = rule.policy();
            out.writeStartObject();
            optional("verbs", policy.verbs());
            optional("apiGroups", policy.apiGroups());
            optional("resources", policy.resources());
            optional("resourceNames", policy.resourceNames());
            optional("nonResourceURLs", policy.nonResourceURLs());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void selector(LabelSelector selector) throws IOException {
        out.writeStartObject();
        strings("matchLabels", selector.matchLabels(), out);
        if (!selector.matchExpressions().isEmpty()) {
            out.writeArrayFieldStart("matchExpressions");
            for (LabelSelector.Requirement requirement : selector.matchExpressions()) {
                out.writeStartObject();
                out.writeStringField("key", requirement.key());
                out.writeStringField("operator", requirement.operator());
                optional("values", requirement.values());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void binding(Binding binding) throws IOException {
        out.writeObjectFieldStart("roleRef");
        optional("apiGroup", binding.roleRef().apiGroup(), out);
        out.writeStringField("kind", binding.roleRef().kind());
        out.writeStringField("name", binding.roleRef().name());
        out.writeEndObject();
        out.writeArrayFieldStart("subjects");
        for (Subject subject : binding.subjects()) {
            out.writeStartObject();
            out.writeStringField("kind", subject.kind());
            optional("apiGroup", subject.apiGroup(), out);
            out.writeStringField("name", subject.name());
            optional("namespace", subject.namespace(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void customResource(CustomResource resource) throws IOException {
        out.writeObjectFieldStart("spec");
        out.writeStringField("group", resource.group());
        out.writeStringField("scope", resource.namespaced() ? "Namespaced" : "Cluster");
        out.writeObjectFieldStart("names");
        out.writeStringField("plural", resource.plural());
        out.writeStringField("kind", resource.kind());
        optional("singular", resource.singular(), out);
        optional("shortNames", resource.shortNames());
        out.writeEndObject();
        if (!resource.subresources().isEmpty()) {
            out.writeObjectFieldStart("subresources");
            for (String subresource : resource.subresources()) {
                out.writeObjectFieldStart(subresource);
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** Every service as the backend of a path: where else it stood is not known. */
    private void ingress(Ingress ingress) throws IOException {
        out.writeObjectFieldStart("spec");
        out.writeArrayFieldStart("rules");
        for (String service : ingress.services()) {
            out.writeStartObject();
            out.writeObjectFieldStart("http");
            out.writeArrayFieldStart("paths");
            out.writeStartObject();
            out.writeObjectFieldStart("backend");
            out.writeObjectFieldStart("service");
            out.writeStringField("name", service);
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void webhooks(WebhookConfiguration configuration) throws IOException {
        out.writeArrayFieldStart("webhooks");
        for (WebhookConfiguration.Webhook webhook : configuration.webhooks()) {
            out.writeStartObject();
            out.writeStringField("name", webhook.name());
            out.writeArrayFieldStart("rules");
            for (WebhookConfiguration.Rule rule : webhook.rules()) {
                out.writeStartObject();
                optional("operations", rule.operations());
                optional("apiGroups", rule.apiGroups());
                optional("apiVersions", rule.apiVersions());
                optional("resources", rule.resources());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void optional(String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            strings(name, values, out);
        }
    }

    static void optional(String name, String value, JsonGenerator out) throws IOException {
        if (!value.isEmpty()) {
            out.writeStringField(name, value);
        }
    }

    static void strings(String name, List<String> values, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    /** A map of strings, unless it is empty. */
    static void strings(String name, Map<String, String> values, JsonGenerator out) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    /** References by name, unless there are none. */
    static void names(String field, List<String> names, JsonGenerator out) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(field);
        for (String name : names) {
            out.writeStartObject();
            out.writeStringField("name", name);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
