package io.saaudit.source;

import io.saaudit.model.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The comments of a file that mean something: {@code # Source:}, which {@code helm template} writes at the head of each
 * document, and {@code # sa-audit:ignore}.
 */
final class SourceMarks {
    private static final String COMMENT = "# Source: ";

    private int[] lines = new int[4];
    private final List<String> templates = new ArrayList<>();
    private final IgnoreComments ignores = new IgnoreComments();

    /** Looks through a piece of YAML, which begins after that many lines of the file. */
    void scan(String piece, int linesBefore) {
        ignores.scan(piece, linesBefore);
        boolean found = false;
        int line = linesBefore + 1;
        int counted = 0;
        for (int at = piece.indexOf(COMMENT); at >= 0; at = piece.indexOf(COMMENT, at + 1)) {
            if (at == 0 || piece.charAt(at - 1) == '\n') {
                for (; counted < at; counted++) {
                    line += piece.charAt(counted) == '\n' ? 1 : 0;
                }
                String template = piece.substring(at + COMMENT.length(), YamlText.endOfLine(piece, at));
                mark(line, template.trim());
                found = true;
            }
        }
        if (!found
                && !templates.isEmpty()
                && !templates.get(templates.size() - 1).isEmpty()) {
            mark(linesBefore + 1, "");
        }
    }

    Source source(String path) {
        return new Source(
                path, Arrays.copyOf(lines, templates.size()), templates.toArray(new String[0]), ignores.list());
    }

    private void mark(int line, String template) {
        if (templates.size() == lines.length) {
            lines = Arrays.copyOf(lines, lines.length * 2);
        }
        lines[templates.size()] = line;
        templates.add(template);
    }
}
