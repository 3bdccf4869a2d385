package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Cluster;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Audits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTextTest {
    @Test
    void urlsStandInOneLineThoseOfTheSameVerbsTogether() {
        Snapshot read = Audits.read();
        Cluster cluster = new Cluster("c", "https://c", "v1.36.0", "jane", Instant.EPOCH, List.of(), List.of());
        Snapshot listed = new Snapshot(read.objects(), read.sources(), List.of(), List.of(), read.counts(), cluster);
        List<PolicyRule> rules = List.of(
                PolicyRule.urls(List.of("get"), List.of("/healthz", "/version")),
                PolicyRule.urls(List.of("get"), List.of("/version", "/metrics")),
                PolicyRule.urls(List.of("post"), List.of("/hook")));
        SelfView view = new SelfView(List.of(new SelfView.InNamespace("a", rules, false, "")), true, listed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        new SelfText(Style.PLAIN).render(view, print);
        print.flush();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("URLs:")))
                .containsExactly("URLs: get /healthz /version /metrics; post /hook");
    }
}
