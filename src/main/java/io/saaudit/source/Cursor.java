package io.saaudit.source;

import io.saaudit.model.Note;
import io.saaudit.model.Positions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A place in a document that only moves forward: the one interface over YAML events, JSON tokens and recorded values.
 *
 * <p>INVARIANT: whoever is handed a cursor finds it on the first token of a value and leaves it on the last token of the
 * same value, having read or skipped it. Keys and indexes passed on the way are remembered, so that a message can name
 * the field.
 */
abstract class Cursor {
    private static final int LINEAR_KEYS = 24;

    /** The current token; set by {@link #advance()}. */
    protected Token token = Token.END;

    private final Out out;
    private int depth;
    private String[] names = new String[16];
    private int[] indexes = new int[16];
    private long[] keyPlaces = new long[16];
    private int[] firstKey = new int[16];
    private long[] keyBits = new long[16];
    private String[] keys = new String[64];
    private int keyCount;
    private Set<String>[] manyKeys = sets(16);

    Cursor(Out out) {
        this.out = out;
    }

    /** Moves to the next token. */
    protected abstract void advance();

    /** Text of the current key or scalar: as written, and for a key as JSON would name it. */
    abstract String text();

    /** The same, shared with equal texts before. */
    String sharedText() {
        return out.pool().strings().share(text());
    }

    /** Packed place of the current token. */
    abstract long at();

    /** Whether the current key was brought in by a YAML merge key, and so may stand twice. */
    protected boolean merged() {
        return false;
    }

    /** Moves from the current OBJECT or LIST to its end, without looking at what is inside. */
    protected abstract void skipChildren();

    /** Where notes about this document go. */
    final Out out() {
        return out;
    }

    final Token token() {
        return token;
    }

    /** Number of objects and lists entered and not left. */
    final int depth() {
        return depth;
    }

    final boolean isNull() {
        return token == Token.NULL;
    }

    /** Place of the key that the current value belongs to, which must be one of those {@link #isPointedAt}. */
    final long keyAt() {
        long place = keyPlaces[depth - 1];
        if (place == Positions.NONE) {
            throw new IllegalStateException("the place of key " + names[depth - 1] + " is not taken");
        }
        return place;
    }

    /** Enters the current object; {@link #nextKey()} then goes through it. */
    final void beginObject() {
        expect(Token.OBJECT);
        enter();
        names[depth - 1] = "";
        indexes[depth - 1] = -1;
    }

    /** Moves to the next key's value and returns the key, or null after the last one, on the object's end. */
    final String nextKey() {
        advance();
        if (token == Token.END_OBJECT) {
            leave();
            return null;
        }
        String key = text();
        names[depth - 1] = key;
        keyPlaces[depth - 1] = isPointedAt(key) ? at() : Positions.NONE;
        if (!merged() && !remember(key)) {
            out.note(Note.Kind.DUPLICATE_KEY, "key " + Shown.text(key) + " is there twice; the last one counts", at());
        }
        advance();
        return key;
    }

    /** Enters the current list; {@link #nextItem()} then goes through it. */
    final void beginList() {
        expect(Token.LIST);
        enter();
        names[depth - 1] = null;
        indexes[depth - 1] = -1;
    }

    /** Moves to the next item, or returns false after the last one, on the list's end. */
    final boolean nextItem() {
        advance();
        if (token == Token.END_LIST) {
            leave();
            return false;
        }
        indexes[depth - 1]++;
        return true;
    }

    /** As {@link #nextItem()}, but passes over null items, with a note. */
    final boolean nextPresentItem() {
        while (nextItem()) {
            if (!isNull()) {
                return true;
            }
            out.note(Note.Kind.INPUT, path() + " is null and was left out", at());
        }
        return false;
    }

    /** Index of the current item of the innermost list. */
    final int index() {
        return indexes[depth - 1];
    }

    /** Passes over the current value. */
    final void skip() {
        if (token == Token.OBJECT || token == Token.LIST) {
            skipChildren();
        }
    }

    /**
     * Leaves what was entered, wherever the cursor is, until only {@code level} objects and lists are open: the cursor
     * then is on the last token of the value that was being read at that level.
     */
    final void leaveTo(int level) {
        skip();
        int open = depth - level;
        while (open > 0) {
            advance();
            if (token == Token.END_OBJECT || token == Token.END_LIST) {
                open--;
                leave();
            } else {
                skip();
            }
        }
    }

