package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Grant;
import io.saaudit.model.Miss;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Target;
import io.saaudit.model.Truth;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Answers of {@code can-i --requests}, one JSON object a line: docs/json.md, "Requests". */
public final class RequestAnswers implements Closeable {
    private final Json json;
    private final Words words;
    private boolean empty = true;

    /**
     * @param out where to
     * @param snapshot what was read
     * @throws IOException when nothing can be written there
     */
    public RequestAnswers(PrintStream out, Snapshot snapshot) throws IOException {
        this.json = Json.lines(out, snapshot);
        this.words = new Words(snapshot);
    }

    /** Writes an answer. */
    public void answer(RequestAnswer answer) throws IOException {
        start(answer.line()).field("answer", answer.truth().word());
        if (answer.truth() != Truth.UNKNOWN) {
            json.field("allowed", answer.truth() == Truth.YES);
        }
        if (answer.decision() != null) {
            json.optional("reason", reason(answer.decision()));
        } else {
            json.field("identities", answer.accounts()).array("offenders");
            for (RequestAnswer.Offender offender : answer.offenders()) {
                json.object()
                        .field("user", offender.identity().user())
                        .optional("namespace", offender.namespace())
                        .optional("name", offender.name())
                        .optional("reason", reason(offender.decision()))
                        .endObject();
            }
            json.endArray();
        }
        if (!answer.unknownBecause().isEmpty()) {
            json.strings("unknownBecause", answer.unknownBecause());
        }
        json.endObject();
    }

    /** Writes that a line is no request. */
    public void malformed(int line, String what) throws IOException {
        start(line).field("answer", "error").field("error", what).endObject();
    }

    /** Why, in one line: the deciding grant, or the nearest rule and what it misses on. */
    public String reason(Decision decision) {
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

    @Override
    public void close() throws IOException {
        if (empty) {
            json.closeEmpty();
        } else {
            json.close();
        }
    }

    private Json start(int line) throws IOException {
        empty = false;
        return json.object().field("line", line);
    }
}
