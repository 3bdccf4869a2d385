package io.saaudit.config;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Days, as {@code YYYY-MM-DD}: in this form they sort as text. */
final class Dates {
    private Dates() {}

    /** Whether it is a day of the calendar. */
    static boolean isDay(String text) {
        if (text.length() != 10) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
