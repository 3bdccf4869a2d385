package io.saaudit.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/** The day, as {@code YYYY-MM-DD}. Asked only where something expires: the calendar takes its time to load. */
final class Today implements Supplier<String> {
    @Override
    public String get() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }
}
