package io.saaudit.render;

import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.report.Verdict;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import io.saaudit.rule.RuleInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code scan} as SARIF 2.1.0 (OASIS standard of 2020), with what GitHub's code scanning asks for: results even when there
 * are none, a region at the narrowest place, a rule for each result with a severity as a number, fingerprints.
 */
public final class ReportSarif implements Renderer<Report> {
    /** GitHub keeps 100 locations of a result (documentation of its SARIF support). */
    private static final int MOST_RELATED = 100;

    private final SourceText text;
    private final String version;

    /**
     * @param text what is known of the files
     * @param version version of sa-audit, or empty
     */
    public ReportSarif(SourceText text, String version) {
        this.text = text;
        this.version = version;
    }

    @Override
    public void render(Report report, PrintStream out) throws IOException {
        Map<String, Integer> index = new HashMap<>();
        for (RuleInfo rule : report.rules()) {
            index.put(rule.id(), index.size());
        }
        try (Json json = Json.document(out, null)) {
            json.object()
                    .field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                    .field("version", "2.1.0")
                    .array("runs")
                    .object()
                    .object("tool")
                    .object("driver")
                    .field("name", "sa-audit")
                    .optional("semanticVersion", version)
                    .array("rules");
            Map<String, Severity> worst = worst(report);
            for (RuleInfo rule : report.rules()) {
                SarifRule.write(rule, worst.getOrDefault(rule.id(), rule.severity()), json);
            }
            json.endArray().endObject().endObject().field("columnKind", "unicodeCodePoints");
            invocation(report, json);
            json.array("results");
            for (Finding finding : report.findings()) {
                result(finding, index.get(finding.rule()), report, json);
            }
            json.endArray();
            if (report.cluster() != null) {
                json.object("properties");
                ClusterText.write(report.cluster(), json);
                json.endObject();
            }
            json.endObject().endArray().endObject();
        }
    }

    /** GitHub takes an alert's severity from its rule: the rule has that of its worst finding, so that none is understated. */
    private static Map<String, Severity> worst(Report report) {
        Map<String, Severity> worst = new HashMap<>();
        for (RuleInfo rule : report.rules()) {
            worst.put(rule.id(), rule.severity());
        }
        for (Finding finding : report.findings()) {
            Severity other = worst.get(finding.rule());
            worst.put(finding.rule(), other == null ? finding.severity() : other.or(finding.severity()));
        }
        return worst;
    }

    /** {@code error}, {@code warning} or {@code note}. */
    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    /** What could not be read, and which expectations differ: no results, but part of the run. */
    private void invocation(Report report, Json json) throws IOException {
        json.array("invocations")
                .object()
                .field("executionSuccessful", report.verdict().result() != Verdict.Result.INCOMPLETE);
        json.array("toolExecutionNotifications");
        for (Gap gap : report.gaps()) {
            String hint = gap.hint().isEmpty() ? "" : " " + gap.hint();
            notification("gap", "Could not be read: " + gap.what() + "." + hint, gap.origin(), json);
        }
        for (Gate.Expected expected : report.gate().expectations()) {
            if (expected.open()) {
                notification("expectation", expected.message(), expected.origin(), json);
            }
        }
        json.endArray().endObject().endArray();
    }

    private void notification(String id, String what, Origin origin, Json json) throws IOException {
        json.object().object("descriptor").field("id", id).endObject().field("level", "error");
        message(what, json);
        if (origin != null) {
            json.array("locations").object();
            physical(origin, json);
            json.endObject().endArray();
        }
        json.endObject();
    }

    private void result(Finding finding, int ruleIndex, Report report, Json json) throws IOException {
        json.object()
                .field("ruleId", finding.rule())
                .field("ruleIndex", ruleIndex)
                .field("level", level(finding.severity()));
        message(ResultLine.message(finding, report), json);
        json.array("locations").object();
        Origin place = finding.places().isEmpty() ? null : finding.places().get(0);
        if (place != null) {
            physical(place, json);
        }
        json.array("logicalLocations")
                .object()
                .field("fullyQualifiedName", Escape.text(finding.cause().toString()))
                .field("kind", "resource")
                .endObject()
                .endArray()
                .endObject()
                .endArray();
        related(finding, json);
        String print = finding.fingerprint();
        json.object("partialFingerprints")
                // The one that GitHub tracks alerts by; its own would be a digest of the text of the line.
                .field("primaryLocationLineHash", print + ":1")
                .field("saAuditCause/v1", print)
                .endObject();
        properties(finding, report, json);
        json.endObject();
    }

    private void related(Finding finding, Json json) throws IOException {
        json.array("relatedLocations");
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 1; i < finding.places().size(); i++) {
            relate("Also defined here", finding.places().get(i), seen, json);
        }
        for (Evidence evidence : finding.evidence()) {
            if (evidence.origin() != null) {
                relate(evidence.what(), evidence.origin(), seen, json);
            }
        }
        json.endArray();
    }

    private void relate(String what, Origin origin, Set<String> seen, Json json) throws IOException {
        if (seen.size() < MOST_RELATED && seen.add(what + origin)) {
            json.object().field("id", seen.size());
            physical(origin, json);
            message(what, json);
            json.endObject();
        }
    }

    private static void properties(Finding finding, Report report, Json json) throws IOException {
        json.object("properties")
                .field("severity", finding.severity().word())
                .optional("account", Escape.text(finding.account()));
        if (!finding.places().isEmpty()) {
            // Lines are those of the rendered text: where in the template, nobody can say.
            json.optional("template", Escape.text(finding.places().get(0).template()));
        }
        List<String> grown = report.gate().grown().get(finding.fingerprint());
        if (grown != null) {
            List<String> safe = new ArrayList<>();
            for (String what : grown) {
                safe.add(Escape.text(what));
            }
            json.strings("grown", safe);
        }
        json.field("fix", Escape.text(finding.fix().what())).endObject();
    }

    private void physical(Origin origin, Json json) throws IOException {
        json.object("physicalLocation")
                .object("artifactLocation")
                .field("uri", Uris.relative(text.path().apply(origin.source())))
                .endObject();
        if (origin.line() > 0) {
            Region region = text.region(origin);
            json.object("region")
                    .field("startLine", region.line())
                    .field("startColumn", region.start())
                    .field("endLine", region.line())
                    .field("endColumn", region.end())
                    .endObject();
        }
        json.endObject();
    }

    /** Names are data: no placeholder (section 3.11.5) and no link (3.11.6) is made of them. */
    static void message(String what, Json json) throws IOException {
        String sentence = what.endsWith(".") ? what : what + ".";
        json.object("message").field("text", plain(Escape.text(sentence))).endObject();
    }

    private static String plain(String text) {
        String braces = text.replace("{", "{{").replace("}", "}}");
        return braces.replace("[", "\\[").replace("]", "\\]");
    }
}
