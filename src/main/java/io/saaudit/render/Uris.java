package io.saaudit.render;

import java.nio.charset.StandardCharsets;

/** Paths for other tools: as URIs (RFC 3986), or as they are. */
final class Uris {
    private static final String HEX = "0123456789ABCDEF";
    private static final String PLAIN = "-._~!$&'()*+,;=@/";

    private Uris() {}

    /** A path as other tools show it: {@code -} is standard input. */
    static String shown(String path) {
        return path.equals("-") ? "stdin" : path;
    }

    /** A relative reference, or a file URI for an absolute path; {@code -} is standard input. */
    static String relative(String path) {
        if (path.equals("-")) {
            return "stdin";
        }
        StringBuilder uri = new StringBuilder(path.startsWith("/") ? "file://" : "");
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (word || PLAIN.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return uri.toString();
    }
}
