package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Account;
import io.saaudit.model.Request;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Target;
import io.saaudit.model.Truth;
import io.saaudit.rbac.Decider;
import io.saaudit.render.RequestAnswer;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.testing.Json;
import io.saaudit.workload.Accounts;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobQuestionTest {
    private static final String FOLDER = "src/test/resources/decisions/";

    @ParameterizedTest
    @CsvSource({
        "*, , true",
        "*, abc, true",
        "a*, abc, true",
        "a*, bac, false",
        "*c, abc, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "a*b*c, aXbYc, true",
        "a*b*c, aXcYb, false",
        "abc, abc, true",
        "abc, abcd, false",
        "?, , false",
        "**, x, true",
        "a*a, a, false"
    })
    void aStarIsAnyTextAndAQuestionMarkOneCharacter(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text == null ? "" : text)).isEqualTo(matches);
    }

    @Test
    void theStrangerMatchesItsPattern() {
        for (String pattern : List.of("*", "a*", "?b", "x-*-?")) {
            assertThat(new Glob(pattern).matches(new Glob(pattern).anyOther()))
                    .as(pattern)
                    .isTrue();
        }
    }

    /** Asks every account in every namespace for every name, one by one, and compares. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 13, 17, 21})
    void aPatternIsAnsweredAsAllThatItMatchesOneByOne(int cluster) throws InputPathException, UsageException {
        World world = world(cluster);
        Decider decider = world.reviewer();
        List<Object> queries = Json.resource("/decisions/" + cluster + ".queries.jsonl.gz");
        Random random = new Random(cluster);
        int yes = 0;
        for (int i = 0; i < 60; i++) {
            RequestLine line = line((Map<?, ?>) queries.get(random.nextInt(queries.size())), random);
            if (line == null) {
                continue;
            }
            RequestAnswer answer = GlobQuestion.answer(1, line, world, decider);
            boolean oneByOne = anybody(line, world, decider);
            assertThat(answer.truth())
                    .as("%s in cluster %d; offenders %s", line, cluster, answer.offenders())
                    .isEqualTo(oneByOne ? Truth.YES : Truth.NO);
            yes += oneByOne ? 1 : 0;
        }
        assertThat(yes).as("patterns that somebody meets").isPositive();
    }

    private static RequestLine line(Map<?, ?> query, Random random) {
        if (!query.containsKey("resource")) {
            return null;
        }
        String namespace = random.nextBoolean() ? "*" : "ns-?";
        String name = List.of("*", "d*", "", "kube-*").get(random.nextInt(4));
        String user = List.of("*", "ns-1/*", "system:serviceaccount:ns-?:sa-1").get(random.nextInt(3));
        Request request = Request.of(
                text(query, "verb"),
                text(query, "apiGroup"),
                text(query, "resource"),
                text(query, "subresource"),
                namespace,
                name);
        return new RequestLine(user, null, request, true, null);
    }

    private static String text(Map<?, ?> query, String field) {
        return query.containsKey(field) ? (String) query.get(field) : "";
    }

    private static boolean anybody(RequestLine line, World world, Decider decider) {
        Target.Resource asked = (Target.Resource) line.request().target();
        Glob user = new Glob(line.user());
        Set<String> namespaces =
                new TreeSet<>(Accounts.namespaces(world.snapshot().objects()));
        namespaces.add("ns-\u0002");
        namespaces.removeIf(n -> !new Glob(asked.namespace()).matches(n));
        Set<String> names = new TreeSet<>(Set.of("d\u0002", "kube-\u0002", "\u0002", asked.name()));
        world.state().roles().forEach(role -> {
            for (RoleRule rule : role.rules()) {
                names.addAll(rule.policy().resourceNames());
            }
        });
        names.removeIf(n -> !new Glob(asked.name()).matches(n)
                || n.isEmpty() && !asked.name().isEmpty());
        for (Account account : world.accounts().all()) {
            if (!user.matches(account.qualifiedName())
                    && !user.matches(account.identity().user())) {
                continue;
            }
            for (String namespace : namespaces) {
                for (String name : names) {
                    Request request = Request.of(
                            line.request().verb(),
                            asked.group(),
                            asked.resource(),
                            asked.subresource(),
                            namespace,
                            name);
                    if (decider.review(account.identity(), request).truth() == Truth.YES) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static World world(int cluster) throws InputPathException, UsageException {
        InputOptions input = new InputOptions(
                List.of(FOLDER + cluster + ".cluster.json.gz"), ReadOptions.defaults(), null, false, true, null);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return World.read(input, Needed.ALL, new Io(InputStream.nullInputStream(), nowhere, nowhere, name -> null, 0));
    }
}
