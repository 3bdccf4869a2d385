package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Cluster;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Audits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelfTextTest {
    /** A server's order changes from one answer to the next: it lists bindings out of a map. */
    @Test
    void rowsHaveOneOrderWhateverTheServersIs() throws IOException {
        List<PolicyRule> here = List.of(
                PolicyRule.resources(
                        List.of("list", "get"), List.of("apps", ""), List.of("pods", "deployments"), List.of()),
                PolicyRule.resources(List.of("get"), List.of(""), List.of("secrets"), List.of("b", "a")),
                PolicyRule.resources(List.of("get"), List.of(""), List.of("secrets"), List.of("a")),
                PolicyRule.resources(List.of("delete"), List.of(""), List.of("secrets"), List.of("a")),
                PolicyRule.urls(List.of("post"), List.of("/b", "/a")),
                PolicyRule.urls(List.of("get"), List.of("/b")));
        List<PolicyRule> everywhere =
                List.of(PolicyRule.resources(List.of("create"), List.of("z"), List.of("reviews"), List.of()));
        String want = null;
        String wantJson = null;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<SelfView.InNamespace> in = List.of(
                    new SelfView.InNamespace("b", shuffled(everywhere, here, random), false, ""),
                    new SelfView.InNamespace("a", shuffled(everywhere, here.subList(0, 1), random), false, ""));
            String text = rendered(new SelfText(Style.PLAIN), in);
            String json = rendered(new SelfJson(), in);
            want = want == null ? text : want;
            wantJson = wantJson == null ? json : wantJson;
            assertThat(text).as("the table, seed " + seed).isEqualTo(want);
            assertThat(json).as("the JSON, seed " + seed).isEqualTo(wantJson);
        }
        assertThat(want.lines().skip(1).limit(10).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "NAMESPACE RESOURCE NAMES VERBS",
                        "every one deployments list,get",
                        "every one deployments.apps list,get",
                        "every one pods list,get",
                        "every one pods.apps list,get",
                        "every one reviews.z create",
                        "b secrets a delete",
                        "b secrets a get",
                        "b secrets b,a get",
                        "URLs: get /b; post /a /b");
    }

    private static List<PolicyRule> shuffled(List<PolicyRule> some, List<PolicyRule> more, Random random) {
        List<PolicyRule> all = new ArrayList<>(some);
        all.addAll(more);
        Collections.shuffle(all, random);
        return all;
    }

    @Test
    void urlsStandInOneLineThoseOfTheSameVerbsTogether() throws IOException {
        List<PolicyRule> rules = List.of(
                PolicyRule.urls(List.of("get"), List.of("/healthz", "/version")),
                PolicyRule.urls(List.of("get"), List.of("/version", "/metrics")),
                PolicyRule.urls(List.of("post"), List.of("/hook")));
        List<SelfView.InNamespace> in = List.of(new SelfView.InNamespace("a", rules, false, ""));
        assertThat(rendered(new SelfText(Style.PLAIN), in).lines().filter(line -> line.contains("URLs:")))
                .containsExactly("URLs: get /healthz /metrics /version; post /hook");
    }

    private static String rendered(Renderer<SelfView> renderer, List<SelfView.InNamespace> in) throws IOException {
        Snapshot read = Audits.read();
        Cluster cluster = new Cluster("c", "https://c", "v1.36.0", "jane", Instant.EPOCH, List.of(), List.of());
        Snapshot listed = new Snapshot(read.objects(), read.sources(), List.of(), List.of(), read.counts(), cluster);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        renderer.render(new SelfView(in, true, listed), print);
        print.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
