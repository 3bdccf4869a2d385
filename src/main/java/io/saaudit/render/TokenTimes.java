package io.saaudit.render;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times of tokens in words. */
final class TokenTimes {
    private static final long[] UNITS = {31_536_000, 86_400, 3_600, 60, 1};
    private static final String[] NAMES = {" y", " d", " h", " min", " s"};

    /** 9999-12-31: what is later was not meant. */
    private static final long LAST = 253_402_300_799L;

    /** 0000-01-01. */
    private static final long FIRST = -62_167_219_200L;

    private TokenTimes() {}

    /** {@code 2026-11-25 02:24:52 UTC}. */
    static String time(long seconds) {
        if (seconds > LAST) {
            return "after the year 9999" + (seconds / 1000 <= LAST ? " (milliseconds, where seconds belong?)" : "");
        }
        if (seconds < FIRST) {
            return "before the year 0";
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        return time.toLocalDate() + " " + two(time.getHour()) + ":" + two(time.getMinute()) + ":"
                + two(time.getSecond()) + " UTC";
    }

    /** As RFC 3339 has it, or empty for a year that has more than four digits. */
    static String rfc3339(long seconds) {
        return seconds > LAST || seconds < FIRST
                ? ""
                : time(seconds).substring(0, 19).replace(' ', 'T') + "Z";
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    /** {@code in 59 min 12 s}, {@code 3 d 2 h ago}, {@code now}. */
    static String from(long now, long seconds) {
        long away = seconds - now;
        if (seconds > LAST || seconds < FIRST) {
            return "";
        }
        return away == 0 ? "now" : away > 0 ? "in " + span(away) : span(-away) + " ago";
    }

    /** The two largest units that say something: {@code 364 d 23 h}. */
    static String span(long seconds) {
        for (int i = 0; i < UNITS.length - 1; i++) {
            if (seconds >= UNITS[i]) {
                long rest = seconds % UNITS[i] / UNITS[i + 1];
                return seconds / UNITS[i] + NAMES[i] + (rest == 0 ? "" : " " + rest + NAMES[i + 1]);
            }
        }
        return seconds + " s";
    }
}
