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
import java.util.List;

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
                json.object();
                finding(json, finding);
                if (report.gate().rules().baseline() != null) {
                    List<String> grown = report.gate().grown().get(finding.fingerprint());
                    json.field("baseline", grown == null ? "new" : "grown")
                            .strings("grown", grown == null ? List.of() : grown);
                }
                json.endObject();
            }
            json.endArray();
            GateJson.write(json, report);
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

    /** The fields of a finding, inside of an object. */
    static void finding(Json json, Finding finding) throws IOException {
        json.field("rule", finding.rule())
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
                .field("bySuppression", report.gate().suppressed().size())
                .field("byBaseline", report.gate().known().size())
                .endObject()
                .endObject();
    }
}
