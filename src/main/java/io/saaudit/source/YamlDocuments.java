package io.saaudit.source;

/** Reads the documents of one piece of YAML. */
final class YamlDocuments {
    /** Characters parsed again because of tabs; past that the tab is told as a fault. */
    private static final long MOST_PARSED_AGAIN = 32L << 20;

    private YamlDocuments() {}

    /**
     * Reads documents until the end or the first fault, which is returned.
     *
     * <p>kubectl's parser takes a tab for a space between tokens, though not as indentation (libyaml scanner.c,
     * yaml_parser_scan_to_next_token); snakeyaml stops at it. So such a tab is made a space, and the piece read again.
     */
    static DocumentException read(String piece, int linesBefore, Limits limits, Out to) {
        String text = SchemaCut.of(piece);
        long again = 0;
        while (true) {
            Out attempt = to.child();
            DocumentException fault = once(text, linesBefore, limits, attempt);
            int tab = fault == null ? -1 : fault.index();
            again += text.length();
            if (tab < 0 || again > MOST_PARSED_AGAIN || !separates(text, tab)) {
                to.absorb(attempt);
                return fault;
            }
            StringBuilder mended = new StringBuilder(text);
            for (int i = tab; i < mended.length() && (mended.charAt(i) == '\t' || mended.charAt(i) == ' '); i++) {
                mended.setCharAt(i, ' ');
            }
            text = mended.toString();
        }
    }

    private static DocumentException once(String text, int linesBefore, Limits limits, Out to) {
        try {
            YamlCursor cursor = new YamlCursor(text, linesBefore, limits, to);
            while (cursor.nextDocument()) {
                ObjectReader.document(cursor, to);
            }
            return null;
        } catch (DocumentException e) {
            return e;
        }
    }

    /** Whether there is a tab at this place that kubectl's parser takes for a space. */
    private static boolean separates(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '\t') {
            return false;
        }
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        if (before >= 0 && text.charAt(before) != '\n' && text.charAt(before) != '\r') {
            char c = text.charAt(before);
            boolean indicator =
                    (c == '-' || c == '?') && (before == 0 || " \n\r\t".indexOf(text.charAt(before - 1)) >= 0);
            // After "- " a block map may begin, and its indentation would hang on the width of the tab.
            return !indicator;
        }
        // At the start of a line a tab may only stand in [ ] and { }, or on a line without anything else.
        int last = before;
        while (last >= 0 && " \n\r\t".indexOf(text.charAt(last)) >= 0) {
            last--;
        }
        int next = at;
        while (next < text.length() && " \t".indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        boolean blank = next == text.length() || "\n\r#".indexOf(text.charAt(next)) >= 0;
        return blank || last >= 0 && "[{,".indexOf(text.charAt(last)) >= 0 || "]},".indexOf(text.charAt(next)) >= 0;
    }
}
