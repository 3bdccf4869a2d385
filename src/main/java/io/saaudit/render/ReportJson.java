package io.saaudit.render;

import io.saaudit.model.Origin;
import io.saaudit.model.Severity;
import io.saaudit.model.Snapshot;
import io.saaudit.report.Report;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import io.saaudit.rule.RuleInfo;
import java.io.IOException;
import java.io.PrintStream;

/** {@code scan} for programs: docs/json.md, {@code sa-audit/scan/v1}. */
public final class ReportJson implements Renderer<Report> {
    private final Snapshot snapshot;

    /** For places of this snapshot. */
    public ReportJson(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public void render(Report report, PrintStream out) throws IOException {
        try (Json json = Json.document(out, snapshot)) {
            json.object().field("schema", "sa-audit/scan/v1").array("findings");
            for (Finding finding : report.findings()) {
                finding(json, finding);
            }
            json.endArray();
            summary(json, report);
            json.array("rules");
            for (RuleInfo rule : report.rules()) {
                json.object()
                        .field("id", rule.id())
                        .field("name", rule.name())
                        .field("title", rule.title())
                        .field("severity", rule.severity().word())
                        .endObject();
            }
            json.endArray().completeness(report.gaps(), report.notes()).endObject();
        }
    }

    private static void finding(Json json, Finding finding) throws IOException {
        json.object()
                .field("rule", finding.rule())
                .field("severity", finding.severity().word())
                .field("message", finding.message())
                .optional("account", finding.account())
                .field("fingerprint", finding.fingerprint())
                .key("cause", finding.cause())
                .strings("subjects", finding.subjects())
                .array("places");
        for (Origin place : finding.places()) {
            json.object().originFields(place).endObject();
        }
        json.endArray().array("evidence");
        for (Evidence evidence : finding.evidence()) {
            json.object()
                    .field("message", evidence.what())
                    .origin("origin", evidence.origin())
                    .endObject();
        }
        json.endArray()
                .strings("extent", finding.extent())
                .object("fix")
                .field("message", finding.fix().what())
                .field("kind", Json.word(finding.fix().kind()))
                .field("text", finding.fix().text())
                .endObject()
                .endObject();
    }

    private static void summary(Json json, Report report) throws IOException {
        Report.Summary seen = report.summary();
        json.object("summary")
                .field("files", seen.files())
                .field("accounts", seen.accounts())
                .field("workloads", seen.workloads())
                .field("bindings", seen.bindings())
                .field("roles", seen.roles())
                .field("otherObjects", seen.otherObjects())
                .object("findings");
        for (Severity severity : Severity.values()) {
            json.field(severity.word(), (int) report.count(severity));
        }
        json.endObject()
                .object("hidden")
                .field("byNamespace", report.hidden().byNamespace())
                .field("byLabel", report.hidden().byLabel())
                .field("bySeverity", report.hidden().bySeverity())
                .endObject()
                .endObject();
    }
}
