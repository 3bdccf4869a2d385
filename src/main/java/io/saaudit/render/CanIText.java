package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Grant;
import io.saaudit.model.Miss;
import io.saaudit.model.Note;
import io.saaudit.model.Request;
import io.saaudit.model.Truth;
import java.io.PrintStream;
import java.util.List;

/** {@code can-i} for people: yes, no or unknown on the first line, and why below it. */
public final class CanIText implements Renderer<CanIAnswer> {
    private static final int MOST = 3;

    private final Style style;
    private final boolean wide;

    /**
     * @param style colours
     * @param wide whether every grant is shown
     */
    public CanIText(Style style, boolean wide) {
        this.style = style;
        this.wide = wide;
    }

    @Override
    public void render(CanIAnswer answer, PrintStream out) {
        Decision decision = answer.decision();
        out.println(style.truth(decision.truth()));
        Words words = new Words(answer.snapshot());
        if (decision.truth() == Truth.YES) {
            yes(decision, words, out);
        } else {
            notYes(answer, words, out);
        }
        for (Note note : decision.notes()) {
            out.println("Note: " + Escape.text(note.what()) + ".");
        }
    }

    private void yes(Decision decision, Words words, PrintStream out) {
        if (decision.bypass()) {
            out.println("Members of group system:masters may do everything: a bypass in front of RBAC, which no role"
                    + " takes away.");
        }
        grants(decision.grants(), decision.request(), "", words, out);
    }

    private void notYes(CanIAnswer answer, Words words, PrintStream out) {
        Decision decision = answer.decision();
        Request request = decision.request();
        String what = Words.request(request, answer.clusterScoped());
        if (decision.truth() == Truth.NO) {
            out.println(Words.identity(decision.identity()) + " may not " + what + ".");
        } else {
            out.println("It is not known whether " + Words.identity(decision.identity()) + " may " + what + ":");
            for (String because : decision.unknownBecause()) {
                out.println("  " + Escape.lineStart(because) + ".");
            }
        }
        grants(decision.grants(), request, "Perhaps: ", words, out);
        for (int i = 0; i < decision.nearest().size(); i++) {
            Miss miss = decision.nearest().get(i);
            out.println((i == 0 ? "Nearest: " : "Also near: ")
                    + Misses.sentence(miss, request, answer.clusterScoped(), words) + ".");
        }
    }

    private void grants(List<Grant> grants, Request request, String lead, Words words, PrintStream out) {
        int shown = wide ? grants.size() : Math.min(MOST, grants.size());
        for (int i = 0; i < shown; i++) {
            out.println(lead + words.grant(grants.get(i), request) + ".");
        }
        if (shown < grants.size()) {
            out.println(
                    "And " + Words.count(grants.size() - shown, "more grant", "more grants") + ": -o wide shows all.");
        }
    }
}
