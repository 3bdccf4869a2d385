package io.saaudit.cli;

import io.saaudit.model.Decision;
import io.saaudit.model.Identity;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Decider;
import io.saaudit.rbac.SampleRequests;
import io.saaudit.render.VerifyView;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Reviews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Asks a server what we have answered. */
final class VerifyRun {
    private VerifyRun() {}

    /**
     * Draws questions, asks them and compares.
     *
     * @param chosen whom to ask about; empty: everybody whom a binding names
     * @param samples how many questions
     * @param seed what they are drawn by
     * @throws UsageException when the server cannot be asked
     */
    static VerifyView run(ParseResult options, World world, List<Identity> chosen, int samples, long seed, Io io)
            throws UsageException {
        SampleRequests requests = new SampleRequests(world.state(), chosen, seed);
        List<SampleRequests.Question> questions = new ArrayList<>();
        for (int i = 0; i < samples && !requests.identities().isEmpty(); i++) {
            questions.add(requests.next());
        }
        if (questions.isEmpty()) {
            throw new UsageException("there is nobody to ask about: no binding names anybody", "Name an ACCOUNT.");
        }
        List<Reviews.Access> answers;
        VerifyView.Rules rules;
        try (Connection connection = ClusterInput.open(options, Instant.now(), io)) {
            Reviews reviews = new Reviews(connection);
            answers = Asked.all(questions, question -> reviews.access(question.who(), question.what()));
            rules = new VerifyRules(world, reviews).compare(requests.identities(), samples, seed);
        } catch (ClusterException e) {
            throw ClusterInput.failure(e);
        }
        Decider decider = world.reviewer();
        List<VerifyView.Difference> differences = new ArrayList<>();
        int allowed = 0;
        int unknown = 0;
        for (int i = 0; i < answers.size(); i++) {
            Reviews.Access answer = answers.get(i);
            Decision ours =
                    decider.review(questions.get(i).who(), questions.get(i).what());
            allowed += answer.allowed() ? 1 : 0;
            if (ours.truth() == Truth.UNKNOWN) {
                unknown++;
            } else if (answer.allowed() != (ours.truth() == Truth.YES)) {
                differences.add(new VerifyView.Difference(
                        ours, answer.allowed(), answer.denied(), answer.reason(), answer.error()));
            }
        }
        return new VerifyView(
                answers.size(),
                requests.identities().size(),
                allowed,
                unknown,
                seed,
                differences,
                rules,
                world.snapshot());
    }
}
