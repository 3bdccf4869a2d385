package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Cluster;
import io.saaudit.model.Gap;
import io.saaudit.model.Origin;
import io.saaudit.model.Snapshot;
import io.saaudit.testing.Audits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a cluster did not let us list makes uncertain what hangs on it, and nothing else. */
class CompletenessTest {
    private static final String OBJECTS = """
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: idle, namespace: shop, uid: a}
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: quiet, namespace: shop, uid: b}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: lost, namespace: shop, uid: c}
            spec: {template: {spec: {serviceAccountName: gone, containers: [{name: c}]}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: calm, namespace: shop, uid: d}
            spec: {template: {spec: {serviceAccountName: quiet, containers: [{name: c}]}}}
            """;

    /** SA109: an account that is not there; SA111: one without use; SA105: a token that allows nothing. */
    private static TreeSet<String> found(List<Gap> gaps, String... without) {
        Snapshot read = Audits.read(OBJECTS);
        Cluster cluster = new Cluster("c", "https://c", "v1.36.0", "", Instant.EPOCH, List.of(), List.of(without));
        Snapshot listed = new Snapshot(read.objects(), read.sources(), gaps, List.of(), read.counts(), cluster);
        TreeSet<String> rules = new TreeSet<>();
        Audits.findings(Audits.of(listed, false)).forEach(f -> rules.add(f.rule()));
        rules.retainAll(List.of("SA105", "SA109", "SA111"));
        return rules;
    }

    private static List<Gap> gap(String kind, String namespace, String... spared) {
        List<Gap> gaps = new ArrayList<>();
        gaps.add(new Gap(Gap.Kind.REFUSED, "refused", "", Origin.of("cluster c"), kind, namespace, List.of(spared)));
        return gaps;
    }

    @Test
    void withoutAGapAllOfItIsSaid() {
        assertThat(found(List.of())).containsExactly("SA105", "SA109", "SA111");
    }

    @Test
    void withoutAccountsNoneIsSaidToBeMissing() {
        assertThat(found(gap("ServiceAccount", ""))).containsExactly("SA105", "SA111");
        assertThat(found(List.of(), "ServiceAccount")).containsExactly("SA105", "SA111");
    }

    @Test
    void withoutWorkloadsOrSecretsNoAccountIsSaidToBeWithoutUse() {
        assertThat(found(gap("Pod", ""))).containsExactly("SA105", "SA109");
        assertThat(found(gap("Secret", ""))).containsExactly("SA105", "SA109");
        assertThat(found(List.of(), "CronJob")).containsExactly("SA105", "SA109");
    }

    @Test
    void withoutBindingsNothingIsSaidToHaveNoRights() {
        assertThat(found(gap("RoleBinding", ""))).containsExactly("SA109");
        assertThat(found(gap("ClusterRole", ""))).containsExactly("SA109");
    }

    @Test
    void aGapElsewhereOrOfAnotherKindChangesNothing() {
        assertThat(found(gap("RoleBinding", "other"))).containsExactly("SA105", "SA109", "SA111");
        assertThat(found(gap("ServiceAccount", "", "shop"))).containsExactly("SA105", "SA109", "SA111");
        assertThat(found(gap("Ingress", ""))).containsExactly("SA105", "SA109", "SA111");
    }
}
