package io.saaudit.source;

import io.saaudit.model.FoundToken;
import io.saaudit.model.Gap;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import java.util.ArrayList;
import java.util.List;

/**
 * An object while it is read. Its kind may come late, or, for an item of a typed list such as RoleList, from the list:
 * until then the few root fields that can matter are kept as tokens.
 */
final class Draft {
    private final long at;
    private final Out out;
    private String apiVersion;
    private String kind;
    private boolean decided;
    private boolean fieldsSeen;
    private Kinds modelled;
    private ObjectBuilder builder;
    private MetaFields meta;
    private DataBuilder.Keys data = new DataBuilder.Keys();
    private List<Recording> kept = List.of();
    private FieldException wrong;
    private Out items;
    private SnapshotFileFacts facts;
    private boolean unusable;
    private long twoKindsAt = Positions.NONE;
    private List<Draft> kindless = List.of();

    /**
     * @param at place of the object
     * @param out where it goes when it is finished
     */
    Draft(long at, Out out) {
        this.at = at;
        this.out = out;
    }

    /** Takes the apiVersion; null when it is no string. */
    void apiVersion(String value, long place) {
        if (decided && !apiVersion.equals(value)) {
            undecide(place);
        }
        apiVersion = value;
        decide();
    }

    /** Takes the kind; null when it is no string. */
    void kind(String value, long place) {
        if (decided && !kind.equals(value)) {
            undecide(place);
        }
        kind = value;
        decide();
    }

    /** Whether it is of this type, as far as was read. */
    boolean is(String itsVersion, String itsKind) {
        return itsVersion.equals(apiVersion) && itsKind.equals(kind);
    }

    /** Whether a field {@code items} holds objects, as far as is known. */
    boolean mayBeList() {
        return kind == null || kind.endsWith("List");
    }

    /** Where items go until it is certain that this is a list. */
    Out items() {
        if (items == null) {
            items = out.child();
        }
        return items;
    }

    /** Takes an item that was read. */
    void item(Draft item) {
        if (!item.finish()) {
            if (kindless.isEmpty()) {
                kindless = new ArrayList<>();
            }
            kindless.add(item);
        }
    }

    /** Reads what makes the list that this is a snapshot of a cluster; without it its items would mean something else. */
    void header(Cursor in) {
        unusable = true;
        out.header(SnapshotFileHeader.take(in, items == null));
        unusable = false;
    }

    /** Takes or skips a root field. */
    void field(String key, Cursor in) {
        fieldsSeen |= decided && !key.equals("metadata");
        if (decided && modelled == null) {
            in.skip();
        } else if (key.equals("metadata")) {
            meta = MetaFields.read(in);
        } else if (DataBuilder.Keys.isData(key)) {
            if (!decided || modelled == Kinds.SECRET || modelled == Kinds.CONFIG_MAP) {
                data.read(key, in);
            } else {
                in.skip();
            }
        } else if (out.header() != null && key.equals(SnapshotFile.FACTS)) {
            facts = SnapshotFileFacts.read(in);
        } else if (decided) {
            builder.field(key, in);
        } else if (Kinds.isField(key)) {
            if (kept.isEmpty()) {
                kept = new ArrayList<>();
            }
            kept.add(Recording.of(key, in));
        } else {
            in.skip();
        }
    }

    /** Remembers that a field has a wrong type; the first one is told. */
    void wrong(FieldException e) {
        if (wrong == null) {
            wrong = e;
        }
    }

    /** The document ends before its time: what stands before that counts. */
    void salvage() {
        if (items == null || !mayBeList() || unusable) {
            return;
        }
        if (kind != null && apiVersion != null) {
            list();
        } else {
            out.absorb(items);
        }
    }

    /** Gives what was read; false when it is no Kubernetes object. */
    boolean finish() {
        if (twoKindsAt != Positions.NONE) {
            // What was read before may have been passed over as of another kind.
            out.gap(
                    Gap.Kind.INVALID_OBJECT,
                    "apiVersion or kind is there twice, with different values",
                    "Is a line with --- missing between two objects?",
                    twoKindsAt);
            return true;
        }
        if (kind == null || apiVersion == null || kind.isEmpty() || apiVersion.isEmpty()) {
            return false;
        }
        count();
        if (modelled != null) {
            build();
        } else if (items != null && mayBeList()) {
            list();
        }
        return true;
    }

