package io.saaudit.config;

import io.saaudit.model.PolicyRule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names in a lock: each is one word, can be seen, and reads back as it was. */
final class LockText {
    /** An empty name. */
    static final String EMPTY = "empty=";

    private static final String RESERVED = "%,=#";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private LockText() {}

    static String encoded(String text) {
        return encoded(text, "");
    }

    /** With more characters that separate. */
    static String encoded(String text, String more) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isVisible(c) && RESERVED.indexOf(c) < 0 && more.indexOf(c) < 0) {
                out.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append(HEX[b >> 4 & 15]).append(HEX[b & 15]);
                }
            }
        }
        return out.toString();
    }

    static List<String> encoded(List<String> texts) {
        List<String> all = new ArrayList<>(texts.size());
        for (String text : texts) {
            all.add(encoded(text));
        }
        return all;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    static String decoded(String text) {
        if (text.equals(EMPTY)) {
            return "";
        }
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            out.write(low < 0 ? bytes[i] : high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static List<String> list(String text) {
        List<String> all = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            all.add(decoded(entry));
        }
        return List.copyOf(all);
    }

    /** {@code deployments.apps/scale}, {@code pods}, {@code *.*}. */
    static String resource(String group, String resource) {
        int slash = resource.indexOf('/');
        String main = encoded(slash < 0 ? resource : resource.substring(0, slash), ".");
        String sub =
                slash < 0 ? "" : "/" + (slash == resource.length() - 1 ? "" : encoded(resource.substring(slash + 1)));
        return main + (group.isEmpty() ? "" : "." + encoded(group, "/")) + sub;
    }

    /** What {@link #resource} has written. */
    static PolicyRule permission(String text, List<String> names, List<String> verbs) {
        int slash = text.indexOf('/');
        String main = slash < 0 ? text : text.substring(0, slash);
        int dot = main.indexOf('.');
        String group = dot < 0 ? "" : decoded(main.substring(dot + 1));
        String resource = decoded(dot < 0 ? main : main.substring(0, dot));
        String sub = slash < 0 ? "" : "/" + decoded(text.substring(slash + 1));
        return PolicyRule.resources(verbs, List.of(group), List.of(resource + sub), names);
    }
}
