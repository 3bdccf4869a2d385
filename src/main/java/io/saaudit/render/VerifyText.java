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
        for (VerifyView.RuleDifference difference : view.rules().differences()) {
            out.println("DIFFERENT: rules of " + Words.quoted(difference.who().user()) + " in "
                    + Words.quoted(difference.namespace()));
            difference.ours().forEach(rule -> out.println("  sa-audit only: " + Words.policy(rule, null)));
            difference.server().forEach(rule -> out.println("  server only:   " + Words.policy(rule, null)));
        }
        if (view.differs()) {
            out.println();
        }
        out.println(sentence(view));
        if (view.rules().compared() > 0) {
            out.println(sentence(view.rules()));
        }
        if (view.differs()) {
            Cluster cluster = view.snapshot().cluster();
            out.println(
                    cluster == null
                            ? "What was compared was not read from the server: it may hold something else."
                            : "If roles or bindings changed since " + cluster.time() + ", take it again.");
        }
    }

    private static String sentence(VerifyView.Rules rules) {
        int identities = rules.identities() - rules.refused();
        String text = "As " + Words.count(identities, "identity", "identities")
                + (rules.compared() < rules.possible()
                        ? ", in " + rules.compared() + " of " + rules.possible() + " places, "
                        : ", in every namespace, ");
        String same = rules.differences().isEmpty()
                ? "the server lists the rules that sa-audit finds."
                : "the server lists other rules than sa-audit finds in "
                        + rules.differences().size() + " of " + rules.compared() + ".";
        return text
                + same
                + (rules.silent() == 0 ? "" : " " + rules.silent() + " may not ask for their own rules.")
                + (rules.incomplete() == 0
                        ? ""
                        : " It calls " + rules.incomplete()
                                + " of its lists incomplete: another authorizer adds to them.")
                + (rules.unknown() == 0
                        ? ""
                        : " In " + rules.unknown() + " it lists more, which may come from what was not read.");
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
