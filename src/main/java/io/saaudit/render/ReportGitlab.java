package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * {@code scan} as a code quality report of GitLab (docs.gitlab.com/ci/testing/code_quality, "Code Quality report format"):
 * an array of objects with a description, a check's name, a fingerprint, a severity, a path and a line.
 */
public final class ReportGitlab implements Renderer<Report> {
    private final UnaryOperator<String> path;

    /** @param path from a source's name to its path as the repository has it */
    public ReportGitlab(UnaryOperator<String> path) {
        this.path = path;
    }

    @Override
    public void render(Report report, PrintStream out) throws IOException {
        try (Json json = Json.document(out, null)) {
            json.array();
            for (Gap gap : report.gaps()) {
                String hint = gap.hint().isEmpty() ? "" : " " + gap.hint();
                String what = "Could not be read: " + sentence(gap.what()) + hint;
                boolean fails = report.gate().rules().gapsFail();
                String print = print("gap", gap.origin() + "\0" + gap.what());
                issue(what, "not-read", print, fails ? "major" : "minor", gap.origin(), json);
            }
            for (Gate.Expected expected : report.gate().expectations()) {
                if (expected.open()) {
                    String what = expected.title() + ": " + sentence(expected.message());
                    String print = print("expectation", expected.origin() + "\0" + expected.question());
                    issue(what, "expectation", print, "critical", expected.origin(), json);
                }
            }
            for (Finding finding : report.findings()) {
                String who = finding.account().isEmpty() ? "" : finding.account() + ": ";
                String what = who + sentence(ResultLine.message(finding, report)) + " "
                        + finding.fix().what();
                issue(what, finding.rule(), finding.fingerprint(), severity(finding.severity()), place(finding), json);
            }
            json.endArray();
        }
    }

    /** The documented words, worst last: info, minor, major, critical, blocker. */
    static String severity(Severity severity) {
        return switch (severity) {
            case INFO -> "info";
            case LOW -> "minor";
            case MEDIUM -> "major";
            case HIGH -> "critical";
            case CRITICAL -> "blocker";
        };
    }

    private void issue(String what, String check, String print, String severity, Origin origin, Json json)
            throws IOException {
        json.object()
                .field("description", Escape.text(what))
                .field("check_name", check)
                .field("fingerprint", print)
                .field("severity", severity)
                .object("location")
                .field("path", origin == null ? "unknown" : Escape.text(Uris.shown(path.apply(origin.source()))))
                .object("lines")
                .field("begin", origin == null ? 1 : Math.max(1, origin.line()))
                .endObject()
                .endObject()
                .endObject();
    }

    /** Where the cause stands; where it stands nowhere, that which shows it. */
    private static Origin place(Finding finding) {
        if (!finding.places().isEmpty()) {
            return finding.places().get(0);
        }
        for (Evidence evidence : finding.evidence()) {
            if (evidence.origin() != null) {
                return evidence.origin();
            }
        }
        return null;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** Names what is no finding from run to run; of two with one fingerprint GitLab shows the first only. */
    private static String print(String kind, String what) {
        try {
            byte[] text = ("v1\0" + kind + "\0" + what).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
