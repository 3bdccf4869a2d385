package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import io.saaudit.rule.LockRule;
import io.saaudit.rule.RuleInfo;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * {@code scan} as JUnit XML, in what the readers of Ant's form have in common (Jenkins, GitLab): a suite for each rule, a
 * case for each finding, and one that passes for a rule without any. It fails where the scan does: findings that the gate
 * lets pass are skipped cases.
 */
public final class ReportJunit implements Renderer<Report> {
    private static final String PACKAGE = "sa-audit.";

    private final UnaryOperator<String> path;

    /** @param path from a source's name to its path as the repository has it */
    public ReportJunit(UnaryOperator<String> path) {
        this.path = path;
    }

    /** How a case ends. */
    private enum End {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED;

        String element() {
            return switch (this) {
                case PASSED -> "";
                case FAILURE -> "failure";
                case ERROR -> "error";
                case SKIPPED -> "skipped";
            };
        }
    }

    /** A suite of cases with known ends; what stands in a case is made when it is written. */
    private static final class Suite {
        private final String name;
        private final List<Finding> findings = new ArrayList<>();
        private final int[] ends = new int[End.values().length];

        Suite(String name) {
            this.name = name;
        }

        int tests() {
            return ends[0] + ends[1] + ends[2] + ends[3];
        }

        int count(End end) {
            return ends[end.ordinal()];
        }
    }

    @Override
    public void render(Report report, PrintStream out) {
        Set<Severity> failing = failing(report);
        Suite input = new Suite("input");
        End unread = report.gate().rules().gapsFail() ? End.ERROR : End.SKIPPED;
        input.ends[report.gaps().isEmpty() ? 0 : unread.ordinal()] =
                Math.max(1, report.gaps().size());
        Suite expectations = new Suite("expectations");
        for (Gate.Expected expected : report.gate().expectations()) {
            expectations.ends[end(expected).ordinal()]++;
        }
        List<Suite> rules = rules(report, failing);
        List<Suite> all = new ArrayList<>(List.of(input));
        if (expectations.tests() > 0) {
            all.add(expectations);
        }
        all.addAll(rules);
        head(all, out);
        start(input, out);
        for (Gap gap : report.gaps()) {
            gap(gap, unread, out);
        }
        if (report.gaps().isEmpty()) {
            passed(input.name, "everything was read", out);
        }
        out.append("  </testsuite>\n");
        if (expectations.tests() > 0) {
            start(expectations, out);
            for (Gate.Expected expected : report.gate().expectations()) {
                expectation(expected, out);
            }
            out.append("  </testsuite>\n");
        }
        for (Suite suite : rules) {
            suite(suite, failing, report, out);
        }
        out.append("</testsuites>\n");
    }

    /** Severities of which there are more findings than pass. */
    private static Set<Severity> failing(Report report) {
        Set<Severity> failing = EnumSet.noneOf(Severity.class);
        for (Severity severity : Severity.values()) {
            boolean fails = report.gate().rules().thresholds().fails(severity, report.count(severity));
            if (fails && !report.gate().rules().accepting()) {
                failing.add(severity);
            }
        }
        return failing;
    }

    private static End end(Gate.Expected expected) {
        return expected.differs() ? End.FAILURE : expected.answer() == Truth.UNKNOWN ? End.ERROR : End.PASSED;
    }

    private static End end(Finding finding, Set<Severity> failing) {
        boolean fails = failing.contains(finding.severity()) || finding.rule().equals(LockRule.ID);
        return fails ? End.FAILURE : End.SKIPPED;
    }

    private static List<Suite> rules(Report report, Set<Severity> failing) {
        Map<String, Suite> byRule = new LinkedHashMap<>();
        for (RuleInfo rule : report.rules()) {
            byRule.put(rule.id(), new Suite(rule.shown()));
        }
        for (Finding finding : report.findings()) {
            Suite suite = byRule.computeIfAbsent(finding.rule(), Suite::new);
            suite.findings.add(finding);
            suite.ends[end(finding, failing).ordinal()]++;
        }
        for (Suite suite : byRule.values()) {
            suite.ends[0] = suite.findings.isEmpty() ? 1 : 0;
        }
        return new ArrayList<>(byRule.values());
    }

