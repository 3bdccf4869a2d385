package io.saaudit.workload;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Days in UTC, counted from 1970: the server's cleaner of tokens compares nothing finer (semantics H.2). */
public final class Days {
    /** Not a day. */
    public static final long NONE = Long.MIN_VALUE;

    private Days() {}

    /** The day of a date or time in the form {@code YYYY-MM-DD…}; {@link #NONE} for anything else. */
    public static long of(String text) {
        if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return NONE;
        }
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    /** The day as {@code YYYY-MM-DD}. */
    public static String date(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    /** Whether it is a date and nothing else, as the labels of token Secrets hold it. */
    static boolean isDate(String text) {
        return text.length() == 10 && of(text) != NONE;
    }

    /** A number no date has stands for what is no number. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
