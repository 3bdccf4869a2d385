package io.saaudit.source;

import io.saaudit.model.Positions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * YAML by snakeyaml's events. Aliases are followed, merge keys put their fields in place: in the order of the text, the
 * last of a key counts, and of several merged maps the first, as in kubectl (gopkg.in/yaml.v2 decode.go, merge).
 */
final class YamlCursor extends Cursor {
    private static final byte KEY = 0;
    private static final byte VALUE = 1;
    private static final byte ITEM = 2;

    /** Added for a map whose fields are merged into the one around it. */
    private static final byte MERGED = 4;

    private static final String TAG = "tag:yaml.org,2002:";

    private final YamlEvents events;
    private final Limits limits;
    private byte[] states = new byte[32];
    private int open;
    private Event event;

    /** @param lineOffset lines of the file before the text */
    YamlCursor(String text, int lineOffset, Limits limits, Out out) {
        super(out);
        this.limits = limits;
        this.events = new YamlEvents(text, lineOffset, limits, out);
    }

    /** Moves to the root value of the next document; false at the end of the text. */
    boolean nextDocument() {
        while (true) {
            event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    open = 0;
                    advance();
                    return true;
                }
                case StreamEnd -> {
                    return false;
                }
                default -> {
                    // the start of the stream, the end of a document
                }
            }
        }
    }

    @Override
    protected void advance() {
        step(true);
    }

    @Override
    protected void skipChildren() {
        int level = open - 1;
        while (open > level) {
            step(false);
        }
    }

    @Override
    long at() {
        return event == null ? Positions.NONE : events.at(event.getStartMark());
    }

    @Override
    protected boolean merged() {
        return open > 0 && (states[open - 1] & MERGED) != 0;
    }

    @Override
    String text() {
        ScalarEvent scalar = (ScalarEvent) event;
        return token == Token.KEY ? YamlScalars.json(type(scalar), scalar.getValue()) : valueText(scalar);
    }

    private String valueText(ScalarEvent scalar) {
        return token == Token.STRING ? scalar.getValue() : YamlScalars.json(token, scalar.getValue());
    }

    private void step(boolean typed) {
        while (true) {
            event = events.next();
            switch (event.getEventId()) {
                case MappingStart -> {
                    push(KEY);
                    token = Token.OBJECT;
                    return;
                }
                case SequenceStart -> {
                    push(ITEM);
                    token = Token.LIST;
                    return;
                }
                case MappingEnd, SequenceEnd -> {
                    open--;
                    if (states[open] >= MERGED) {
                        continue;
                    }
                    token = event.is(Event.ID.MappingEnd) ? Token.END_OBJECT : Token.END_LIST;
                    return;
                }
                case Scalar -> {
                    if (scalar((ScalarEvent) event, typed)) {
                        return;
                    }
                }
                default -> {
                    token = Token.END;
                    return;
                }
            }
        }
    }

    /** Takes a scalar as key or value; false when it was a merge key, which is no token. */
    private boolean scalar(ScalarEvent scalar, boolean typed) {
        if (scalar.getValue().length() > limits.maxScalarSize()) {
            throw DocumentException.limit(
                    "a scalar is longer than " + limits.maxScalarSize() + " characters", "--max-scalar-size", at());
        }
        if (open > 0 && (states[open - 1] & ~MERGED) == KEY) {
            if (isMerge(scalar)) {
                merge();
                return false;
            }
            states[open - 1]++;
            token = Token.KEY;
            return true;
        }
        value();
        token = typed ? type(scalar) : Token.STRING;
        return true;
    }

    /** A value begins: the map around it then waits for a key. */
    private void value() {
        if (open > 0 && (states[open - 1] & ~MERGED) == VALUE) {
            states[open - 1]--;
        }
    }

    private void push(byte state) {
        if (open > 0 && (states[open - 1] & ~MERGED) == KEY) {
            throw DocumentException.malformed(
                    "a map or a list as a key", "Text that begins with { or [ must be in quotes.", at());
        }
        value();
        if (open == limits.maxDepth()) {
            throw DocumentException.limit("nested deeper than " + limits.maxDepth() + " levels", "--max-depth", at());
        }
        if (open == states.length) {
            states = Arrays.copyOf(states, open * 2);
        }
        states[open++] = state;
    }

    private static boolean isMerge(ScalarEvent scalar) {
        return scalar.getValue().equals("<<")
                && (scalar.getTag() == null ? scalar.getScalarStyle() == ScalarStyle.PLAIN : isTag(scalar, "merge"));
    }

    private void merge() {
        Event source = events.next();
        if (source.is(Event.ID.SequenceStart)) {
            List<Event> fields = mergedFields();
            if (fields.isEmpty()) {
                return;
            }
            events.push(fields);
        } else if (!source.is(Event.ID.MappingStart)) {
            throw notMergeable(source);
        }
        if (open == states.length) {
            states = Arrays.copyOf(states, open * 2);
        }
        states[open++] = KEY | MERGED;
    }

    /** The fields of the maps of a merged list, the last map first, and the end of a map. */
    private List<Event> mergedFields() {
        List<List<Event>> maps = new ArrayList<>();
        Event end = null;
        for (Event e = events.next(); !e.is(Event.ID.SequenceEnd); e = events.next()) {
            if (!e.is(Event.ID.MappingStart)) {
                throw notMergeable(e);
            }
            List<Event> fields = new ArrayList<>();
            int level = 1;
            while (true) {
                Event inner = events.next();
                if (inner.is(Event.ID.MappingStart) || inner.is(Event.ID.SequenceStart)) {
                    level++;
                } else if (inner.is(Event.ID.MappingEnd) || inner.is(Event.ID.SequenceEnd)) {
                    level--;
                }
                if (level == 0) {
                    end = inner;
                    break;
                }
                fields.add(inner);
            }
            maps.add(fields);
        }
        List<Event> all = new ArrayList<>();
        for (int i = maps.size() - 1; i >= 0; i--) {
            all.addAll(maps.get(i));
        }
        if (end != null) {
            all.add(end);
        }
        return all;
    }

    private DocumentException notMergeable(Event at) {
        return DocumentException.malformed(
                "a merge key (<<) needs a map or a list of maps", "", events.at(at.getStartMark()));
    }

    private static boolean isTag(ScalarEvent scalar, String name) {
        String tag = scalar.getTag();
        return tag.length() == TAG.length() + name.length() && tag.startsWith(TAG) && tag.endsWith(name);
    }

    private static Token type(ScalarEvent scalar) {
        if (scalar.getTag() == null) {
            return scalar.getScalarStyle() == ScalarStyle.PLAIN ? YamlScalars.type(scalar.getValue()) : Token.STRING;
        }
        boolean typed =
                isTag(scalar, "int") || isTag(scalar, "float") || isTag(scalar, "bool") || isTag(scalar, "null");
        return typed ? YamlScalars.type(scalar.getValue()) : Token.STRING;
    }
}
