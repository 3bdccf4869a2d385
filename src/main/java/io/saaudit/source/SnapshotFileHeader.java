package io.saaudit.source;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Cluster;
import io.saaudit.model.Counts;
import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a snapshot says of the cluster that it is of.
 *
 * @param cluster the cluster
 * @param source what places in the cluster are called
 * @param counts how much was read of it
 * @param gaps what could not be read of it
 * @param notes what was worth saying
 */
record SnapshotFileHeader(Cluster cluster, String source, Counts counts, List<Gap> gaps, List<Note> notes) {

    /**
     * Reads the current value.
     *
     * @param first whether it stands before the items
     * @throws FieldException when it cannot be used; that is told as a gap
     */
    static SnapshotFileHeader take(Cursor in, boolean first) {
        try {
            if (!first) {
                throw new FieldException(SnapshotFile.HEADER + " must stand before items", "", in.at());
            }
            return read(in);
        } catch (FieldException e) {
            in.out().gap(Gap.Kind.INVALID_OBJECT, e.getMessage(), e.hint(), e.at());
            throw e;
        }
    }

    private static SnapshotFileHeader read(Cursor in) {
        long at = in.at();
        Long format = null;
        Texts texts = new Texts();
        List<String> without = List.of();
        List<ApiResource> resources = List.of();
        Counts counts = Counts.NONE;
        List<Gap> gaps = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "format" -> {
                    format = Values.integer(in);
                    if (format != null && format > SnapshotFile.FORMAT) {
                        throw new FieldException(
                                "a snapshot of format " + format + ", which this version of sa-audit does not know",
                                "Update sa-audit.",
                                at);
                    }
                }
                case "without" -> without = Values.strings(in);
                case "counts" -> counts = counts(in);
                case "gaps" -> list(in, item -> gaps.add(gap(item)));
                case "notes" -> list(in, item -> notes.add(note(item)));
                case "apiResources" -> {
                    List<ApiResource> read = new ArrayList<>();
                    list(in, item -> read.add(resource(item)));
                    resources = List.copyOf(read);
                }
                default -> texts.take(key, in);
            }
        }
        if (format == null) {
            throw new FieldException("a snapshot that does not say its format", "", at);
        }
        Cluster cluster = new Cluster(
                texts.of("context"),
                texts.of("server"),
                texts.of("version"),
                texts.of("reader"),
                time(texts.of("time"), at),
                resources,
                without);
        return new SnapshotFileHeader(cluster, texts.of("source"), counts, List.copyOf(gaps), List.copyOf(notes));
    }

    private static Instant time(String text, long at) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new FieldException("a snapshot that does not say when it was taken", "", at);
        }
    }

    private interface Item {
        void read(Cursor in);
    }

    private static void list(Cursor in, Item item) {
        in.beginList();
        while (in.nextPresentItem()) {
            item.read(in);
        }
    }

    private static Counts counts(Cursor in) {
        int files = 0;
        int documents = 0;
        int other = 0;
        TreeMap<String, Integer> kinds = new TreeMap<>();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "files" -> files = number(in);
                case "documents" -> documents = number(in);
                case "other" -> other = number(in);
                case "kinds" -> {
                    in.beginObject();
                    for (String kind = in.nextKey(); kind != null; kind = in.nextKey()) {
                        kinds.put(kind, number(in));
                    }
                }
                default -> in.skip();
            }
        }
        return new Counts(files, documents, Collections.unmodifiableMap(kinds), other);
    }

    private static int number(Cursor in) {
        Long given = Values.integer(in);
        return given == null ? 0 : (int) Math.min(given, Integer.MAX_VALUE);
    }

    private static Gap gap(Cursor in) {
        Texts texts = new Texts();
        List<String> spared = List.of();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals("spared")) {
                spared = Values.strings(in);
            } else {
                texts.take(key, in);
            }
        }
        return new Gap(
                word(Gap.Kind.class, texts.of("kind"), Gap.Kind.REFUSED),
                texts.of("what"),
                texts.of("hint"),
                Origin.of(texts.of("source")),
                texts.of("touchesKind"),
                texts.of("touchesNamespace"),
                spared);
    }

    private static Note note(Cursor in) {
        Texts texts = Texts.read(in);
        String source = texts.of("source");
        return new Note(
                word(Note.Kind.class, texts.of("kind"), Note.Kind.INPUT),
                texts.of("what"),
                source.isEmpty() ? null : Origin.of(source));
    }

    /** The constant of that name; one that a later version may have added is taken for the other. */
    private static <E extends Enum<E>> E word(Class<E> type, String name, E otherwise) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return otherwise;
    }

    private static ApiResource resource(Cursor in) {
        Texts texts = new Texts();
        List<String> shortNames = List.of();
        boolean namespaced = false;
        Set<String> verbs = Set.of();
        Set<String> subresources = Set.of();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "shortNames" -> shortNames = Values.strings(in);
                case "namespaced" -> namespaced = Values.isTrue(in);
                case "verbs" -> verbs = new TreeSet<>(Values.strings(in));
                case "subresources" -> subresources = new TreeSet<>(Values.strings(in));
                default -> texts.take(key, in);
            }
        }
        return new ApiResource(
                texts.of("group"),
                texts.of("resource"),
                texts.of("kind"),
                texts.of("singular"),
                shortNames,
                namespaced,
                Collections.unmodifiableSet(verbs),
                Collections.unmodifiableSet(subresources));
    }

    /** Fields that are text. */
    private static final class Texts {
        private final TreeMap<String, String> values = new TreeMap<>();

        static Texts read(Cursor in) {
            Texts texts = new Texts();
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                texts.take(key, in);
            }
            return texts;
        }

        /** Takes a field if it is text; what a later version may have added is passed over. */
        void take(String key, Cursor in) {
            if (in.token() == Token.STRING) {
                values.put(key, in.text());
            } else {
                in.skip();
            }
        }

        String of(String field) {
            return values.getOrDefault(field, "");
        }
    }
}
