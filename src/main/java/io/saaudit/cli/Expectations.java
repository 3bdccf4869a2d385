package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.model.Origin;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Decider;
import io.saaudit.render.RequestAnswer;
import io.saaudit.render.RequestReasons;
import io.saaudit.report.Gate;
import io.saaudit.report.Report;
import io.saaudit.rule.OwnRule;
import io.saaudit.rule.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The expectations of a configuration: what must or must not be allowed. Those with an id are rules. */
final class Expectations {
    private final String file;
    private final List<Config.Expectation> all;
    private final List<RequestLine> requests = new ArrayList<>();
    private final Map<Integer, OwnQuestion> asked = new LinkedHashMap<>();
    private final List<Gate.Remark> remarks = new ArrayList<>();

    /**
     * Takes them from a configuration.
     *
     * @throws UsageException when one is no request
     */
    Expectations(Config config) throws UsageException {
        this.file = config.file();
        this.all = config.expectations();
        for (Config.Expectation expectation : all) {
            try {
                requests.add(RequestParser.parse(expectation.json()));
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

    /** What the rules among them say of themselves. */
    List<RuleInfo> infos() {
        List<RuleInfo> infos = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).own() != null) {
                infos.add(info(i));
            }
        }
        return infos;
    }

    private RuleInfo info(int number) {
        Config.Own own = all.get(number).own();
        RequestLine line = requests.get(number);
        String must = who(line)
                + (line.expected() ? " must be allowed to " : " must not be allowed to ")
                + RequestReasons.question(line.request());
        return new RuleInfo(
                own.id(),
                own.id().toLowerCase(Locale.ROOT),
                own.message().isEmpty() ? must : withoutStop(own.message()),
                own.severity(),
                "",
                "The configuration (" + file + ":" + all.get(number).line() + ") says that " + must
                        + ", and that does not hold. One finding "
                        + (line.expected() ? "an identity that is not." : "a binding that gives it."),
                own.comment().isEmpty() ? "The configuration asks for it." : own.comment(),
                own.fix().isEmpty() ? "Change the role or the binding, or the rule." : own.fix(),
                "",
                List.of(),
                "");
    }

    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String who(RequestLine line) {
        return line.user().isEmpty() ? "a member of " + String.join(", ", line.groups()) : line.user();
    }

    /** The rules among them, with what breaks them. */
    List<OwnRule> rules(World world) {
        List<OwnRule> rules = new ArrayList<>();
        Decider decider = null;
        for (int i = 0; i < all.size(); i++) {
            Config.Own own = all.get(i).own();
            if (own != null) {
                decider = decider == null ? world.reviewer() : decider;
                OwnQuestion question = new OwnQuestion(world, decider, requests.get(i));
                asked.put(i, question);
                rules.add(new OwnRule(info(i), own.message(), own.fix(), origin(i), question.broken()));
            }
        }
        return rules;
    }

    private Origin origin(int number) {
        return new Origin(file, all.get(number).line(), 1, "");
    }

    /**
     * The answers to those that are no rules, and of the rules that were run those that nobody can answer.
     *
     * @param report the result so far
     */
    List<Gate.Expected> answers(World world, Report report) {
        RequestQuestion question = new RequestQuestion(world);
        List<Gate.Expected> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (all.get(i).own() == null) {
                answers.add(answer(question, i));
            } else if (hasRun(all.get(i).own().id(), report)) {
                unknown(i, world, answers);
            }
        }
        return answers;
    }

    /** What is odd about the rules, once the answers are known. */
    List<Gate.Remark> remarks() {
        return remarks;
    }

    private static boolean hasRun(String id, Report report) {
        for (RuleInfo rule : report.rules()) {
            if (rule.id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private void unknown(int number, World world, List<Gate.Expected> to) {
        OwnQuestion question = asked.get(number);
        RequestLine line = requests.get(number);
        List<String> because = new ArrayList<>(question.unknown());
        if (!question.nobody().isEmpty()) {
            // A slip in a pattern would pass for a promise that holds.
            if (world.strict()) {
                String what = "the rule " + all.get(number).own().id() + " asks about nothing: " + question.nobody();
                remarks.add(new Gate.Remark(Gate.Remark.Kind.UNUSED, what, origin(number)));
            } else {
                because.add(question.nobody());
            }
        }
        if (!because.isEmpty()) {
            to.add(new Gate.Expected(
                    who(line) + ": " + RequestReasons.question(line.request()),
                    line.expected(),
                    Truth.UNKNOWN,
                    "it is not known whether " + all.get(number).own().id() + " holds everywhere: "
                            + String.join("; ", because),
                    origin(number)));
        }
    }

    private Gate.Expected answer(RequestQuestion question, int number) {
        RequestLine line = requests.get(number);
        RequestAnswer answer = question.answer(number + 1, line);
        String expected = line.expected() ? "yes" : "no";
        String sentence = question.sentence(line, answer);
        boolean known = answer.truth() != Truth.UNKNOWN;
        return new Gate.Expected(
                (line.user().isEmpty() ? String.join(",", line.groups()) : line.user()) + ": "
                        + RequestReasons.question(line.request()),
                line.expected(),
                answer.truth(),
                known ? "expected " + expected + " and is " + answer.truth().word() + ": " + sentence : sentence,
                origin(number));
    }
}
