package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.model.Origin;
import io.saaudit.model.Truth;
import io.saaudit.render.RequestAnswer;
import io.saaudit.render.RequestReasons;
import io.saaudit.report.Gate;
import java.util.ArrayList;
import java.util.List;

/** The expectations of a configuration: what must or must not be allowed. */
final class Expectations {
    private final String file;
    private final List<Integer> lines = new ArrayList<>();
    private final List<RequestLine> requests = new ArrayList<>();

    /**
     * Takes them from a configuration.
     *
     * @throws UsageException when one is no request
     */
    Expectations(Config config) throws UsageException {
        this.file = config.file();
        for (Config.Expectation expectation : config.expectations()) {
            try {
                requests.add(RequestParser.parse(expectation.json()));
                lines.add(expectation.line());
            } catch (RequestParser.MalformedLineException e) {
                throw new UsageException(
                        file + ":" + expectation.line() + ": an expectation that " + e.getMessage(),
                        "It is a line of can-i --requests.");
            }
        }
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** The answers. */
    List<Gate.Expected> answers(World world) {
        RequestQuestion question = new RequestQuestion(world);
        List<Gate.Expected> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            RequestLine line = requests.get(i);
            RequestAnswer answer = question.answer(i + 1, line);
            String who = line.user().isEmpty() ? String.join(",", line.groups()) : line.user();
            String expected = line.expected() ? "yes" : "no";
            String sentence = question.sentence(line, answer);
            boolean known = answer.truth() != Truth.UNKNOWN;
            answers.add(new Gate.Expected(
                    who + ": " + RequestReasons.question(line.request()),
                    line.expected(),
                    answer.truth(),
                    known ? "expected " + expected + " and is " + answer.truth().word() + ": " + sentence : sentence,
                    new Origin(file, lines.get(i), 1, "")));
        }
        return answers;
    }
}
