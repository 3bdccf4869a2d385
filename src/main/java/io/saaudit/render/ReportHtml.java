package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.Severity;
import io.saaudit.report.Gate;
import io.saaudit.report.Places;
import io.saaudit.report.Report;
import io.saaudit.rule.Finding;
import io.saaudit.rule.RuleInfo;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * {@code scan} as one page of HTML: it loads nothing, its policy forbids it to, and it can be read without its script. All
 * findings stand in it; details and pages of accounts, the worst first, as far as there is room: 10,000 findings are to
 * open at once, and to go through a mail.
 */
public final class ReportHtml implements Renderer<Report> {
    /** Characters of the whole, and of a row without details: what there is room for follows. */
    private static final int ROOM = 8_300_000;

    private static final int ROW = 270;

    /** Of them, those of details, and of pages of accounts at least. */
    private static final int DETAILS = 2_500_000;

    private static final int ACCOUNTS = 1_000_000;

    private final UnaryOperator<String> path;
    private final AccountPages accounts;
    private final StringBuilder part = new StringBuilder();

    /**
     * @param path from a source's name to its path as the repository has it
     * @param accounts what there is to tell of accounts
     */
    public ReportHtml(UnaryOperator<String> path, AccountPages accounts) {
        this.path = path;
        this.accounts = accounts;
    }

    @Override
    public void render(Report report, PrintStream out) {
        int rows = ROW * Math.min(report.findings().size(), ROOM / ROW);
        HtmlAccounts pages = new HtmlAccounts(report.findings(), accounts, Math.max(ACCOUNTS, ROOM - rows - DETAILS));
        Map<String, Integer> byRule = new TreeMap<>();
        report.findings().forEach(finding -> byRule.merge(finding.rule(), 1, Integer::sum));
        String result = Json.word(report.verdict().result());
        part.append(Html.head("sa-audit: " + result));
        part.append("<a class=skip href=\"#list\">To the findings</a>\n<header><h1>sa-audit: ");
        part.append(result).append("</h1>\n");
        Html.paragraph(ResultLine.sentence(report), part);
        for (String sentence : ClusterText.sentences(report.cluster())) {
            Html.paragraph(sentence, part);
        }
        problems(report);
        part.append("</header>\n<main id=findings>\n");
        if (report.findings().isEmpty()) {
            part.append("<ol id=list>\n");
        } else {
            filters(report, byRule);
            part.append("<p id=count role=status></p>\n<ol id=list>\n");
        }
        flush(out);
        int detailed = list(report, pages, out);
        part.append("</ol>\n");
        left(report.findings().size() - detailed, pages.left());
        part.append("<details id=accounts><summary>Accounts</summary>\n");
        part.append(pages.index()).append("</details>\n<p><a href=\"#everyone\">What every account may</a>\n</main>\n");
        flush(out);
        for (RuleInfo rule : report.rules()) {
            if (byRule.containsKey(rule.id())) {
                HtmlRule.append(rule, part);
                flush(out);
            }
        }
        out.append(pages.pages()).append(Html.end());
    }

    private void flush(PrintStream out) {
        out.append(part);
        part.setLength(0);
    }

    private void problems(Report report) {
        List<String> problems = new ArrayList<>();
        for (Gate.Expected expected : report.gate().expectations()) {
            if (expected.open()) {
                problems.add(expected.title() + ": " + expected.message() + " ("
                        + expected.origin().fileAndLine() + ")");
            }
        }
        for (Gap gap : report.gaps()) {
            String hint = gap.hint().isEmpty() ? "" : ". " + gap.hint();
            problems.add(
                    "Could not be read: " + gap.what() + " (" + gap.origin().shown() + ")" + hint);
        }
        part.append(problems.isEmpty() ? "" : "<ul>\n");
        for (String problem : problems) {
            part.append("<li>").append(Xml.text(problem)).append('\n');
        }
        part.append(problems.isEmpty() ? "" : "</ul>\n");
        if (report.hidden().total() > 0) {
            Html.paragraph(ReportText.hiddenLine(report.hidden()), part);
        }
    }

    /** The filters; hidden until the script shows them, because without it they would do nothing. */
    private void filters(Report report, Map<String, Integer> byRule) {
        TreeSet<String> namespaces = new TreeSet<>();
        Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
        for (Finding finding : report.findings()) {
            bySeverity.merge(finding.severity(), 1, Integer::sum);
            for (String namespace : Places.namespaces(finding)) {
                namespaces.add(Escape.text(namespace));
            }
        }
        part.append("<form id=filter hidden><fieldset><legend>Severity</legend>");
        for (Severity severity : Severity.values()) {
            Severity worstFirst = Severity.values()[Severity.values().length - 1 - severity.ordinal()];
            if (bySeverity.containsKey(worstFirst)) {
                part.append("<label class=").append(worstFirst.word());
                part.append("><input type=checkbox name=s checked value=").append(worstFirst.word());
                part.append("> ").append(worstFirst.word()).append(' ');
                part.append(bySeverity.get(worstFirst)).append("</label>\n");
            }
        }
        part.append("</fieldset>\n<label>Rule<br><select name=r><option value=\"\">all\n");
        Map<String, String> titles = new TreeMap<>();
        report.rules().forEach(rule -> titles.put(rule.id(), rule.title()));
        for (Map.Entry<String, Integer> rule : byRule.entrySet()) {
            String title = titles.getOrDefault(rule.getKey(), "");
            option(rule.getKey(), rule.getKey() + " " + title + " (" + rule.getValue() + ")");
        }
        part.append("</select></label>\n<label>Namespace<br><select name=n><option value=\"\">all\n");
        namespaces.forEach(namespace -> option(namespace, namespace));
        part.append(
                "</select></label>\n<label>Account contains<br><input type=search name=a autocomplete=off></label>\n");
        part.append("<button type=reset>All</button>\n<small>Keys: / account, j and k next and previous, Enter details,"
                + " Escape back</small></form>\n");
    }

    private void option(String value, String text) {
        part.append("<option value=\"").append(Xml.text(value)).append("\">");
        part.append(Xml.text(text)).append('\n');
    }

    /** Writes all findings; returns how many of them have details. */
    private int list(Report report, HtmlAccounts pages, PrintStream out) {
        HtmlFinding writer = new HtmlFinding(path, pages, report);
        int room = DETAILS;
        int detailed = 0;
        for (int i = 0; i < report.findings().size(); i++) {
            boolean withDetails = room > 0;
            writer.append(report.findings().get(i), i + 1, withDetails, part);
            if (withDetails) {
                room -= part.length();
                detailed++;
            }
            flush(out);
        }
        return detailed;
    }

    private void left(int findings, int accounts) {
        if (findings > 0) {
            Html.paragraph(
                    "There is no room here for the evidence and fixes of the last "
                            + Words.count(findings, "finding", "findings") + ": sa-audit scan -o wide shows all.",
                    part);
        }
        if (accounts > 0) {
            Html.paragraph(
                    "There is no room here for the pages of "
                            + Words.count(accounts, "account", "accounts")
                            + " with lesser findings or none: sa-audit explain serviceaccount/NAME shows each.",
                    part);
        }
    }
}
