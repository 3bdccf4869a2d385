package io.saaudit.config;

import java.util.List;

/**
 * What somebody has agreed to be allowed.
 *
 * @param file its file, for messages
 * @param entries its lines
 */
public record Lock(String file, List<Entry> entries) {
    /** The first line: what it is, and the version of its form. */
    public static final String HEADER = "sa-audit-lock/v1";

    /**
     * A line.
     *
     * @param number its number from 1
     * @param line what it says
     */
    public record Entry(int number, LockLine line) {}
}
