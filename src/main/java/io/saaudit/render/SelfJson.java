package io.saaudit.render;

import java.io.IOException;
import java.io.PrintStream;

/** {@code permissions --self} for programs: docs/json.md, {@code sa-audit/self/v1}. */
public final class SelfJson implements Renderer<SelfView> {
    @Override
    public void render(SelfView view, PrintStream out) throws IOException {
        try (Json json = Json.document(out, view.snapshot())) {
            json.object()
                    .field("schema", "sa-audit/self/v1")
                    .field("everywhere", view.everywhere())
                    .array("namespaces");
            for (SelfView.InNamespace in : view.namespaces()) {
                PolicyRuleJson.write(json.object().field("namespace", in.name()), "rules", in.rules())
                        .field("incomplete", in.incomplete())
                        .optional("error", in.error())
                        .endObject();
            }
            json.endArray()
                    .completeness(view.snapshot().gaps(), view.snapshot().notes())
                    .endObject();
        }
    }
}
