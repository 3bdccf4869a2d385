package io.saaudit.source.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding of a header's name, as client-go does it (transport/round_trippers.go, headerKeyEscape). */
final class Percent {
    private static final String ALLOWED = "!#$&'*+-.^_`|~";

    private Percent() {}

    /** In lower case, because the server does not tell case apart; what no header name may hold is encoded. */
    static String encoded(String key) {
        StringBuilder name = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (letter || ALLOWED.indexOf(c) >= 0) {
                name.append(c);
            } else {
                name.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
