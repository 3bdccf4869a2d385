package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked again, after which pause. The statuses themselves are tried against a real server by the live tests. */
class AskingTest {
    private final List<Long> pauses = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private int asked;

    private final Connection connection = new Connection() {
        @Override
        public Reply get(String path, String accept) throws ClusterException {
            Answer answer = answers.get(Math.min(asked++, answers.size() - 1));
            if (answer.status == 0) {
                throw new ClusterException(ClusterException.Kind.CONNECTION, "nobody answers", "Look there.");
            }
            return answer;
        }

        @Override
        public Reply post(String path, byte[] json) {
            throw new AssertionError("nothing is sent here");
        }

        @Override
        public Connection as(String user, List<String> groups) {
            throw new AssertionError("nobody is impersonated here");
        }

        @Override
        public String context() {
            return "";
        }

        @Override
        public String server() {
            return "https://server";
        }

        @Override
        public String namespace() {
            return "default";
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private static final class Answer implements Reply {
        private final int status;
        private final Map<String, String> headers;
        private boolean closed;

        Answer(int status, Map<String, String> headers) {
            this.status = status;
            this.headers = headers;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream("fine".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, 2, 2000",
        "429, 3600, 60000",
        "429, 0, 150",
        "429, '', 1000",
        "429, 'Wed, 21 Oct 2026 07:28:00 GMT', 1000",
        "429, 99999999999999999999, 1000",
        "503, 7, 7000",
        "503, '', 150",
        "500, 7, 150",
        "502, '', 150",
    })
    void aServerThatIsBusyOrFailsIsAskedAgainAfterAPause(int status, String after, long pause) throws Exception {
        answer(status, "Retry-After", after);
        answer(200, "", "");
        assertThat(get()).isEqualTo("fine");
        assertThat(pauses).containsExactly(pause);
        assertThat(answers).allMatch(a -> a.closed);
    }

    @Test
    void itIsWaitedForFiveTimesAndNoMore() {
        answer(429, "Retry-After", "60");
        assertThatThrownBy(this::get).isInstanceOf(Refusal.class).hasMessage("the server was too busy (429) 5 times");
        assertThat(asked).isEqualTo(5);
        assertThat(pauses).containsExactly(60_000L, 60_000L, 60_000L, 60_000L);
    }

    @Test
    void whatFailsIsTriedThreeTimesWithGrowingPauses() {
        answer(500, "", "");
        assertThatThrownBy(this::get).isInstanceOf(Refusal.class).hasMessage("the server answers with status 500");
        assertThat(asked).isEqualTo(3);
        assertThat(pauses).containsExactly(150L, 300L);
    }

    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "405", "406", "410", "301", "307", "418"})
    void whatWillNotBeOtherIsNotAskedAgain(int status) {
        answer(status, "", "");
        assertThatThrownBy(this::get).isInstanceOf(Refusal.class);
        assertThat(asked).isEqualTo(1);
        assertThat(answers).allMatch(a -> a.closed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.com/path?token=secret, ', to login.example.com (302)'",
        "https://user:secret@host:8443/x, ', to host:8443 (302)'",
        "/relative?token=secret, elsewhere (302)",
        "'https://evil\u001b[31m/', elsewhere (302)",
        "https://[::1]:6443/, ', to [::1]:6443 (302)'",
    })
    void ofWhereARedirectLeadsOnlyTheHostIsTold(String location, String told) {
        answer(302, "Location", location);
        assertThatThrownBy(this::get)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(told)
                .hasMessageContaining("not followed")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aServerThatDoesNotAnswerSeveralTimesInARowIsNotAskedAnyMore() {
        answers.add(new Answer(0, Map.of()));
        Asking asking = asking();
        for (int request = 0; request < 6; request++) {
            assertThatThrownBy(() -> get(asking)).isInstanceOf(Refusal.class);
        }
        assertThat(asked).as("four requests, three tries each").isEqualTo(12);
        assertThatThrownBy(() -> get(asking)).hasMessage("the server no longer answers");
    }

    @Test
    void aHintOfTheConnectionIsPassedOn() {
        answers.add(new Answer(0, Map.of()));
        assertThatThrownBy(this::get)
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.hint()).isEqualTo("Look there."));
    }

    @Test
    void anAnswerThatWasAskedForAheadIsTakenOnce() throws Exception {
        answer(500, "", "");
        answer(200, "", "");
        Asking asking = asking();
        Ahead ahead = asking.ahead("/x", "application/json");
        assertThat(asking.get("/x", "application/json", "x", AskingTest::text, ahead))
                .isEqualTo("fine");
        assertThat(asked).isEqualTo(2);
        assertThat(answers).allMatch(a -> a.closed);
    }

    @Test
    void anAnswerThatIsNotWantedAnyMoreIsClosed() throws Exception {
        answer(200, "", "");
        Ahead ahead = asking().ahead("/x", "application/json");
        ahead.take();
        ahead.drop();
        assertThat(answers).allMatch(a -> a.closed);
    }

    private void answer(int status, String header, String value) {
        answers.add(new Answer(status, header.isEmpty() ? Map.of() : Map.of(header, value)));
    }

    private Asking asking() {
        return new Asking(connection, pauses::add, Progress.NONE);
    }

    private String get() throws Refusal, ClusterException {
        return get(asking());
    }

    private static String get(Asking asking) throws Refusal, ClusterException {
        return asking.get("/x", "application/json", "x", AskingTest::text);
    }

    private static String text(InputStream body) throws java.io.IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