    private void count() {
        Kinds named = modelled == null ? Kinds.named(kind) : null;
        if (named == null) {
            out.count(kind);
            return;
        }
        String group = Kinds.group(apiVersion);
        out.count(kind + "." + (group.isEmpty() ? "core" : group));
        if (group.indexOf('.') < 0) {
            // Groups without a dot are Kubernetes' own: no custom resource can be meant (apiextensions validation.go).
            out.note(
                    Note.Kind.REFUSED_BY_SERVER,
                    "there is no " + kind + " in " + Shown.text(apiVersion) + ", it was not read; " + named.served()
                            + " has it",
                    at);
        }
    }

    private void list() {
        String itemKind = kind.equals("List") ? null : kind.substring(0, kind.length() - "List".length());
        for (Draft item : kindless) {
            if (itemKind != null && item.kind == null) {
                item.kind(itemKind, at);
            }
            if (itemKind != null && item.apiVersion == null) {
                item.apiVersion(apiVersion, at);
            }
            if (!item.finish()) {
                items.other();
            }
        }
        if (!unusable) {
            out.absorb(items);
        }
    }

    /** The kind is there twice and differs, so that what was read of the first must not be taken for the second's. */
    private void undecide(long place) {
        if (fieldsSeen) {
            twoKindsAt = place;
        }
        decided = false;
        modelled = null;
        builder = null;
        data = new DataBuilder.Keys();
    }

    private void decide() {
        if (decided || kind == null || apiVersion == null) {
            return;
        }
        decided = true;
        modelled = Kinds.of(apiVersion, kind);
        if (modelled != null) {
            builder = modelled.builder(data);
            for (Recording field : kept) {
                try {
                    builder.field(field.key(), field.play());
                } catch (FieldException e) {
                    wrong(e);
                }
            }
        }
        kept = List.of();
    }

    private void build() {
        String name = meta == null
                ? ""
                : meta.name.isEmpty() && !meta.generateName.isEmpty() ? meta.generateName + "*" : meta.name;
        String namespace = meta == null || modelled.cluster() ? "" : meta.namespace;
        boolean placed = !modelled.cluster() && namespace.isEmpty();
        if (placed) {
            namespace = out.defaultNamespace();
        }
        ObjectKey key = new ObjectKey(modelled.group(), kind, namespace, name);
        if (wrong != null) {
            // Where the metadata itself is wrong, the namespace may be what was not understood.
            boolean anywhere = placed && wrong.getMessage().startsWith("metadata");
            gap(
                    Gap.Kind.INVALID_OBJECT,
                    shown(key) + ": " + wrong.getMessage(),
                    wrong.hint(),
                    wrong.at(),
                    anywhere ? "" : namespace);
            return;
        }
        if (name.isEmpty()) {
            gap(Gap.Kind.INVALID_OBJECT, shown(key) + " has no metadata.name", "", at, namespace);
            return;
        }
        if (name.contains("{{") || namespace.contains("{{")) {
            gap(
                    Gap.Kind.TEMPLATE,
                    shown(key) + " is a template: its name is not filled in",
                    "Render it first, for example: helm template CHART | sa-audit scan -",
                    at,
                    "");
            return;
        }
        if (modelled.isOld(apiVersion)) {
            out.note(
                    Note.Kind.OLD_API,
                    shown(key) + ": " + Shown.text(apiVersion) + " is no longer served; read as " + modelled.served(),
                    at);
        }
        if (modelled.cluster() && !meta.namespace.isEmpty()) {
            out.note(Note.Kind.INPUT, shown(key) + " is cluster-scoped; its namespace was ignored", meta.namespaceAt);
        }
        if (placed) {
            out.placed();
        }
        Meta built = new Meta(
                apiVersion, key, meta.uid, meta.created, meta.labels, meta.annotations, meta.owners, new long[] {at});
        List<FoundToken> tokens = meta.tokens;
        tokens.addAll(builder.tokens());
        if (facts != null) {
            data.take(facts);
            tokens.addAll(facts.tokens());
        }
        KubeObject object = builder.build(built.withTokens(tokens));
        Refusals.note(object, out);
        out.object(object);
    }

    private static String shown(ObjectKey key) {
        return Shown.text(key.name().isEmpty() ? key.kind() : key.toString());
    }

    private void gap(Gap.Kind gapKind, String what, String hint, long place, String namespace) {
        out.gap(gapKind, what, hint, place, kind, namespace);
    }
}
