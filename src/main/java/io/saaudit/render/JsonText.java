package io.saaudit.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;

/** How JSON looks: its layout, and its strings. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** A generator of one document, indented by two blanks. */
    static JsonGenerator indented(OutputStream to) throws IOException {
        JsonGenerator out = generator(to);
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        out.setPrettyPrinter(printer);
        return out;
    }

    /** A generator of many documents, one a line. */
    static JsonGenerator lines(OutputStream to) throws IOException {
        JsonGenerator out = generator(to);
        out.setRootValueSeparator(new SerializedString("\n"));
        return out;
    }

    private static JsonGenerator generator(OutputStream to) throws IOException {
        JsonGenerator out = FACTORY.createGenerator(to);
        out.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        return out;
    }

    /** Whether the library's own escapes are enough: they are for ASCII, but for the {@code ##} of CI systems. */
    static boolean plain(String value) {
        char last = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x7f || c == '#' && last == '#') {
                return false;
            }
            last = c;
        }
        return true;
    }

    /** The string as a literal, with everything escaped that shows nothing or changes how others are shown. */
    static String literal(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16).append('"');
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (Escape.invisible(c) || Escape.isSecondHash(value, i)) {
                Escape.append(text, c);
            } else {
                text.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return text.append('"').toString();
    }
}
