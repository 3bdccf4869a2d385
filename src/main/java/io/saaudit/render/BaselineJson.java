package io.saaudit.render;

import io.saaudit.report.Report;
import io.saaudit.rule.Finding;
import io.saaudit.rule.LockRule;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The findings of a scan as a baseline: docs/json.md, {@code sa-audit/baseline/v1}. Sorted by rule and object, one thing a
 * line: a change of one finding is a change of few lines.
 */
public final class BaselineJson implements Renderer<Report> {
    @Override
    public void render(Report report, PrintStream out) throws IOException {
        List<Finding> findings = new ArrayList<>(report.findings());
        findings.addAll(report.gate().known());
        // What goes beyond a lock only the lock accepts.
        findings.removeIf(finding -> finding.rule().equals(LockRule.ID));
        findings.sort(Comparator.comparing(Finding::rule).thenComparing(Finding::cause));
        try (Json json = Json.document(out, null)) {
            json.object().field("schema", "sa-audit/baseline/v1").array("findings");
            for (Finding finding : findings) {
                json.object()
                        .field("rule", finding.rule())
                        .field("object", finding.cause().toString())
                        .field("fingerprint", finding.fingerprint())
                        .field("severity", finding.severity().word());
                list("subjects", finding.subjects(), json);
                list("extent", finding.extent(), json);
                json.endObject();
            }
            json.endArray().endObject();
        }
    }

    private static void list(String field, List<String> values, Json json) throws IOException {
        List<String> sorted = new ArrayList<>(values);
        sorted.sort(null);
        json.array(field);
        for (String value : sorted) {
            json.value(value);
        }
        json.endArray();
    }
}
