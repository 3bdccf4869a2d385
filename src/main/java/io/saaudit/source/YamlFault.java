package io.saaudit.source;

import io.saaudit.model.Gap;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * What is wrong with a piece of YAML, in the words of somebody who wants to mend it. The parser's own messages are only
 * looked at, not repeated: they quote the input.
 */
final class YamlFault {
    private YamlFault() {}

    /** The fault that the parser found. */
    static DocumentException of(MarkedYAMLException e, String text, YamlEvents events) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        int index = text.offsetByCodePoints(0, Math.min(mark.getIndex(), text.codePointCount(0, text.length())));
        boolean tab = index < text.length() && text.charAt(index) == '\t';
        if (index == text.length() && e.getContextMark() != null) {
            // Where it was opened helps more than where the text ends.
            mark = e.getContextMark();
        }
        DocumentException fault = tab
                ? malformed("YAML does not allow a tab here", "Indent with spaces.", events.at(mark))
                : of(words(e.getProblem()), words(e.getContext()), events.at(mark));
        return fault.withIndex(index);
    }

    private static String words(String message) {
        return message == null ? "" : message;
    }

    private static DocumentException of(String problem, String context, long at) {
        if (context.contains("quoted scalar")) {
            return malformed("a quoted text is not closed or holds something that it may not", "", at);
        }
        if (context.contains("flow sequence") || problem.contains("',' or ']'")) {
            return malformed("a list in [ ] is not closed, or a comma is missing", "", at);
        }
        if (context.contains("flow mapping") || problem.contains("',' or '}'")) {
            return malformed("a map in { } is not closed, or a comma is missing", "", at);
        }
        if (problem.contains("mapping values are not allowed")) {
            return malformed(
                    "a colon where none may be",
                    "Put text that has \": \" in it in quotes; check the indentation.",
                    at);
        }
        if (problem.contains("could not find expected ':'")) {
            return malformed("a key without a colon", "", at);
        }
        if (problem.contains("cannot start any token")) {
            return malformed(
                    "a character that YAML does not allow at the start of a value", "Put the value in quotes.", at);
        }
        if (context.contains("block mapping")
                || context.contains("block collection")
                || context.contains("block sequence")) {
            return malformed("the indentation does not fit, or a key or dash is missing", "", at);
        }
        return malformed("not valid YAML here", "", at);
    }

    /** A character that no YAML may hold. */
    static DocumentException control(ReaderException e, String text, int lineOffset, Out out) {
        int line = 1;
        int column = 1;
        int index = 0;
        for (int i = 0; i < text.length() && index < e.getPosition(); index++) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new DocumentException(
                Gap.Kind.MALFORMED,
                "a control character (U+"
                        + Integer.toHexString(0x10000 | e.getCodePoint())
                                .substring(1)
                                .toUpperCase(java.util.Locale.ROOT)
                        + "), which YAML does not allow",
                "Is it a text file?",
                out.at(line + lineOffset, column));
    }

    private static DocumentException malformed(String what, String hint, long at) {
        return DocumentException.malformed(what, hint, at);
    }
}
