package io.saaudit.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.saaudit.model.ApiResource;
import io.saaudit.model.Cluster;
import io.saaudit.model.Counts;
import io.saaudit.model.Gap;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes a snapshot: the header, then an object a line. */
final class SnapshotFileWriter implements Closeable {
    private final JsonGenerator out;
    private final SnapshotFileObjects objects;

    SnapshotFileWriter(OutputStream to) throws IOException {
        out = new JsonFactory().createGenerator(to);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.setPrettyPrinter(new Lines());
        objects = new SnapshotFileObjects(out);
    }

    @Override
    public void close() throws IOException {
        out.writeRaw('\n');
        out.close();
    }

    void write(Snapshot snapshot) throws IOException {
        out.writeStartObject();
        out.writeStringField("apiVersion", "v1");
        out.writeStringField("kind", "List");
        header(snapshot);
        out.writeArrayFieldStart("items");
        items(snapshot.objects().namespaces());
        items(snapshot.objects().serviceAccounts());
        items(snapshot.objects().roles());
        items(snapshot.objects().bindings());
        items(snapshot.objects().workloads());
        items(snapshot.objects().secrets());
        items(snapshot.objects().configMaps());
        items(snapshot.objects().customResources());
        items(snapshot.objects().nodes());
        items(snapshot.objects().services());
        items(snapshot.objects().ingresses());
        items(snapshot.objects().webhooks());
        out.writeEndArray();
        out.writeEndObject();
    }

    private void items(List<? extends KubeObject> all) throws IOException {
        for (KubeObject object : all) {
            objects.write(object);
        }
    }

    private void header(Snapshot snapshot) throws IOException {
        Cluster cluster = snapshot.cluster();
        out.writeObjectFieldStart(SnapshotFile.HEADER);
        out.writeNumberField("format", SnapshotFile.FORMAT);
        out.writeStringField("context", cluster.context());
        out.writeStringField("server", cluster.server());
        out.writeStringField("version", cluster.version());
        out.writeStringField("reader", cluster.reader());
        out.writeStringField("time", cluster.time().toString());
        strings("without", cluster.without());
        List<Source> sources = snapshot.sources();
        out.writeStringField("source", sources.isEmpty() ? "" : sources.get(0).path());
        counts(snapshot.counts());
        out.writeArrayFieldStart("gaps");
        for (Gap gap : snapshot.gaps()) {
            out.writeStartObject();
            out.writeStringField("kind", gap.kind().name());
            out.writeStringField("what", gap.what());
            out.writeStringField("hint", gap.hint());
            out.writeStringField("source", gap.origin().source());
            out.writeStringField("touchesKind", gap.touchesKind());
            out.writeStringField("touchesNamespace", gap.touchesNamespace());
            strings("spared", gap.spared());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("notes");
        for (Note note : snapshot.notes()) {
            out.writeStartObject();
            out.writeStringField("kind", note.kind().name());
            out.writeStringField("what", note.what());
            if (note.origin() != null) {
                out.writeStringField("source", note.origin().source());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("apiResources");
        for (ApiResource resource : cluster.apiResources()) {
            resource(resource);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void counts(Counts counts) throws IOException {
        out.writeObjectFieldStart("counts");
        out.writeNumberField("files", counts.files());
        out.writeNumberField("documents", counts.documents());
        out.writeNumberField("other", counts.other());
        out.writeObjectFieldStart("kinds");
        for (Map.Entry<String, Integer> kind : counts.byKind().entrySet()) {
            out.writeNumberField(kind.getKey(), kind.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private void resource(ApiResource resource) throws IOException {
        out.writeStartObject();
        out.writeStringField("group", resource.group());
        out.writeStringField("resource", resource.resource());
        out.writeStringField("kind", resource.kind());
        out.writeStringField("singular", resource.singular());
        strings("shortNames", resource.shortNames());
        out.writeBooleanField("namespaced", resource.namespaced());
        strings("verbs", new TreeSet<>(resource.verbs()));
        strings("subresources", new TreeSet<>(resource.subresources()));
        out.writeEndObject();
    }

    private void strings(String name, Collection<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    /** A line for each field of the List and for each of its items: files that differ little are seen to. */
    private static final class Lines extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;
        private int depth;

        @Override
        public void writeStartObject(JsonGenerator g) throws IOException {
            super.writeStartObject(g);
            depth++;
        }

        @Override
        public void writeEndObject(JsonGenerator g, int entries) throws IOException {
            depth--;
            super.writeEndObject(g, entries);
        }

        @Override
        public void writeStartArray(JsonGenerator g) throws IOException {
            super.writeStartArray(g);
            depth++;
        }

        @Override
        public void writeEndArray(JsonGenerator g, int values) throws IOException {
            depth--;
            super.writeEndArray(g, values);
        }

        @Override
        public void beforeArrayValues(JsonGenerator g) throws IOException {
            line(2, g);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator g) throws IOException {
            super.writeArrayValueSeparator(g);
            line(2, g);
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator g) throws IOException {
            super.writeObjectEntrySeparator(g);
            line(1, g);
        }

        private void line(int level, JsonGenerator g) throws IOException {
            if (depth == level) {
                g.writeRaw('\n');
            }
        }
    }
}
