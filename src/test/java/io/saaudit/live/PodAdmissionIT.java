package io.saaudit.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Snapshot;
import io.saaudit.model.TokenReach;
import io.saaudit.model.Truth;
import io.saaudit.model.Volume.TokenProjection;
import io.saaudit.model.Workload;
import io.saaudit.testing.Audits;
import io.saaudit.testing.Tree;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.PodAccount;
import io.saaudit.workload.PullSecrets;
import io.saaudit.workload.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What package workload says of a manifest, against the pod that the server makes of it: its account, whether a token
 * is mounted, its other tokens, and its pull secrets. And the same of the pod as it is read back.
 */
@Live
class PodAdmissionIT {
    private static final String PODS = "/api/v1/namespaces/" + PodSamples.NAMESPACE + "/pods";

    @BeforeAll
    static void accounts(Server server) {
        Manifests.apply(server, Manifests.of(PodSamples.ACCOUNTS));
    }

    @Test
    void aPodBecomesWhatItsManifestPredicts(Server server) {
        Map<String, String> pods = PodSamples.pods();
        Predicted predicted = new Predicted(pods);
        List<String> different = new ArrayList<>();
        pods.forEach((name, yaml) -> {
            Object made = server.create(Manifests.of(yaml).get(0))
                    .orFail("create Pod " + name)
                    .tree();
            compare(name, predicted.of(name), made, different);
            different.addAll(readBack(server, name, made));
        });
        pods.keySet().forEach(name -> server.delete(PODS + "/" + name));
        assertThat(different)
                .as("pods that the server made otherwise than Tokens and PodAccount say (semantics G.1 to G.4)")
                .isEmpty();
    }

    @Test
    void aTemplatesPodBecomesWhatTheTemplatePredicts(Server server) {
        Map<String, String> templates = PodSamples.templates();
        Predicted predicted = new Predicted(templates);
        List<String> different = new ArrayList<>();
        templates.forEach((name, yaml) -> {
            Object template = Manifests.of(yaml).get(0);
            server.create(template).orFail("create " + name);
            String list = PODS + "?labelSelector=app%3D" + name;
            Waiting.until("a pod of " + name, () -> !items(server, list).isEmpty());
            compare(name, predicted.of(name), items(server, list).get(0), different);
            server.delete(Server.path(template) + "?propagationPolicy=Foreground");
        });
        assertThat(different)
                .as("pods that controllers made otherwise than Tokens and PodAccount say of the template")
                .isEmpty();
    }

    private static List<?> items(Server server, String path) {
        return Tree.list(server.get(path).orFail("list " + path).tree(), "items");
    }

    private static void compare(String name, PodFacts predicted, Object made, List<String> different) {
        PodFacts facts = PodFacts.of(made);
        if (!facts.equals(predicted)) {
            different.add(name + ": predicted " + predicted + ", made " + facts);
        }
    }

    /** A stored pod has been through admission: what is mounted counts. */
    private static List<String> readBack(Server server, String name, Object made) {
        Snapshot snapshot = Cluster.read(server, PODS + "/" + name);
        Workload workload = snapshot.objects().workloads().get(0);
        TokenReach reach = tokens(snapshot).of(workload);
        PodFacts facts = PodFacts.of(made);
        boolean same = (reach.automount() == Truth.YES) == facts.automounted()
                && (tokens(snapshot).ofItsAccount(workload, reach) == Truth.YES) == facts.token()
                && PodAccount.of(workload.pod()).name().equals(facts.account());
        return same ? List.of() : List.of(name + " as it was read back: we say " + reach + ", it is " + facts);
    }

    private static Tokens tokens(Snapshot snapshot) {
        return new Tokens(Accounts.of(snapshot.objects(), List.of()), snapshot.objects());
    }

    /** What the manifests lead to, as package workload has it. */
    private static final class Predicted {
        private static final long DEFAULT_SECONDS = 3600;

        private final Snapshot snapshot;
        private final Accounts accounts;
        private final Tokens tokens;

        Predicted(Map<String, String> manifests) {
            List<String> all = new ArrayList<>(manifests.values());
            all.add(PodSamples.ACCOUNTS);
            snapshot = Audits.read(all.toArray(String[]::new));
            accounts = Accounts.of(snapshot.objects(), List.of());
            tokens = tokens(snapshot);
        }

        PodFacts of(String name) {
            Workload workload = snapshot.objects().workloads().stream()
                    .filter(w -> w.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            String account = PodAccount.of(workload.pod()).name();
            TokenReach reach = tokens.of(workload);
            assertThat(reach.automount())
                    .as("the manifest of %s leaves nothing open", name)
                    .isNotEqualTo(Truth.UNKNOWN);
            List<TokenProjection> others = reach.tokens().stream()
                    .map(t -> new TokenProjection(
                            t.audience(),
                            t.expirationSeconds() > 0 ? t.expirationSeconds() : DEFAULT_SECONDS,
                            t.path(),
                            0))
                    .toList();
            return new PodFacts(
                    account,
                    reach.automount() == Truth.YES,
                    tokens.ofItsAccount(workload, reach) == Truth.YES,
                    others,
                    PullSecrets.of(workload, accounts).names());
        }
    }
}
