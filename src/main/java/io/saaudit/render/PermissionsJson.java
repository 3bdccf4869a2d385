package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.PermissionRow;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * {@code permissions} for programs: docs/json.md, {@code sa-audit/permissions/v1}. Nothing is folded; what
 * every account has stands there once.
 */
public final class PermissionsJson implements Renderer<PermissionsView> {
    @Override
    public void render(PermissionsView view, PrintStream out) throws IOException {
        try (Json json = Json.document(out, view.snapshot())) {
            json.object().field("schema", "sa-audit/permissions/v1").array("identities");
            for (PermissionsView.Holder holder : view.identities()) {
                holder(json, holder, view.inFull(holder));
            }
            json.endArray().array("everyAccount");
            rows(json, view.everyAccount(), true, true);
            json.endArray()
                    .completeness(view.snapshot().gaps(), view.snapshot().notes())
                    .endObject();
        }
    }

    private static void holder(Json json, PermissionsView.Holder holder, boolean inFull) throws IOException {
        String[] account = holder.identity().account();
        json.object().field("user", holder.identity().user());
        if (account != null) {
            json.object("account")
                    .field("namespace", account[0])
                    .field("name", account[1])
                    .endObject();
        }
        json.strings("groups", holder.identity().groups());
        if (holder.usedBy() != null) {
            json.strings("usedBy", holder.usedBy());
        }
        Clouds.write(json, holder.clouds());
        json.optional("oddity", holder.oddity());
        json.array("permissions");
        rows(json, holder.own(), false, true);
        if (inFull) {
            rows(json, holder.shared(), true, true);
        }
        rows(json, holder.permissions().limited(), false, true);
        rows(json, holder.permissions().inert(), false, true);
        json.endArray().array("unresolved");
        for (Binding binding : holder.permissions().unresolved()) {
            json.unresolved(binding);
        }
        json.endArray().endObject();
    }

    /**
     * The rows, as elements of an array.
     *
     * @param everyone whether every account has them
     * @param grants whether each has its grants
     */
    static void rows(Json json, List<PermissionRow> rows, boolean everyone, boolean grants) throws IOException {
        for (PermissionRow row : rows) {
            json.object().scope(row.scope());
            what(json, row);
            json.field("everyAccount", everyone)
                    .field("throughGroupOnly", row.throughGroupOnly())
                    .field("ifNamespaced", row.scopeUnknown());
            if (grants) {
                json.grants("grants", row.grants()).grants("redundant", row.redundant());
            }
            json.endObject();
        }
    }

    /** The fields of what a row allows, inside of an object. */
    static void what(Json json, PermissionRow row) throws IOException {
        if (row.isUrl()) {
            json.field("nonResourceURL", row.url());
        } else {
            json.field("apiGroup", row.group())
                    .field("resource", row.resource())
                    .strings("resourceNames", row.names());
        }
        json.strings("verbs", row.verbs())
                .field("standing", Json.word(row.standing()))
                .optional("reason", row.reason());
    }
}
