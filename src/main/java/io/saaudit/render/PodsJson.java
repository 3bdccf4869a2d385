package io.saaudit.render;

import java.io.IOException;
import java.io.PrintStream;

/** {@code pods} for programs: docs/json.md, {@code sa-audit/pods/v1}. */
public final class PodsJson implements Renderer<PodsView> {
    @Override
    public void render(PodsView view, PrintStream out) throws IOException {
        try (Json json = Json.document(out, view.snapshot())) {
            json.object().field("schema", "sa-audit/pods/v1").array("workloads");
            for (Running running : view.workloads()) {
                json.object();
                RunningJson.fields(json, running);
                json.endObject();
            }
            json.endArray();
            RunningJson.accounts(json, view.workloads(), false);
            json.object("leftOut")
                    .field("finished", view.leftOut().finished())
                    .field("mirror", view.leftOut().mirror())
                    .field("retired", view.leftOut().retired())
                    .endObject()
                    .completeness(view.snapshot().gaps(), view.snapshot().notes())
                    .endObject();
        }
    }
}
