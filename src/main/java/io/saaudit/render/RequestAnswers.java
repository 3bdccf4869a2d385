package io.saaudit.render;

import io.saaudit.model.Snapshot;
import io.saaudit.model.Truth;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;

/** Answers of {@code can-i --requests}, one JSON object a line: docs/json.md, "Requests". */
public final class RequestAnswers implements Closeable {
    private final Json json;
    private final RequestReasons reasons;
    private boolean empty = true;

    /**
     * @param out where to
     * @param snapshot what was read
     * @throws IOException when nothing can be written there
     */
    public RequestAnswers(PrintStream out, Snapshot snapshot) throws IOException {
        this.json = Json.lines(out, snapshot);
        this.reasons = new RequestReasons(snapshot);
    }

    /** Writes an answer. */
    public void answer(RequestAnswer answer) throws IOException {
        start(answer.line()).field("answer", answer.truth().word());
        if (answer.truth() != Truth.UNKNOWN) {
            json.field("allowed", answer.truth() == Truth.YES);
        }
        if (answer.decision() != null) {
            json.optional("reason", reasons.of(answer.decision()));
        } else {
            json.field("identities", answer.accounts()).array("offenders");
            for (RequestAnswer.Offender offender : answer.offenders()) {
                json.object()
                        .field("user", offender.identity().user())
                        .optional("namespace", offender.namespace())
                        .optional("name", offender.name())
                        .optional("reason", reasons.of(offender.decision()))
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