    /** The field that the cursor is at, as {@code rules[0].verbs[1]}. */
    final String path() {
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            if (names[i] == null) {
                sb.append('[').append(Math.max(indexes[i], 0)).append(']');
            } else {
                sb.append(sb.length() == 0 ? "" : ".").append(Shown.text(names[i]));
            }
        }
        return sb.length() == 0 ? "the document" : sb.toString();
    }

    /** Starts as if inside an object, at the value of this key. */
    protected final void startAt(String key, long keyPlace) {
        enter();
        names[depth - 1] = key;
        keyPlaces[depth - 1] = keyPlace;
    }

    /** The field that the cursor is at, as a JSON pointer from the root of the object, which may stand in a list. */
    final String pointer() {
        int from = depth > 0 && names[0] == null ? 1 : 0;
        while (from + 1 < depth && "items".equals(names[from]) && names[from + 1] == null) {
            from += 2;
        }
        StringBuilder sb = new StringBuilder();
        for (int i = from; i < depth; i++) {
            sb.append('/');
            if (names[i] == null) {
                sb.append(Math.max(indexes[i], 0));
            } else {
                sb.append(names[i].replace("~", "~0").replace("/", "~1"));
            }
        }
        return sb.toString();
    }

    /** Whether the current string may hold a ServiceAccount token: a cheap question that is nearly always answered no. */
    boolean mayHoldToken() {
        return text().contains(TokenText.START);
    }

    /** A wrong type at the current value. */
    final FieldException wrongType(String wanted) {
        boolean quotable = (token == Token.NUMBER || token == Token.BOOLEAN) && wanted.startsWith("a string");
        String hint = quotable
                ? "Put it in quotes."
                : token == Token.STRING && !wanted.contains("list") && !wanted.contains("map")
                        ? "Write it without quotes."
                        : "";
        return new FieldException(path() + " is " + token.words() + ", must be " + wanted, hint, at());
    }

    /** Keys whose places the model has; taking the place of every key would cost JSON a fifth of its speed. */
    private static boolean isPointedAt(String key) {
        return switch (key) {
            case "namespace", "serviceAccountName", "serviceAccount", "volumes", "token" -> true;
            default -> Kinds.isField(key);
        };
    }

    private void expect(Token wanted) {
        if (token != wanted) {
            throw wrongType(wanted.words());
        }
    }

    private void enter() {
        if (depth == names.length) {
            int room = depth * 2;
            names = Arrays.copyOf(names, room);
            indexes = Arrays.copyOf(indexes, room);
            keyPlaces = Arrays.copyOf(keyPlaces, room);
            firstKey = Arrays.copyOf(firstKey, room);
            keyBits = Arrays.copyOf(keyBits, room);
            manyKeys = Arrays.copyOf(manyKeys, room);
        }
        firstKey[depth] = keyCount;
        keyBits[depth] = 0;
        manyKeys[depth] = null;
        depth++;
        token = Token.INSIDE;
    }

    private void leave() {
        depth--;
        keyCount = firstKey[depth];
        manyKeys[depth] = null;
    }

    /** Remembers a key of the innermost object; false when it was there before. */
    private boolean remember(String key) {
        int first = firstKey[depth - 1];
        if (manyKeys[depth - 1] != null) {
            return manyKeys[depth - 1].add(key);
        }
        // A bit a key spares the search nearly every time: most objects have few keys, all different.
        int hash = key.hashCode();
        long bit = 1L << (hash ^ hash >>> 6 ^ hash >>> 12);
        if ((keyBits[depth - 1] & bit) != 0) {
            for (int i = first; i < keyCount; i++) {
                if (keys[i].equals(key)) {
                    return false;
                }
            }
        }
        keyBits[depth - 1] |= bit;
        if (keyCount == keys.length) {
            keys = Arrays.copyOf(keys, keyCount * 2);
        }
        keys[keyCount++] = key;
        if (keyCount - first > LINEAR_KEYS) {
            manyKeys[depth - 1] = new HashSet<>(Arrays.asList(keys).subList(first, keyCount));
        }
        return true;
    }

    @SuppressWarnings("unchecked") // a generic array can only be made this way; nothing else is put into it
    private static Set<String>[] sets(int room) {
        return (Set<String>[]) new Set<?>[room];
    }
}
