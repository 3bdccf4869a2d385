package io.saaudit.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code --write-lock} has written, and people may have changed: docs/lock.md. */
public final class LockReader {
    private static final String NAME = Lock.HEADER.substring(0, Lock.HEADER.indexOf('/') + 1);
    private static final List<String> MERGE_MARKS = List.of("<<<<<<<", "=======", ">>>>>>>", "|||||||");

    private LockReader() {}

    /**
     * Reads a lock. Empty lines, and whatever follows a word that begins with {@code #}, count for nothing.
     *
     * @param in the text
     * @param file its name, for messages
     * @throws ConfigException when it is none, with the line
     * @throws IOException when it cannot be read
     */
    public static Lock read(Reader in, String file) throws ConfigException, IOException {
        BufferedReader lines = new BufferedReader(in);
        List<Lock.Entry> entries = new ArrayList<>();
        boolean header = false;
        int number = 0;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            number++;
            String line = text.strip();
            if (number == 1 && line.startsWith("\ufeff")) {
                line = line.substring(1);
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = file + ":" + number + ": ";
            if (!header) {
                header(line, where);
                header = true;
                continue;
            }
            for (String mark : MERGE_MARKS) {
                if (line.startsWith(mark)) {
                    throw new ConfigException(
                            where + "the mark of a merge that was not finished",
                            "Keep the lines of both sides that are meant, or write the lock again with --write-lock.");
                }
            }
            try {
                entries.add(new Lock.Entry(number, LockLine.parse(line)));
            } catch (LockLine.MalformedLineException e) {
                throw new ConfigException(where + e.getMessage(), e.hint());
            }
        }
        if (!header) {
            throw new ConfigException(
                    file + ":" + Math.max(number, 1) + ": the first line of a lock is " + Lock.HEADER,
                    "Write it with --write-lock.");
        }
        return new Lock(file, List.copyOf(entries));
    }

    private static void header(String line, String where) throws ConfigException {
        if (line.equals(Lock.HEADER)) {
            return;
        }
        if (line.startsWith(NAME)) {
            throw new ConfigException(
                    where + "a lock of the form " + line + ", and this version reads " + Lock.HEADER,
                    "Read it with the version that wrote it, or write it again with --write-lock.");
        }
        throw new ConfigException(where + "the first line of a lock is " + Lock.HEADER, "Write it with --write-lock.");
    }
}
