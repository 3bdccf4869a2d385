package io.saaudit.testing;

import java.util.ArrayList;
import java.util.List;

/** A strict reader of RFC 4180 for tests: every field in quotes, CR and LF at the end of every record. */
public final class CsvFile {
    private CsvFile() {}

    /** Its records; fails at the first character that does not belong. */
    public static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            List<String> record = new ArrayList<>();
            boolean more = true;
            while (more) {
                expect(text, at, "\"");
                StringBuilder field = new StringBuilder();
                at++;
                while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
                    at += text.charAt(at) == '"' ? 1 : 0;
                    field.append(text.charAt(at++));
                }
                record.add(field.toString());
                more = text.charAt(++at) == ',';
                at += more ? 1 : 0;
            }
            expect(text, at, "\r\n");
            at += 2;
            records.add(record);
        }
        return records;
    }

    private static void expect(String text, int at, String what) {
        if (!text.startsWith(what, at)) {
            throw new AssertionError("not RFC 4180 at " + at + ": "
                    + text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40)));
        }
    }
}
