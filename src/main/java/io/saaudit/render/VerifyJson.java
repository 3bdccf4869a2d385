package io.saaudit.render;

import io.saaudit.model.Decision;
import java.io.IOException;
import java.io.PrintStream;

/** {@code verify} for programs: docs/json.md, {@code sa-audit/verify/v1}. */
public final class VerifyJson implements Renderer<VerifyView> {
    @Override
    public void render(VerifyView view, PrintStream out) throws IOException {
        RequestReasons reasons = new RequestReasons(view.snapshot());
        try (Json json = Json.document(out, view.snapshot())) {
            json.object()
                    .field("schema", "sa-audit/verify/v1")
                    .field("seed", view.seed())
                    .field("asked", view.asked())
                    .field("identities", view.identities())
                    .field("allowed", view.allowed())
                    .field("unknown", view.unknown())
                    .array("differences");
            for (VerifyView.Difference difference : view.differences()) {
                Decision ours = difference.ours();
                json.object()
                        .field("user", ours.identity().user())
                        .strings("groups", ours.identity().groups())
                        .request("request", ours.request())
                        .field("answer", ours.truth().word())
                        .field("reason", reasons.of(ours))
                        .object("server")
                        .field("allowed", difference.allowed())
                        .field("denied", difference.denied())
                        .field("reason", difference.reason())
                        .optional("error", difference.error())
                        .field("anotherAuthorizer", difference.byAnother())
                        .endObject()
                        .endObject();
            }
            json.endArray();
            rules(view.rules(), json);
            json.completeness(view.snapshot().gaps(), view.snapshot().notes()).endObject();
        }
    }

    private static void rules(VerifyView.Rules rules, Json json) throws IOException {
        json.object("rules")
                .field("compared", rules.compared())
                .field("possible", rules.possible())
                .field("identities", rules.identities())
                .field("notAllowed", rules.refused())
                .field("notListed", rules.silent())
                .field("incomplete", rules.incomplete())
                .field("unknown", rules.unknown())
                .array("differences");
        for (VerifyView.RuleDifference difference : rules.differences()) {
            json.object()
                    .field("user", difference.who().user())
                    .strings("groups", difference.who().groups())
                    .field("namespace", difference.namespace());
            PolicyRuleJson.write(json, "server", difference.server());
            PolicyRuleJson.write(json, "saAudit", difference.ours()).endObject();
        }
        json.endArray().endObject();
    }
}
