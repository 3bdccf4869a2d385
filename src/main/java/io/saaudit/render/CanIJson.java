package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Miss;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code can-i} for programs: docs/json.md, {@code sa-audit/can-i/v1}. */
public final class CanIJson implements Renderer<CanIAnswer> {
    @Override
    public void render(CanIAnswer answer, PrintStream out) throws IOException {
        Decision decision = answer.decision();
        try (Json json = Json.document(out, answer.snapshot())) {
            json.object()
                    .field("schema", "sa-audit/can-i/v1")
                    .field("answer", decision.truth().word());
            json.object("identity")
                    .field("user", decision.identity().user())
                    .strings("groups", decision.identity().groups())
                    .endObject();
            json.request("asked", answer.asked()).request("request", decision.request());
            json.field("bypass", decision.bypass()).grants("grants", decision.grants());
            json.array("nearest");
            for (Miss miss : decision.nearest()) {
                List<String> on = new ArrayList<>();
                miss.on().forEach(dimension -> on.add(Json.word(dimension)));
                json.object()
                        .strings("missesOn", on)
                        .object("grant")
                        .grantFields(miss.grant())
                        .endObject()
                        .endObject();
            }
            json.endArray()
                    .strings("unknownBecause", decision.unknownBecause())
                    .notes("answerNotes", decision.notes())
                    .completeness(answer.snapshot().gaps(), answer.snapshot().notes())
                    .endObject();
        }
    }
}
