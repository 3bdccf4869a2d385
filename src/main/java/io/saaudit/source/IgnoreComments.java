package io.saaudit.source;

import io.saaudit.model.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.CommentToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * The comments {@code # sa-audit:ignore …} of a file. Only a document that holds these words is looked through for its
 * comments, and then by the scanner of the library: what stands inside of a quoted name is none.
 */
final class IgnoreComments {
    private static final Comparator<Source.Ignore> BY_LINE = new Comparator<>() {
        @Override
        public int compare(Source.Ignore a, Source.Ignore b) {
            return Integer.compare(a.at(), b.at());
        }
    };

    private static final String WORD = "sa-audit:ignore";

    private final List<Source.Ignore> found = new ArrayList<>();

    /** Looks through a piece of YAML, which begins after that many lines of the file. */
    void scan(String piece, int linesBefore) {
        if (piece.indexOf(WORD) < 0) {
            return;
        }
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        options.setCodePointLimit(Integer.MAX_VALUE);
        List<CommentToken> alone = new ArrayList<>();
        try {
            ScannerImpl scanner = new ScannerImpl(new StreamReader(piece), options);
            while (scanner.checkToken()) {
                if (scanner.getToken() instanceof CommentToken comment) {
                    if (comment.getCommentType() == CommentType.BLOCK) {
                        alone.add(comment);
                    } else if (comment.getCommentType() == CommentType.IN_LINE) {
                        add(comment, line(comment), linesBefore);
                    }
                }
            }
        } catch (YAMLException e) {
            // The document does not parse, which is told where it is read; comments up to there count.
        }
        alone(alone, linesBefore);
    }

    /** Comments on lines of their own are about the next line that is none. */
    private void alone(List<CommentToken> alone, int linesBefore) {
        for (int i = 0; i < alone.size(); i++) {
            int target = line(alone.get(i)) + 1;
            for (int j = i + 1; j < alone.size() && line(alone.get(j)) == target; j++) {
                target++;
            }
            add(alone.get(i), target, linesBefore);
        }
    }

    /** What was found, by line. */
    List<Source.Ignore> list() {
        if (found.isEmpty()) {
            return List.of();
        }
        found.sort(BY_LINE);
        return List.copyOf(found);
    }

    private static int line(Token token) {
        return token.getStartMark().getLine();
    }

    private void add(CommentToken comment, int target, int linesBefore) {
        String text = comment.getValue().strip();
        if (text.startsWith(WORD) && (text.length() == WORD.length() || text.charAt(WORD.length()) <= ' ')) {
            int first = linesBefore + 1;
            found.add(new Source.Ignore(
                    target + first,
                    line(comment) + first,
                    comment.getStartMark().getColumn() + 1,
                    text.substring(WORD.length()).strip()));
        }
    }
}
