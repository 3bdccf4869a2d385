package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Cluster;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Objects;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import io.saaudit.rule.Finding;
import io.saaudit.rule.OutOfScope;
import io.saaudit.rule.Rules;
import io.saaudit.source.InputPathException;
import io.saaudit.source.ReadOptions;
import io.saaudit.source.SnapshotReader;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Shared;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said not to be evaluated without a kind is what changes when its objects are not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutOfScopeTest {
    private final List<Snapshot> inputs = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pod",
                "ReplicaSet",
                "Deployment",
                "StatefulSet",
                "DaemonSet",
                "Job",
                "CronJob",
                "ServiceAccount",
                "Secret",
                "ConfigMap",
                "Namespace",
                "Service",
                "Ingress",
                "MutatingWebhookConfiguration",
                "ValidatingWebhookConfiguration"
            })
    void onlyFindingsOfTheRulesThatAreNamedDependOnAKind(String kind) throws InputPathException {
        for (String path : List.of("testdata", Shared.path("corpus").toString())) {
            Snapshot read = SnapshotReader.read(List.of(path), InputStream.nullInputStream(), ReadOptions.defaults());
            Map<String, Finding> with = findings(listed(read, read.objects(), List.of()));
            Map<String, Finding> without = findings(listed(read, without(kind, read.objects()), List.of(kind)));

            Set<String> changed = new TreeSet<>();
            with.forEach((print, finding) -> {
                if (!without.containsKey(print)) {
                    changed.add(finding.rule());
                }
            });
            without.forEach((print, finding) -> {
                if (!with.containsKey(print)) {
                    changed.add(finding.rule());
                }
            });
            assertThat(OutOfScope.rules(List.of(kind)))
                    .as(
                            "rules of which findings differ without %s in %s",
                            kind, read.sources().get(0))
                    .containsAll(changed);
        }
    }

    @Test
    void onlyRulesThatThereAreAreNamed() {
        Set<String> ids = Rules.all().stream().map(rule -> rule.info().id()).collect(Collectors.toSet());

        assertThat(ids)
                .containsAll(OutOfScope.rules(List.of("Pod", "ServiceAccount", "Secret", "ConfigMap", "Namespace")));
    }

    private static Map<String, Finding> findings(Snapshot snapshot) {
        Map<String, Finding> all = new TreeMap<>();
        Audits.report(Audits.of(snapshot, false)).findings().forEach(f -> all.put(f.fingerprint(), f));
        return all;
    }

    private static Snapshot listed(Snapshot read, Objects objects, List<String> without) {
        Cluster cluster = new Cluster("c", "https://c", "v1.36.0", "", Instant.EPOCH, List.of(), without);
        List<Source> sources = Collections.nCopies(read.sources().size(), Source.of("cluster c"));
        return new Snapshot(objects, sources, List.of(), List.of(), read.counts(), cluster);
    }

    private static Objects without(String kind, Objects objects) {
        return new Objects(
                but(kind, objects.namespaces()),
                but(kind, objects.serviceAccounts()),
                objects.roles(),
                objects.bindings(),
                but(kind, objects.workloads()),
                but(kind, objects.secrets()),
                but(kind, objects.configMaps()),
                objects.customResources(),
                objects.nodes(),
                but(kind, objects.services()),
                but(kind, objects.ingresses()),
                but(kind, objects.webhooks()));
    }

    private static <T extends KubeObject> List<T> but(String kind, List<T> all) {
        return all.stream().filter(o -> !o.meta().kind().equals(kind)).toList();
    }
}
