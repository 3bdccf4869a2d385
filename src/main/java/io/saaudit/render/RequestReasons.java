package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Grant;
import io.saaudit.model.Miss;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Target;
import java.util.List;

/** The words for a request, and for why it was decided so, in one line. */
public final class RequestReasons {
    private final Words words;

    /** For places of this snapshot. */
    public RequestReasons(Snapshot snapshot) {
        this.words = new Words(snapshot);
    }

    /** Why, in one line: the deciding grant, or the nearest rule and what it misses on. */
    public String of(Decision decision) {
        if (decision.bypass()) {
            return "member of system:masters";
        }
        List<Grant> grants = decision.grants();
        if (!grants.isEmpty()) {
            String more = grants.size() > 1 ? " (and " + (grants.size() - 1) + " more)" : "";
            return words.grant(grants.get(0), decision.request()) + more;
        }
        if (decision.nearest().isEmpty()) {
            return decision.unknownBecause().isEmpty()
                    ? ""
                    : "not by what was read; " + String.join("; ", decision.unknownBecause());
        }
        Miss nearest = decision.nearest().get(0);
        return "nearest: " + Misses.sentence(nearest, decision.request(), false, words);
    }

    /** {@code list pods in ns-1}: the request of a line. */
    public static String question(Request request) {
        boolean everywhere =
                request.target() instanceof Target.Resource r && r.namespace().isEmpty();
        return Words.request(request, everywhere);
    }
}
