package io.saaudit.render;

import io.saaudit.config.Suppression;
import io.saaudit.config.Thresholds;
import io.saaudit.model.Severity;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.report.Verdict;
import io.saaudit.rule.Finding;
import java.io.IOException;

/** How a scan was judged, as a part of its JSON. */
final class GateJson {
    private GateJson() {}

    static void write(Json json, Report report) throws IOException {
        Gate gate = report.gate();
        json.array("suppressed");
        for (Gate.Suppressed suppressed : gate.suppressed()) {
            json.object();
            ReportJson.finding(json, suppressed.finding());
            suppression(json, suppressed.by());
            json.endObject();
        }
        json.endArray().array("known");
        for (Finding finding : gate.known()) {
            json.object();
            ReportJson.finding(json, finding);
            json.endObject();
        }
        json.endArray().object("gate");
        Verdict verdict = report.verdict();
        json.field("result", Json.word(verdict.result())).strings("why", verdict.why());
        thresholds(json, gate.rules().thresholds());
        json.optional("configuration", gate.rules().config().file());
        if (gate.rules().baseline() != null) {
            json.field("baseline", gate.rules().baseline().file());
        }
        json.array("expectations");
        for (Gate.Expected expected : gate.expectations()) {
            json.object()
                    .field("question", expected.question())
                    .field("expected", expected.expected() ? "yes" : "no")
                    .field("answer", expected.answer().word())
                    .field("message", expected.message())
                    .origin("origin", expected.origin())
                    .endObject();
        }
        json.endArray().array("remarks");
        for (Gate.Remark remark : gate.remarks()) {
            json.object()
                    .field("kind", Json.word(remark.kind()))
                    .field("message", remark.what())
                    .origin("origin", remark.origin())
                    .endObject();
        }
        json.endArray().endObject();
    }

    private static void suppression(Json json, Suppression by) throws IOException {
        json.object("suppression")
                .field("kind", Json.word(by.kind()))
                .field("reason", by.reason())
                .optional("owner", by.owner())
                .optional("expires", by.expires())
                .origin("origin", by.origin())
                .endObject();
    }

    private static void thresholds(Json json, Thresholds thresholds) throws IOException {
        json.field(
                        "failOn",
                        thresholds.failOn() == null
                                ? "never"
                                : thresholds.failOn().word())
                .object("max");
        for (Severity severity : Severity.values()) {
            Integer most = thresholds.max().get(severity);
            if (most != null) {
                json.field(severity.word(), most);
            }
        }
        json.endObject();
    }
}
