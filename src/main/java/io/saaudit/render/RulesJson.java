package io.saaudit.render;

import io.saaudit.rule.Reference;
import io.saaudit.rule.RuleInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code rules} for programs: docs/json.md, {@code sa-audit/rules/v1}. */
public final class RulesJson implements Renderer<List<RuleInfo>> {
    @Override
    public void render(List<RuleInfo> rules, PrintStream out) throws IOException {
        try (Json json = Json.document(out, null)) {
            json.object().field("schema", "sa-audit/rules/v1").array("rules");
            for (RuleInfo rule : rules) {
                json.object()
                        .field("id", rule.id())
                        .field("name", rule.name())
                        .field("title", rule.title())
                        .field("severity", rule.severity().word())
                        .optional("severityNote", rule.severityNote())
                        .field("condition", rule.condition())
                        .field("why", rule.why())
                        .field("fix", rule.fix())
                        .optional("exceptions", rule.exceptions())
                        .array("references");
                for (Reference reference : rule.references()) {
                    json.object()
                            .field("source", reference.source())
                            .field("item", reference.item())
                            .optional("url", reference.url())
                            .endObject();
                }
                json.endArray().optional("since", rule.since()).endObject();
            }
            json.endArray().endObject();
        }
    }
}
