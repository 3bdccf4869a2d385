package io.saaudit.render;

import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.Styler;
import io.saaudit.rule.Reference;
import io.saaudit.rule.RuleInfo;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code rules} for people: a table of all, or one in full. */
public final class RulesText implements Renderer<List<RuleInfo>> {
    private static final int WIDTH = 100;

    private final Style style;
    private final boolean full;

    /**
     * @param style colours and width
     * @param full whether every rule is shown in full
     */
    public RulesText(Style style, boolean full) {
        this.style = style;
        this.full = full;
    }

    @Override
    public void render(List<RuleInfo> rules, PrintStream out) {
        if (full) {
            for (int i = 0; i < rules.size(); i++) {
                out.append(i == 0 ? "" : "\n");
                page(rules.get(i), out);
            }
            return;
        }
        Table table = new Table("RULE", "SEVERITY", "NAME", "FINDING").cutting(3);
        rules.forEach(rule -> table.row(rule.id(), rule.severity().word(), rule.name(), rule.title()));
        table.print(out, style, new Styler() {
            @Override
            public List<String> styleCell(Column column, int row, int col, List<String> lines) {
                if (col != 1 || !style.color()) {
                    return lines;
                }
                List<String> styled = new ArrayList<>(lines.size());
                lines.forEach(
                        line -> styled.add(style.severity(line, rules.get(row).severity())));
                return styled;
            }
        });
    }

    private void page(RuleInfo rule, PrintStream out) {
        String note = rule.severityNote().isEmpty() ? "" : "; " + rule.severityNote();
        out.println(style.heading(rule.shown() + ": " + rule.title()));
        section("Severity", rule.severity().word() + note, out);
        section("When", rule.condition(), out);
        section("Why", rule.why(), out);
        section("Fix", rule.fix(), out);
        section("Not when", rule.exceptions(), out);
        for (Reference reference : rule.references()) {
            String url = reference.url().isEmpty() ? "" : " " + reference.url();
            section("See", reference.source() + ", " + reference.item() + url, out);
        }
        section("Since", rule.since(), out);
    }

    private static void section(String title, String text, PrintStream out) {
        if (text.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(title);
        for (int i = title.length(); i < 10; i++) {
            line.append(' ');
        }
        for (String word : text.replace('\n', ' ').split(" ", -1)) {
            if (line.length() + word.length() > WIDTH && line.length() > 10) {
                out.println(line.toString().stripTrailing());
                line.setLength(0);
                line.append("          ");
            }
            line.append(word).append(' ');
        }
        out.println(line.toString().stripTrailing());
    }
}
