package io.saaudit.render;

import io.saaudit.model.Cluster;
import io.saaudit.model.Decision;
import java.io.PrintStream;

/** {@code verify} for people: the differences, and how much was compared. */
public final class VerifyText implements Renderer<VerifyView> {
    @Override
    public void render(VerifyView view, PrintStream out) {
        RequestReasons reasons = new RequestReasons(view.snapshot());
        for (VerifyView.Difference difference : view.differences()) {
            Decision ours = difference.ours();
            String who = ours.identity().user().isEmpty()
                    ? "a member of its groups"
                    : ours.identity().user();
            out.println("DIFFERENT: " + Words.quoted(who) + " " + RequestReasons.question(ours.request()));
            String reason = reasons.of(ours);
            out.println("  sa-audit: " + ours.truth().word() + (reason.isEmpty() ? "" : "; " + reason));
            out.println("  server:   " + (difference.allowed() ? "yes" : "no") + server(difference));
        }
        if (!view.differences().isEmpty()) {
            out.println();
        }
        out.println(sentence(view));
        if (!view.differences().isEmpty()) {
            Cluster cluster = view.snapshot().cluster();
            out.println(
                    cluster == null
                            ? "What was compared was not read from the server: it may hold something else."
                            : "If roles or bindings changed since " + cluster.time() + ", take it again.");
        }
    }

    private static String server(VerifyView.Difference difference) {
        String reason = difference.reason().isEmpty() ? "" : "; " + Escape.text(difference.reason());
        String error = difference.error().isEmpty() ? "" : " (" + Escape.text(difference.error()) + ")";
        return reason + error + (difference.byAnother() ? " [another authorizer than RBAC decides]" : "");
    }

    private static String sentence(VerifyView view) {
        String text = Words.count(view.asked(), "question", "questions") + " about "
                + Words.count(view.identities(), "identity", "identities") + " (seed " + view.seed() + "), of which the"
                + " server allows " + view.allowed() + ": ";
        String same = view.differences().isEmpty()
                ? "it answers all of them as sa-audit does."
                : "it answers " + view.differences().size() + " otherwise than sa-audit.";
        return text
                + same
                + (view.unknown() == 0 ? "" : " " + view.unknown() + " were not compared: sa-audit does not know.");
    }
}
