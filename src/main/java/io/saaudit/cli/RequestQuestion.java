package io.saaudit.cli;

import io.saaudit.model.Decision;
import io.saaudit.model.Identity;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Decider;
import io.saaudit.render.RequestAnswer;
import io.saaudit.render.RequestReasons;
import java.util.List;

/** Answers lines of {@code --requests}, and expectations of a configuration, which are the same. */
final class RequestQuestion {
    private final World world;
    private final Decider decider;
    private final RequestReasons reasons;

    RequestQuestion(World world) {
        this.world = world;
        this.decider = world.reviewer();
        this.reasons = new RequestReasons(world.snapshot());
    }

    /** The answer to a line. */
    RequestAnswer answer(int number, RequestLine line) {
        if (line.glob()) {
            return GlobQuestion.answer(number, line, world, decider);
        }
        Identity identity = line.identity(line.user());
        Decision decision = decider.review(identity, line.request());
        if (world.strict() && decision.truth() == Truth.UNKNOWN) {
            // With complete input every answer is yes or no: what other authorizers add is then in the reason.
            return new RequestAnswer(number, Truth.NO, decision, 1, List.of(), List.of());
        }
        return new RequestAnswer(number, decision.truth(), decision, 1, List.of(), decision.unknownBecause());
    }

    /** The answer in a sentence, with the reason. */
    String sentence(RequestLine line, RequestAnswer answer) {
        String asked = RequestReasons.question(line.request());
        if (answer.truth() == Truth.UNKNOWN) {
            return "it is not known whether " + who(line) + " may " + asked + ": "
                    + String.join("; ", answer.unknownBecause());
        }
        if (answer.decision() != null) {
            String reason = reasons.of(answer.decision());
            return who(line)
                    + (answer.truth() == Truth.YES ? " may " : " may not ")
                    + asked
                    + (reason.isEmpty() ? "" : "; " + reason);
        }
        if (answer.offenders().isEmpty()) {
            return "none of " + answer.accounts() + " identities may " + asked;
        }
        StringBuilder text = new StringBuilder();
        int shown = Math.min(5, answer.offenders().size());
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(answer.offenders().get(i).identity().shown());
        }
        int more = answer.offenders().size() - shown;
        return text.append(more > 0 ? " and " + more + " more" : "")
                .append(" may ")
                .append(asked)
                .toString();
    }

    private static String who(RequestLine line) {
        return line.user().isEmpty() ? "a member of " + String.join(", ", line.groups()) : line.user();
    }
}
