package io.saaudit.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.saaudit.model.Binding;
import io.saaudit.model.Gap;
import io.saaudit.model.Grant;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * Writes JSON: the pieces that several documents have in common, as docs/json.md describes them. Characters that a
 * terminal would act on are escaped in JSON's own way, so that nothing of them is lost.
 */
public final class Json implements Closeable {
    private final JsonGenerator out;
    private final Snapshot snapshot;

    private Json(JsonGenerator out, Snapshot snapshot) {
        this.out = out;
        this.snapshot = snapshot;
    }

    /** One document, indented. */
    static Json document(OutputStream to, Snapshot snapshot) throws IOException {
        return new Json(JsonText.indented(to), snapshot);
    }

    /** Many documents, one a line. */
    static Json lines(OutputStream to, Snapshot snapshot) throws IOException {
        return new Json(JsonText.lines(to), snapshot);
    }

    /** Whose places it tells. */
    Snapshot snapshot() {
        return snapshot;
    }

    /** The same document, with places of another snapshot. */
    Json at(Snapshot other) {
        return new Json(out, other);
    }

    /** Ends the output with a newline. */
    @Override
    public void close() throws IOException {
        out.writeRaw('\n');
        out.close();
    }

    /** Ends an output that holds nothing. */
    void closeEmpty() throws IOException {
        out.close();
    }

    Json object() throws IOException {
        out.writeStartObject();
        return this;
    }

    Json object(String field) throws IOException {
        out.writeFieldName(field);
        return object();
    }

    Json endObject() throws IOException {
        out.writeEndObject();
        return this;
    }

    Json array() throws IOException {
        out.writeStartArray();
        return this;
    }

    Json array(String field) throws IOException {
        out.writeFieldName(field);
        out.writeStartArray();
        return this;
    }

    Json endArray() throws IOException {
        out.writeEndArray();
        return this;
    }

    Json field(String name, String value) throws IOException {
        out.writeFieldName(name);
        return value(value);
    }

    Json field(String name, boolean value) throws IOException {
        out.writeFieldName(name);
        out.writeBoolean(value);
        return this;
    }

    Json field(String name, long value) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(value);
        return this;
    }

    /** The field, unless it would be empty. */
    Json optional(String name, String value) throws IOException {
        return value.isEmpty() ? this : field(name, value);
    }

    /** The values on one line. */
    Json strings(String name, List<String> values) throws IOException {
        StringBuilder text = new StringBuilder().append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(JsonText.literal(values.get(i)));
        }
        out.writeFieldName(name);
        out.writeRawValue(text.append(']').toString());
        return this;
    }

    Json value(String value) throws IOException {
        if (JsonText.plain(value)) {
            out.writeString(value);
        } else {
            out.writeRawValue(JsonText.literal(value));
        }
        return this;
    }

    Json origin(String field, long at) throws IOException {
        return origin(field, snapshot.origin(at));
    }

    /** A place; nothing where there is none. */
    Json origin(String field, Origin origin) throws IOException {
        if (origin == null) {
            return this;
        }
        return object(field).originFields(origin).endObject();
    }

    /** The fields of a place, inside of an object. */
    Json originFields(Origin origin) throws IOException {
        field("file", origin.source());
        if (origin.line() > 0) {
            field("line", origin.line()).field("column", origin.column());
        }
        return optional("template", origin.template());
    }

    Json key(String field, ObjectKey key) throws IOException {
        return object(field).keyFields(key).endObject();
    }

    /** The fields of an object's key, inside of an object. */
    Json keyFields(ObjectKey key) throws IOException {
        return optional("group", key.group())
                .field("kind", key.kind())
                .optional("namespace", key.namespace())
                .field("name", key.name());
    }

    Json scope(Scope scope) throws IOException {
        boolean cluster = scope.namespace().isEmpty();
        return field("scope", cluster ? "cluster" : "namespace").optional("namespace", scope.namespace());
    }

    Json request(String field, Request request) throws IOException {
        object(field).field("verb", request.verb());
        if (request.target() instanceof Target.Path path) {
            return field("path", path.path()).endObject();
        }
        Target.Resource r = (Target.Resource) request.target();
        return field("apiGroup", r.group())
                .field("resource", r.resource())
                .optional("subresource", r.subresource())
                .optional("namespace", r.namespace())
                .optional("name", r.name())
                .endObject();
    }

    Json grants(String field, List<Grant> grants) throws IOException {
        array(field);
        for (Grant grant : grants) {
            object().grantFields(grant).endObject();
        }
        return endArray();
    }

    /** The fields of a grant, inside of an object. */
    Json grantFields(Grant grant) throws IOException {
        scope(grant.scope());
        binding("binding", grant.binding());
        Subject subject = grant.matched();
        object("subject")
                .field("kind", subject.kind())
                .optional("namespace", subject.namespace())
                .field("name", subject.name())
                .origin("origin", grant.binding().subjectAt(grant.subject()))
                .endObject();
        Role role = grant.role();
        object("role")
                .keyFields(role.key())
                .field("assumed", role.assumed())
                .origin("origin", role.meta().at())
                .endObject();
        RoleRule rule = grant.rule();
        object("rule").field("number", rule.index() + 1);
        if (!rule.definedIn().equals(role.key())) {
            key("definedIn", rule.definedIn());
        }
        return strings("verbs", rule.policy().verbs())
                .strings("apiGroups", rule.policy().apiGroups())
                .strings("resources", rule.policy().resources())
                .strings("resourceNames", rule.policy().resourceNames())
                .strings("nonResourceURLs", rule.policy().nonResourceURLs())
                .origin("origin", rule.at())
                .endObject();
    }

    Json binding(String field, Binding binding) throws IOException {
        return object(field).bindingFields(binding).endObject();
    }

    /** The fields of a binding, inside of an object. */
    Json bindingFields(Binding binding) throws IOException {
        return keyFields(binding.key())
                .field("assumed", binding.assumed())
                .origin("origin", binding.meta().at());
    }

    /** A binding whose role was not read. */
    void unresolved(Binding binding) throws IOException {
        object().bindingFields(binding)
                .object("roleRef")
                .field("kind", binding.roleRef().kind())
                .field("name", binding.roleRef().name())
                .endObject()
                .endObject();
    }

    Json notes(String field, List<Note> notes) throws IOException {
        array(field);
        for (Note note : notes) {
            object().field("kind", word(note.kind()))
                    .field("message", note.what())
                    .origin("origin", note.origin())
                    .endObject();
        }
        return endArray();
    }

    Json gaps(String field, List<Gap> gaps) throws IOException {
        array(field);
        for (Gap gap : gaps) {
            object().field("kind", word(gap.kind()))
                    .field("message", gap.what())
                    .optional("hint", gap.hint())
                    .origin("origin", gap.origin())
                    .endObject();
        }
        return endArray();
    }

    /** What every document ends with: how complete it is, and which cluster was read, if anything was. */
    Json completeness(List<Gap> gaps, List<Note> notes) throws IOException {
        field("complete", gaps.isEmpty()).gaps("gaps", gaps).notes("notes", notes);
        if (snapshot != null) {
            ClusterText.write(snapshot.cluster(), this);
        }
        return this;
    }

    /** {@code DANGLING_ROLE} as {@code dangling-role}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
