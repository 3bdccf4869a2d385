package io.saaudit.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Typed values at a cursor, as the API server's JSON decoder takes them: null is the same as missing, and a string, a
 * number and a boolean are never taken for each other.
 */
final class Values {
    private static final long[] NO_PLACES = {};

    private Values() {}

    /** A string; empty for null. */
    static String string(Cursor in) {
        return switch (in.token()) {
            case STRING -> in.sharedText();
            case NULL -> "";
            default -> throw in.wrongType("a string");
        };
    }

    /** A boolean, or null. */
    static Boolean bool(Cursor in) {
        return switch (in.token()) {
            case BOOLEAN -> Boolean.valueOf(in.text());
            case NULL -> null;
            default -> throw in.wrongType("true or false");
        };
    }

    /** Whether a boolean is there and true. */
    static boolean isTrue(Cursor in) {
        return Boolean.TRUE.equals(bool(in));
    }

    /** A whole number, or null. */
    static Long integer(Cursor in) {
        if (in.isNull()) {
            return null;
        }
        if (in.token() == Token.NUMBER) {
            try {
                return Long.valueOf(in.text());
            } catch (NumberFormatException e) {
                throw new FieldException(in.path() + " must be a whole number", "", in.at());
            }
        }
        throw in.wrongType("a whole number");
    }

    /** A list of strings; a null item is an empty string, as in Go. */
    static List<String> strings(Cursor in) {
        return strings(in, null);
    }

    /** A list of strings, whose places are added to {@code places} unless that is null. */
    static List<String> strings(Cursor in, Places places) {
        if (in.isNull()) {
            return List.of();
        }
        if (in.token() != Token.LIST) {
            throw in.wrongType("a list of strings");
        }
        List<String> found = new ArrayList<>();
        in.beginList();
        while (in.nextItem()) {
            found.add(string(in));
            if (places != null) {
                places.add(in.at());
            }
        }
        return List.copyOf(found);
    }

    /** A map of strings. */
    static Map<String, String> stringMap(Cursor in) {
        if (in.isNull()) {
            return Map.of();
        }
        if (in.token() != Token.OBJECT) {
            throw in.wrongType("a map of strings");
        }
        Map<String, String> result = new LinkedHashMap<>();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            result.put(in.out().pool().strings().share(key), string(in));
        }
        // Not Map.copyOf: its order differs from run to run.
        return result.isEmpty() ? Map.of() : in.out().pool().share(Collections.unmodifiableMap(result));
    }

    /** The field {@code name} of each object of a list: references such as imagePullSecrets. */
    static List<String> names(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<String> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            String name = nameOf(in);
            if (!name.isEmpty()) {
                result.add(name);
            }
        }
        return List.copyOf(result);
    }

    /** The field {@code name} of the current object; empty for null or without one. */
    static String nameOf(Cursor in) {
        return field(in, "name");
    }

    /** A string field of the current object; empty for null or without one. */
    static String field(Cursor in, String field) {
        if (in.isNull()) {
            return "";
        }
        String found = "";
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals(field)) {
                found = string(in);
            } else {
                in.skip();
            }
        }
        return found;
    }

    /** A growing array of places. */
    static final class Places {
        private long[] at = new long[16];
        private int size;

        void add(long place) {
            if (size == at.length) {
                at = Arrays.copyOf(at, size * 2);
            }
            at[size++] = place;
        }

        void addAll(Places other) {
            for (int i = 0; i < other.size; i++) {
                add(other.at[i]);
            }
        }

        int size() {
            return size;
        }

        /** Copies {@code count} places from {@code from} on to {@code to} in the array; returns where they end. */
        int copy(int from, int count, long[] target, int to) {
            System.arraycopy(at, from, target, to, count);
            return to + count;
        }

        void clear() {
            size = 0;
        }

        long[] toArray() {
            return size == 0 ? NO_PLACES : Arrays.copyOf(at, size);
        }
    }
}
