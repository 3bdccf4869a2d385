package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which object is meant, and what must hold of every story. */
class ExplainTest {
    private static final String QUICKSTART = "testdata/quickstart";
    private static final String HOSTILE = "testdata/hostile";

    private static Run explain(String... words) {
        List<String> args = new ArrayList<>(List.of("explain"));
        args.addAll(List.of(words));
        return Run.of(args.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/nginx-1",
                "deployments/nginx-1",
                "Deployment/nginx-1",
                "deployments.apps/nginx-1",
                "deploy/ns-1/nginx-1",
                "deploy nginx-1",
                "deploy nginx-1 -n ns-1",
                "deploy nginx-1 -n ops -n ns-1"
            })
    void anObjectCanBeNamedInEveryForm(String words) {
        List<String> args = new ArrayList<>(List.of(words.split(" ")));
        args.addAll(List.of("-f", QUICKSTART));
        Run run = explain(args.toArray(String[]::new));
        assertThat(run).isEqualTo(explain("deployment/nginx-1", "-f", QUICKSTART));
        assertThat(run.out()).startsWith("Deployment ns-1/nginx-1 (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "deploy/", "/nginx-1", "deploy nginx-1 more", "deploy/nginx-1 more"})
    void wordsThatNameNoObjectAreAUsageError(String words) {
        List<String> args = new ArrayList<>(List.of(words.split(" ")));
        args.addAll(List.of("-f", QUICKSTART));
        Run run = explain(args.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "deploy/ngnix-1, Deployment ns-1/nginx-1",
        "deploy/front, Deployment ns-1/frontend",
        "pod/batch, Job ns-1/batch",
        "sa/k-sa-2, ServiceAccount ns-1/k-sa-1",
        "clusterrole/cluster-admn, ClusterRole cluster-admin"
    })
    void whatComesNearIsOfferedWhereNothingHasTheName(String word, String near) {
        Run run = explain(word, "-f", QUICKSTART);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Near: " + near).hasLineCount(1);
    }

    @Test
    void anObjectOfAnotherNamespaceIsNotFoundButNear() {
        Run run = explain("deploy/nginx-1", "-n", "ops", "-f", QUICKSTART);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no Deployment nginx-1 in ops").contains("Near: Deployment ns-1/nginx-1.");
    }

    @Test
    void anAccountThatIsMissingInCompleteInputStopsItsPods() {
        String deployment = "deploy/billing";
        assertThat(explain(deployment, "--strict", "-f", QUICKSTART).out())
                .contains("There is no such account: the server starts no pod");
        assertThat(explain(deployment, "-f", QUICKSTART).out())
                .contains("The account was not read")
                .doesNotContain("There is no such account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job/batch", "deploy/shop", "pod/report"})
    void whereNoTokenIsInReachNoCommandUsesOne(String word) {
        assertThat(explain(word, "-f", QUICKSTART).out())
                .contains("system:anonymous")
                .doesNotContain("curl");
    }

    /** The path of the curl line, as the request that it is. */
    @ParameterizedTest
    @CsvSource({
        "deploy/nginx-1, quickstart, ns-1/k-sa-1, list, pods, ns-1",
        "deploy/frontend, quickstart, ns-1/default, list, secrets, ns-1",
        "pod/noisy, quickstart, ns-1/quiet, get, configmaps/settings, ns-1",
        "pod/vault-client, quickstart, ns-1/build-robot, get, secrets/NAME, ns-1",
        "deploy/nats-operator, quickstart, nats/nats-operator, list, pods, ''",
        "pod/toolbox, quickstart, ops/default, list, namespaces, ''",
        "deploy/web, pods, shop/app, get, apps/deployments/web, shop"
    })
    void theCurlLineAsksForWhatTheAccountMayDo(
            String word, String input, String account, String verb, String what, String namespace) {
        boolean core = !what.startsWith("apps/");
        String path = (core ? "/api/v1" : "/apis/apps/v1") + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/" + (core ? what : what.substring(5));
        assertThat(explain(word, "-f", "testdata/" + input).out())
                .contains(" https://kubernetes.default.svc" + path + "\n");
        String[] resource = (core ? what : what.substring(5)).split("/");
        List<String> args = new ArrayList<>(List.of("can-i", verb, resource[0], "--as", account));
        args.addAll(namespace.isEmpty() ? List.of("-A") : List.of("-n", namespace));
        args.addAll(resource.length == 1 ? List.of() : List.of("--name", resource[1]));
        args.addAll(List.of("-f", "testdata/" + input));
        assertThat(Run.of(args.toArray(String[]::new)).out()).startsWith("yes");
    }

    static List<List<String>> hostileObjects() {
        return List.of(
                List.of("sa", "web\n::error file=x::forged"),
                List.of("sa", "default"),
                List.of("pod", "p\u001b]0;title\u0007"),
                List.of("role", "role\u001b[31mred\u202eesrever\u200b<b>bold</b> ##vso[task.complete]"),
                List.of("rolebinding", "b\u0007ell\u2028line"),
                List.of("rolebinding", "ghost\nsa-audit: no finding"),
                List.of("pod", "no\n::error::such"));
    }

    @ParameterizedTest
    @MethodSource("hostileObjects")
    void noLineIsWhatAHostileNameLikes(List<String> object) {
        for (int width : new int[] {0, 20, 60, 100}) {
            for (String format : new String[] {"table", "wide"}) {
                Run run = Run.with(
                        "",
                        Map.of("NO_COLOR", "1"),
                        width,
                        "explain",
                        object.get(0),
                        object.get(1),
                        "-o",
                        format,
                        "-f",
                        HOSTILE);
                assertThat(run.status()).isIn(0, 1);
                assertThat((run.out() + run.err()).lines()).allSatisfy(line -> {
                    String start = line.stripLeading();
                    assertThat(start)
                            .doesNotStartWith("::")
                            .doesNotStartWith("##")
                            .doesNotContain("##");
                    assertThat(line.chars()
                                    .noneMatch(
                                            c -> c < ' ' || c >= 0x200b && c <= 0x200f || c >= 0x2028 && c <= 0x202e))
                            .as("%s holds characters that a terminal acts on", line)
                            .isTrue();
                });
            }
        }
    }

    @Test
    void aLongLineGoesOnInTheNextOnATerminalOnly() {
        String wide = explain("deploy/nginx-1", "-f", QUICKSTART).out();
        Run narrow = Run.with("", Map.of("NO_COLOR", "1"), 60, "explain", "deploy/nginx-1", "-f", QUICKSTART);
        assertThat(narrow.out().lines().filter(l -> l.startsWith("  The ")).toList())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
        assertThat(narrow.out().replaceAll("\\s+", " "))
                .contains(wide.lines()
                        .filter(l -> l.startsWith("  The kubelet"))
                        .findFirst()
                        .orElseThrow()
                        .strip());
    }

    @ParameterizedTest
    @CsvSource({"web, web, 0", "web, wab, 1", "web, we, 1", "nginx, ngnix, 2", "'', abc, 3"})
    void theDistanceOfNamesCountsCharacters(String a, String b, int distance) {
        assertThat(ObjectArgument.distance(a, b)).isEqualTo(distance);
    }
}