    private static void head(List<Suite> all, PrintStream out) {
        int tests = 0;
        int failures = 0;
        int errors = 0;
        for (Suite suite : all) {
            tests += suite.tests();
            failures += suite.count(End.FAILURE);
            errors += suite.count(End.ERROR);
        }
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuites name=\"sa-audit\" tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\""
                + errors + "\">\n");
    }

    private static void start(Suite suite, PrintStream out) {
        out.append("  <testsuite name=\"" + Xml.text(suite.name) + "\" tests=\"" + suite.tests() + "\" failures=\""
                + suite.count(End.FAILURE) + "\" errors=\"" + suite.count(End.ERROR) + "\" skipped=\""
                + suite.count(End.SKIPPED) + "\" time=\"0\">\n");
    }

    private static void passed(String suite, String name, PrintStream out) {
        out.append(open(suite, name)).append("/>\n");
    }

    /** A case up to its tag's end; Jenkins takes what is before the last dot of classname for the package. */
    private static String open(String suite, String name) {
        return "    <testcase classname=\"" + Xml.text(PACKAGE + suite) + "\" name=\"" + Xml.text(name)
                + "\" time=\"0\"";
    }

    private static void ended(
            String suite, String name, End end, String type, String message, CharSequence body, PrintStream out) {
        String element = end.element();
        out.append(open(suite, name)).append(">\n      <" + element + " type=\"" + Xml.text(type) + "\" message=\"");
        out.append(Xml.text(message)).append("\">\n").append(body);
        out.append("      </" + element + ">\n    </testcase>\n");
    }

    private void gap(Gap gap, End end, PrintStream out) {
        StringBuilder body = new StringBuilder();
        line("where", place(gap.origin()), body);
        if (!gap.hint().isEmpty()) {
            line("fix", gap.hint(), body);
        }
        // A number of the line in the name: of two cases with one name GitLab shows the first alone.
        ended("input", place(gap.origin()) + ": " + gap.what(), end, "gap", gap.what(), body, out);
    }

    private void expectation(Gate.Expected expected, PrintStream out) {
        End end = end(expected);
        String name = (expected.expected() ? "allowed: " : "not allowed: ") + expected.question();
        if (end == End.PASSED) {
            passed("expectations", name, out);
            return;
        }
        StringBuilder body = new StringBuilder();
        line("where", place(expected.origin()), body);
        ended("expectations", name, end, "expectation", expected.message(), body, out);
    }

    private void suite(Suite suite, Set<Severity> failing, Report report, PrintStream out) {
        start(suite, out);
        int blank = suite.name.indexOf(' ');
        String id = blank < 0 ? suite.name : suite.name.substring(0, blank);
        if (suite.findings.isEmpty()) {
            passed(suite.name, id + " finds nothing", out);
        }
        Set<String> names = new HashSet<>();
        for (Finding finding : suite.findings) {
            String name = id + " " + finding.cause();
            // Names that differ in API group alone.
            name = names.add(name) ? name : name + " " + finding.fingerprint();
            End end = end(finding, failing);
            String who = finding.account().isEmpty() ? "" : finding.account() + ": ";
            String message = finding.severity().word() + ": " + who + ResultLine.message(finding, report);
            ended(suite.name, name, end, finding.severity().word(), message, body(finding), out);
        }
        out.append("  </testsuite>\n");
    }

    /** The only part that every reader shows in full: file and line stand in no attribute that all of them read. */
    private StringBuilder body(Finding finding) {
        StringBuilder body = new StringBuilder();
        line("object", finding.cause().toString(), body);
        for (Origin origin : finding.places()) {
            line("where", place(origin), body);
        }
        for (Evidence evidence : finding.evidence()) {
            String where = evidence.origin() == null ? "" : " (" + place(evidence.origin()) + ")";
            line("because", evidence.what() + where, body);
        }
        line("fix", finding.fix().what(), body);
        Xml.block(finding.fix().text(), body);
        line("id", finding.fingerprint(), body);
        return body;
    }

    private static void line(String label, String text, StringBuilder to) {
        to.append(label).append(": ").append(Xml.text(text)).append('\n');
    }

    private String place(Origin origin) {
        String file = Uris.shown(path.apply(origin.source()));
        String place = origin.line() == 0 ? file : file + ":" + origin.line();
        return origin.template().isEmpty() ? place : origin.template() + " (" + place + ")";
    }
}
