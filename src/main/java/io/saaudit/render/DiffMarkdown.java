package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Gap;
import io.saaudit.report.Diff;
import io.saaudit.report.Review;
import io.saaudit.rule.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code diff} for the comment on a pull request: three lines when nothing was gained; else what was gained, worst first,
 * and the rest folded away. Never longer than such a comment may be (GitHub takes 65,536 characters, GitLab more), and
 * the same for the same change, so that a job can replace its comment.
 */
public final class DiffMarkdown implements Renderer<Review> {
    /** The first line: a job that comments can find its comment by it. */
    static final String MARK = "<!-- sa-audit diff -->";

    private static final int MOST = 65_000;

    private final StringBuilder page = new StringBuilder();

    @Override
    public void render(Review review, PrintStream out) {
        page.append(MARK)
                .append("\n### sa-audit: ")
                .append(Json.word(review.verdict().result()))
                .append("\n");
        page.append(text(DiffSummary.of(review))).append('\n');
        lines(DiffWords.doubts(review), MOST / 8);
        lines(gaps(review), MOST / 4);
        lines(loosened(review), MOST / 2);
        List<DiffRows.Row> gained = DiffRows.gained(review, true);
        gained(gained, DiffWords.gained(review));
        unknown(review);
        if (!gained.isEmpty() || !review.fresh().isEmpty()) {
            findings("New and grown findings", review.fresh(), review);
            lost(review);
            others(review);
            findings("Findings that are gone", review.fixed(), review);
        }
        out.append(page);
    }

    /** Words are escaped for a terminal already, which changes no character that Markdown acts on. */
    private static String text(String words) {
        return Markdown.text(words);
    }

    private void lines(List<String> lines, int end) {
        for (int i = 0; i < lines.size(); i++) {
            String line = "- " + text(lines.get(i)) + "\n";
            if (page.length() + line.length() > end) {
                page.append("- and ").append(lines.size() - i).append(" more\n");
                return;
            }
            page.append(i == 0 ? "\n" : "").append(line);
        }
    }

    private static List<String> gaps(Review review) {
        List<String> lines = new ArrayList<>();
        for (Gap gap : review.gaps()) {
            lines.add("Could not be read: " + gap.origin().fileAndLine() + ": " + gap.what());
        }
        return lines;
    }

    private static List<String> loosened(Review review) {
        List<String> lines = new ArrayList<>();
        for (Review.Loosened loosened : review.loosened()) {
            lines.add("Does not count: " + loosened.origin().fileAndLine() + " " + loosened.what());
        }
        return lines;
    }

    private void gained(List<DiffRows.Row> rows, DiffWords words) {
        if (!rows.isEmpty()) {
            page.append("\n| severity | who | gains | because |\n|---|---|---|---|\n");
            rows(rows, words, true, MOST * 2 / 3);
        }
    }

    private void rows(List<DiffRows.Row> rows, DiffWords words, boolean severities, int end) {
        for (int i = 0; i < rows.size(); i++) {
            DiffRows.Row row = rows.get(i);
            String severity = row.severity() == null ? "" : row.severity().word();
            String line = (severities ? "| " + severity + " " : "") + "| " + text(row.whoShown()) + " | "
                    + text(words.may(row) + where(row)) + " | " + text(words.because(row)) + " |\n";
            if (page.length() + line.length() > end) {
                page.append("\nThere is no room for ")
                        .append(Words.count(rows.size() - i, "more row", "more rows"))
                        .append(".\n");
                return;
            }
            page.append(line);
        }
    }

    private static String where(DiffRows.Row row) {
        if (row.change().row().isUrl()) {
            return "";
        }
        if (!DiffRows.isInSight(row.change().row().grants().get(0))) {
            return ", where it is given";
        }
        boolean cluster = row.scopes().get(0).namespace().isEmpty();
        return cluster ? " in the whole cluster" : " in " + row.scopeShown();
    }

    private void unknown(Review review) {
        List<String> lines = new ArrayList<>();
        for (Diff.Holder holder : review.diff().holders()) {
            for (Binding binding : holder.unknownNow()) {
                lines.add("Not known: " + DiffWords.gained(review).unknown(holder, binding));
            }
        }
        lines(lines, MOST * 3 / 4);
    }

    /** Begins a part that is folded away, if there is room for it. */
    private boolean begin(String title, int number) {
        if (number == 0 || page.length() > MOST - 2_000) {
            return false;
        }
        page.append("\n<details><summary>")
                .append(title)
                .append(" (")
                .append(number)
                .append(")</summary>\n\n");
        return true;
    }

    private void end() {
        page.append("\n</details>\n");
    }

    private void findings(String title, List<Finding> findings, Review review) {
        if (!begin(title, findings.size())) {
            return;
        }
        page.append("| severity | rule | account | finding | where |\n|---|---|---|---|---|\n");
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String line = "| " + finding.severity().word() + " | " + text(finding.rule()) + " | "
                    + text(finding.account()) + " | " + text(DiffWords.message(finding, review)) + " | "
                    + text(DiffWords.where(finding)) + " |\n";
            if (page.length() + line.length() > MOST - 1_000) {
                page.append("\nThere is no room for ")
                        .append(Words.count(findings.size() - i, "more finding", "more findings"))
                        .append(".\n");
                break;
            }
            page.append(line);
        }
        end();
    }

    private void lost(Review review) {
        List<DiffRows.Row> rows = DiffRows.lost(review, true);
        if (begin("Lost", rows.size())) {
            page.append("| who | loses | because |\n|---|---|---|\n");
            rows(rows, DiffWords.lost(review), false, MOST - 1_000);
            end();
        }
    }

    private void others(Review review) {
        List<String> lines = new ArrayList<>();
        for (Diff.AccountChange change : review.diff().accounts()) {
            lines.add((change.added() ? "New account " : "Gone account ")
                    + Words.quoted(change.account().qualifiedName()));
        }
        for (Diff.WorkloadChange change : review.diff().workloads()) {
            lines.add(DiffWords.gained(review).workload(change));
        }
        if (begin("Accounts and workloads", lines.size())) {
            lines(lines, MOST - 1_000);
            end();
        }
    }
}
