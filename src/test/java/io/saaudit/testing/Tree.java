package io.saaudit.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads maps and lists, as {@link Json} and snakeyaml give them, without casts all over the tests. */
public final class Tree {
    private Tree() {}

    /** The map under a key, empty when there is none. */
    public static Map<String, Object> map(Object tree, String key) {
        return asMap(asMap(tree).get(key));
    }

    /** A value as a map with string keys; empty for null. */
    public static Map<String, Object> asMap(Object value) {
        if (value == null) {
            return Map.of();
        }
        return ((Map<?, ?>) value)
                .entrySet().stream()
                        .filter(e -> e.getValue() != null)
                        .collect(Collectors.toMap(e -> (String) e.getKey(), Map.Entry::getValue));
    }

    /** The list under a key, empty when there is none. */
    public static List<?> list(Object tree, String key) {
        Object value = asMap(tree).get(key);
        return value == null ? List.of() : (List<?>) value;
    }

    /** The list of strings under a key. */
    public static List<String> strings(Object tree, String key) {
        return list(tree, key).stream().map(String.class::cast).toList();
    }

    /** The string under a key, empty when there is none. */
    public static String string(Object tree, String key) {
        Object value = asMap(tree).get(key);
        return value == null ? "" : (String) value;
    }

    /** The boolean under a key, false when there is none. */
    public static boolean flag(Object tree, String key) {
        return Boolean.TRUE.equals(asMap(tree).get(key));
    }
}
