package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import java.io.IOException;
import java.io.PrintStream;

/** {@code who-can} for programs: docs/json.md, {@code sa-audit/who-can/v1}. Every account is listed. */
public final class WhoCanJson implements Renderer<WhoCanView> {
    @Override
    public void render(WhoCanView view, PrintStream out) throws IOException {
        try (Json json = Json.document(out, view.snapshot())) {
            json.object().field("schema", "sa-audit/who-can/v1").request("request", view.asked());
            json.optional("where", view.where()).array("identities");
            for (WhoCanView.Holder holder : view.holders()) {
                json.object()
                        .field("kind", holder.kind().word())
                        .optional("namespace", holder.namespace())
                        .field("name", holder.name());
                if (holder.kind() == WhoCanView.Kind.ACCOUNT) {
                    json.field("user", Identity.ACCOUNT_PREFIX + holder.namespace() + ":" + holder.name())
                            .field("declared", holder.declared());
                }
                if (holder.kind() == WhoCanView.Kind.GROUP) {
                    json.field("accounts", holder.accounts());
                }
                json.field("throughGroupOnly", holder.throughGroupOnly())
                        .field("assumed", holder.builtIn())
                        .grants("grants", holder.grants())
                        .grants("ifNamespaced", holder.uncertain())
                        .endObject();
            }
            json.endArray().array("unresolved");
            for (Binding binding : view.unresolved()) {
                json.unresolved(binding);
            }
            json.endArray()
                    .notes("answerNotes", view.notes())
                    .completeness(view.snapshot().gaps(), view.snapshot().notes())
                    .endObject();
        }
    }
}
