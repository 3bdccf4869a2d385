package io.saaudit.source;

import io.saaudit.model.Aggregation;
import io.saaudit.model.Binding;
import io.saaudit.model.FieldPlaces;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Meta;
import io.saaudit.model.Objects;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Snapshot;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A snapshot as text: everything in it, with places, or without for a comparison of content. */
public final class Dump {
    private final Snapshot snapshot;
    private final boolean places;
    private final StringBuilder out = new StringBuilder();

    private Dump(Snapshot snapshot, boolean places) {
        this.snapshot = snapshot;
        this.places = places;
    }

    /** Objects, places, gaps, notes and counts. */
    public static String of(Snapshot snapshot) {
        Dump dump = new Dump(snapshot, true);
        dump.objects();
        snapshot.gaps().forEach(gap -> dump.out.append(gap).append('\n'));
        snapshot.notes().forEach(note -> dump.out.append(note).append('\n'));
        dump.out.append(snapshot.counts()).append('\n');
        return dump.out.toString();
    }

    /** The content of the objects only. */
    public static String content(Snapshot snapshot) {
        Dump dump = new Dump(snapshot, false);
        dump.objects();
        return dump.out.toString();
    }

    private void objects() {
        for (RecordComponent list : Objects.class.getRecordComponents()) {
            for (Object object : (List<?>) get(list, snapshot.objects())) {
                out.append(((KubeObject) object).key()).append(' ');
                value(object);
                out.append('\n');
            }
        }
    }

    private void value(Object value) {
        if (value instanceof Meta meta) {
            out.append(meta.apiVersion())
                    .append(' ')
                    .append(meta.key())
                    .append(' ')
                    .append(meta.uid());
            out.append(' ').append(meta.created()).append(' ').append(new TreeMap<>(meta.labels()));
            out.append(new TreeMap<>(meta.annotations())).append(meta.owners());
            for (long place : meta.places()) {
                place(place);
            }
            meta.tokens().forEach(token -> {
                out.append(token.pointer()).append(token.subject()).append(token.expires());
                place(token.at());
            });
        } else if (value instanceof RoleRule rule) {
            out.append(rule.policy()).append(rule.definedIn()).append(rule.index());
            place(rule.at());
            for (int i = 0; i < rule.policy().verbs().size(); i++) {
                place(rule.verbAt(i));
            }
            for (int i = 0; i < rule.policy().resources().size(); i++) {
                place(rule.resourceAt(i));
            }
        } else if (value instanceof FieldPlaces fields) {
            for (int i = 0; i < 8; i++) {
                place(fields.of(i));
            }
        } else if (value instanceof Binding.Places fields) {
            place(fields.roleRef());
        } else if (value instanceof Aggregation aggregation) {
            value(aggregation.selectors());
            place(aggregation.at());
        } else if (value instanceof List<?> list) {
            out.append('[');
            list.forEach(item -> {
                value(item);
                out.append(", ");
            });
            out.append(']');
        } else if (value instanceof Map<?, ?> map) {
            out.append(new TreeMap<>(map));
        } else if (value instanceof Role || value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                out.append(component.getName()).append('=');
                value(get(component, value));
                out.append(' ');
            }
        } else {
            out.append(value);
        }
    }

    private void place(long place) {
        if (places) {
            out.append(" @").append(snapshot.origin(place));
        }
    }

    private static Object get(RecordComponent component, Object of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
