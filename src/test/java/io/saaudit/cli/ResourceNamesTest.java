package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saaudit.catalog.Catalog;
import io.saaudit.model.CustomResource;
import io.saaudit.model.Meta;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNamesTest {
    private static final ResourceNames NAMES = new ResourceNames(
            Catalog.apiResources(),
            List.of(
                    custom("example.com", "widgets", "Widget", "wi", List.of("status")),
                    custom("example.com", "deployments", "Deployment", "dep", List.of())));

    private static CustomResource custom(
            String group, String plural, String kind, String shortName, List<String> subs) {
        ObjectKey key = new ObjectKey("apiextensions.k8s.io", "CustomResourceDefinition", "", plural + "." + group);
        return new CustomResource(
                Meta.of("apiextensions.k8s.io/v1", key, Positions.NONE),
                group,
                plural,
                kind,
                kind.toLowerCase(java.util.Locale.ROOT),
                List.of(shortName),
                true,
                subs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    pods                        | ''   | pods        | '' | ''
                    po                          | ''   | pods        | '' | ''
                    pod                         | ''   | pods        | '' | ''
                    Pod                         | ''   | pods        | '' | ''
                    PODS                        | ''   | pods        | '' | ''
                    sa                          | ''   | serviceaccounts | '' | ''
                    deploy                      | apps | deployments | '' | ''
                    deployments                 | apps | deployments | '' | ''
                    Deployment.apps             | apps | deployments | '' | ''
                    deployments.v1.apps         | apps | deployments | '' | ''
                    deployments.v1beta1.apps    | apps | deployments | '' | ''
                    deployments.example.com     | example.com | deployments | '' | ''
                    dep                         | example.com | deployments | '' | ''
                    wi/x                        | example.com | widgets | '' | x
                    widget/status               | example.com | widgets | status | ''
                    pods.v1                     | ''   | pods        | '' | ''
                    netpol                      | networking.k8s.io | networkpolicies | '' | ''
                    clusterroles                | rbac.authorization.k8s.io | clusterroles | '' | ''
                    events                      | ''   | events      | '' | ''
                    events.events.k8s.io        | events.k8s.io | events | '' | ''
                    pods/log                    | ''   | pods        | log | ''
                    pods/web                    | ''   | pods        | '' | web
                    sa/token                    | ''   | serviceaccounts | token | ''
                    users                       | ''   | users       | '' | ''
                    signers.certificates.k8s.io/kubernetes.io/legacy | certificates.k8s.io | signers | '' | kubernetes.io/legacy
                    *                           | ''   | *           | '' | ''
                    */scale                     | ''   | *           | scale | ''
                    *.*                         | *    | *           | '' | ''
                    gadgets                     | ''   | gadgets     | '' | ''
                    Gadgets.example.org         | example.org | Gadgets | '' | ''
                    gadgets.example.org/x       | example.org | gadgets | '' | x
                    """)
    void aWordMeansWhatItMeansToKubectl(String word, String group, String resource, String subresource, String name)
            throws UsageException {
        ResourceArgument found = NAMES.resolve(word, "", "");
        assertThat(List.of(found.group(), found.resource(), found.subresource(), found.name()))
                .isEqualTo(List.of(group, resource, subresource, name));
    }

    @Test
    void optionsDecideWhatStandsBehindTheSlash() throws UsageException {
        assertThat(NAMES.resolve("pods/log", "", "web"))
                .returns("log", ResourceArgument::subresource)
                .returns("web", ResourceArgument::name);
        assertThat(NAMES.resolve("pods/log", "exec", ""))
                .returns("exec", ResourceArgument::subresource)
                .returns("log", ResourceArgument::name);
        assertThat(NAMES.resolve("pods", "log", "web"))
                .returns("log", ResourceArgument::subresource)
                .returns("web", ResourceArgument::name);
    }

    @Test
    void theAnswerSaysHowAWordWasTaken() throws UsageException {
        assertThat(NAMES.resolve("pods/log", "", "").notes()).first().asString().contains("subresource");
        assertThat(NAMES.resolve("pods/web", "", "").notes()).first().asString().contains("taken as a name");
        assertThat(NAMES.resolve("gadgets", "", "").notes()).first().asString().contains("not known");
        assertThat(NAMES.resolve("events", "", "").notes()).first().asString().contains("events.events.k8s.io");
        assertThat(NAMES.resolve("pods", "", "").notes()).isEmpty();
        assertThat(NAMES.resolve("nodes", "", "").notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "pods/", "/healthz/"})
    void aPathIsTakenAsItIsAndHalfAWordIsAnError(String word) throws UsageException {
        if (word.startsWith("/")) {
            assertThat(NAMES.resolve(word, "", "").path()).isEqualTo(word);
        } else {
            assertThatThrownBy(() -> NAMES.resolve(word, "", "")).isInstanceOf(UsageException.class);
        }
    }
}
