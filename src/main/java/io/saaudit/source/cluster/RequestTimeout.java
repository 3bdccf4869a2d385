package io.saaudit.source.cluster;

import java.time.Duration;

/**
 * The value of {@code --request-timeout}: a whole number of seconds, or numbers with units one after the other
 * ({@code 30s}, {@code 1m30s}, {@code 1.5h}), as client-go's ParseTimeout and Go's time.ParseDuration read it.
 */
public final class RequestTimeout {
    private static final long SECOND = 1_000_000_000L;
    private static final String DIGITS = "0123456789.";
    /** Ten years and more are no limit; it also keeps the sums below from overflowing. */
    private static final double MOST = 1e9;

    private RequestTimeout() {}

    /**
     * Reads one.
     *
     * @param text the flag's value
     * @return zero for {@code 0}, which means no limit
     * @throws IllegalArgumentException when it is not of that form, with what is
     */
    public static Duration parse(String text) {
        double seconds = 0;
        int at = 0;
        if (text.isEmpty()) {
            throw wrong(text);
        }
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && DIGITS.indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            int next = end;
            while (next < text.length() && DIGITS.indexOf(text.charAt(next)) < 0) {
                next++;
            }
            String number = text.substring(at, end);
            double factor = at == 0 && next == end ? whole(number, text) : unit(text.substring(end, next), text);
            seconds += number(number, text) * factor;
            at = next;
        }
        return Duration.ofNanos((long) (Math.min(seconds, MOST) * SECOND));
    }

    private static double number(String digits, String text) {
        boolean point = false;
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) == '.') {
                if (point || digits.length() == 1) {
                    throw wrong(text);
                }
                point = true;
            }
        }
        if (digits.isEmpty()) {
            throw wrong(text);
        }
        return Double.parseDouble(digits);
    }

    /** Without a unit only whole seconds are taken. */
    private static double whole(String digits, String text) {
        if (digits.indexOf('.') >= 0) {
            throw wrong(text);
        }
        return 1;
    }

    private static double unit(String unit, String text) {
        return switch (unit) {
            case "h" -> 3600;
            case "m" -> 60;
            case "s" -> 1;
            case "ms" -> 1e-3;
            case "us", "\u00b5s", "\u03bcs" -> 1e-6;
            case "ns" -> 1e-9;
            default -> throw wrong(text);
        };
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no time: give seconds, or a number with a unit such as 30s, 2m, 1h");
    }
}
