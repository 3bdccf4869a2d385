package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Severity;
import io.saaudit.model.Snapshot;
import io.saaudit.report.Diff;
import io.saaudit.report.Review;
import io.saaudit.report.Verdict;
import io.saaudit.rule.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code diff} for programs: docs/json.md, {@code sa-audit/diff/v1}. Nothing is folded. */
public final class DiffJson implements Renderer<Review> {
    @Override
    public void render(Review review, PrintStream out) throws IOException {
        Diff diff = review.diff();
        try (Json json = Json.document(out, diff.head())) {
            Verdict verdict = review.verdict();
            json.object()
                    .field("schema", "sa-audit/diff/v1")
                    .field("result", Json.word(verdict.result()))
                    .strings("why", verdict.why());
            side(json, "base", review.names().get(0), diff.base(), review);
            side(json, "head", review.names().get(1), diff.head(), review);
            json.array("loosened");
            for (Review.Loosened loosened : review.loosened()) {
                json.object()
                        .field("message", loosened.what())
                        .origin("origin", loosened.origin())
                        .endObject();
            }
            json.endArray().array("identities");
            for (Diff.Holder holder : diff.holders()) {
                holder(json, holder, review);
            }
            json.endArray();
            roles(json, review);
            accounts(json, diff);
            workloads(json, review);
            findings(json, review);
            json.completeness(review.gaps(), review.notes()).endObject();
        }
    }

    private static void side(Json json, String field, String name, Snapshot side, Review review) throws IOException {
        json.object(field)
                .field("input", name)
                .field("complete", side.gaps().isEmpty())
                .field("empty", review.empty().contains(name))
                .endObject();
    }

    private static void holder(Json json, Diff.Holder holder, Review review) throws IOException {
        json.object();
        if (holder.isGroup()) {
            json.field("group", holder.identity().groups().get(0));
        } else {
            json.field("user", holder.identity().user());
        }
        String[] account = holder.identity().account();
        if (account != null) {
            json.object("account")
                    .field("namespace", account[0])
                    .field("name", account[1])
                    .endObject();
        }
        Json old = json.at(review.diff().base());
        changes(json, "gained", holder.gained(), review);
        changes(old, "lost", holder.lost(), null);
        unknown(old, "unknownBefore", holder.unknownBefore());
        unknown(json, "unknownNow", holder.unknownNow());
        json.array("ways");
        for (Diff.Way way : holder.ways()) {
            json.object();
            row(json, way.after());
            old.grants("before", way.before().grants());
            json.grants("grants", way.after().grants()).endObject();
        }
        json.endArray().endObject();
    }

    private static void roles(Json json, Review review) throws IOException {
        json.array("roles");
        for (Diff.RoleChange role : review.diff().roles()) {
            json.object().key("object", role.role());
            changes(json, "gained", role.gained(), review);
            changes(json.at(review.diff().base()), "lost", role.lost(), null);
            json.endObject();
        }
        json.endArray();
    }

    private static void unknown(Json json, String field, List<Binding> bindings) throws IOException {
        json.array(field);
        for (Binding binding : bindings) {
            json.unresolved(binding);
        }
        json.endArray();
    }

    private static void row(Json json, PermissionRow row) throws IOException {
        json.scope(row.scope());
        PermissionsJson.what(json, row);
        json.field("ifNamespaced", row.scopeUnknown());
    }

    private static void changes(Json json, String field, List<Diff.Change> changes, Review review) throws IOException {
        json.array(field);
        for (Diff.Change change : changes) {
            json.object();
            Severity severity = review == null ? null : review.severity(change);
            if (severity != null) {
                json.field("severity", severity.word());
            }
            row(json, change.row());
            json.field("accounts", change.accounts()).array("rest");
            for (PermissionRow rest : change.rest()) {
                json.object();
                row(json, rest);
                json.endObject();
            }
            json.endArray().array("causes");
            for (Diff.Cause cause : change.causes()) {
                json.object().field("kind", Json.word(cause.kind())).key("object", cause.object());
                if (cause.rule() > 0) {
                    json.field("rule", cause.rule());
                }
                json.optional("entry", cause.entry())
                        .origin("origin", cause.at())
                        .endObject();
            }
            List<Grant> grants = change.row().grants();
            // Of a built-in role the binding is not in sight.
            json.endArray()
                    .grants("grants", DiffRows.isInSight(grants.get(0)) ? grants : List.of())
                    .endObject();
        }
        json.endArray();
    }

    private static void accounts(Json json, Diff diff) throws IOException {
        json.array("accounts");
        Json old = json.at(diff.base());
        for (Diff.AccountChange change : diff.accounts()) {
            Json side = change.added() ? json : old;
            side.object()
                    .field("change", change.added() ? "new" : "gone")
                    .field("namespace", change.account().namespace())
                    .field("name", change.account().name())
                    .origin("origin", change.at())
                    .endObject();
        }
        json.endArray();
    }

    private static void workloads(Json json, Review review) throws IOException {
        json.array("workloads");
        for (Diff.WorkloadChange change : review.diff().workloads()) {
            ObjectKey owner = change.owner();
            json.object()
                    .key("object", owner)
                    .strings("accountsBefore", change.before())
                    .strings("accountsNow", change.after())
                    .field("tokenBefore", change.reachBefore().word())
                    .field("tokenNow", change.reachAfter().word())
                    .origin("origin", change.at());
            changes(json, "gained", change.gained(), review);
            json.endObject();
        }
        json.endArray();
    }

    private static void findings(Json json, Review review) throws IOException {
        json.object("findings").array("new");
        for (Finding finding : review.fresh()) {
            if (!review.grown().containsKey(finding.fingerprint())) {
                json.object();
                ReportJson.finding(json, finding);
                json.endObject();
            }
        }
        json.endArray().array("grown");
        for (Finding finding : review.fresh()) {
            List<String> by = review.grown().get(finding.fingerprint());
            if (by != null) {
                json.object();
                ReportJson.finding(json, finding);
                json.strings("grown", by).endObject();
            }
        }
        json.endArray().array("fixed");
        for (Finding finding : review.fixed()) {
            json.object();
            ReportJson.finding(json, finding);
            json.endObject();
        }
        json.endArray().endObject();
    }
}
