package io.saaudit.render;

/** Text from the input inside of Markdown (GitHub's flavour): shown as it is, never taken for markup, a mention or a link. */
final class Markdown {
    private static final String MARKUP = "&<>|`*_[]#@~!\\$:";

    private Markdown() {}

    /** The text on one line, every character that Markdown acts on as a character reference. */
    static String text(String raw) {
        String safe = Escape.text(raw);
        StringBuilder text = new StringBuilder(safe.length() + 32);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            // A colon matters before a slash or a word between colons, and www. makes a link by itself.
            boolean markup =
                    MARKUP.indexOf(c) >= 0 || c == '.' && i >= 3 && safe.regionMatches(true, i - 3, "www", 0, 3);
            if (markup) {
                text.append("&#").append((int) c).append(';');
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** A block of code in a fence that is longer than any run of backticks in it. */
    static void code(String code, String language, StringBuilder to) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        to.append(fence).append(language).append('\n');
        for (String line : Words.lines(code)) {
            to.append(Escape.text(line)).append('\n');
        }
        to.append(fence).append('\n');
    }
}
