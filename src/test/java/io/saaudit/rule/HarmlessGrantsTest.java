package io.saaudit.rule;

import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.in;
import static io.saaudit.rule.RbacYaml.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks dangerous and is not, each tried against a live API server; and what looks harmless and is not. */
class HarmlessGrantsTest {
    private static List<Finding> found(String... manifests) {
        return Audits.findings(Audits.of(manifests)).stream()
                .filter(f -> f.rule().startsWith("SA3"))
                .toList();
    }

    private static List<String> rules(String... manifests) {
        return found(manifests).stream().map(Finding::rule).sorted().toList();
    }

    private static Severity worst(String... manifests) {
        return found(manifests).stream()
                .map(Finding::severity)
                .max(Severity::compareTo)
                .orElse(null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a POST carries no name
                "create :secrets tls",
                "create :pods x",
                "deletecollection :secrets tls",
                // the template of a Job cannot be changed
                "update,patch batch:jobs",
                // what is asked for on the Pod itself is not given with a subresource
                "update,patch :pods/status,pods/resize",
                "delete,deletecollection :pods",
                "update apps:deployments/scale",
                "update,patch apps:controllerrevisions",
                "create,update :podtemplates",
                "update,patch autoscaling:horizontalpodautoscalers",
                "* policy:poddisruptionbudgets",
                // a policy that no binding puts in force
                "create admissionregistration.k8s.io:validatingadmissionpolicies",
                "create admissionregistration.k8s.io:mutatingadmissionpolicies",
                // asked for with PUT or PATCH only
                "create,get :pods/ephemeralcontainers",
                // refused without a user name, or asked about in the other group
                "impersonate :groups",
                "impersonate authentication.k8s.io:uids,userextras/scopes",
                "impersonate authentication.k8s.io:users,serviceaccounts",
                // names only, since 1.24
                "get,list,watch :serviceaccounts",
                // no certificate without approval
                "create,get certificates.k8s.io:certificatesigningrequests",
                "approve certificates.k8s.io:signers",
                "sign,update certificates.k8s.io:signers,certificatesigningrequests/status",
                // read only
                "get,list,watch :nodes",
                "get :nodes/metrics,nodes/stats,nodes/log,nodes/pods,nodes/healthz,nodes/configz",
                // literal, and match nothing
                "* :pods/*",
                "* apps:deployments/*",
                "get *:pods/*,*/*",
                "get :secret,Secrets",
                "get core:secrets",
                // no identity
                "create authentication.k8s.io:tokenreviews",
                "create authorization.k8s.io:subjectaccessreviews",
                "create,patch :events",
                "* :resourcequotas,limitranges",
                // takes rights away and gives none
                "delete rbac:rolebindings,clusterrolebindings,roles",
                // what is not held cannot be written
                "create,update rbac:roles,clusterroles",
                "get,list,watch rbac:roles,clusterroles,rolebindings,clusterrolebindings",
                "update,patch,get :serviceaccounts/token",
                "get /metrics",
                "get *",
                "create :persistentvolumeclaims",
                "update :persistentvolumes",
                "create,delete :namespaces",
            })
    void isQuiet(String rule) {
        assertThat(rules(wide(rule))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get :nodes/proxy",
                "patch :nodes",
                "create :persistentvolumes",
                "impersonate :users,groups",
                "* admissionregistration.k8s.io:mutatingwebhookconfigurations",
                "* certificates.k8s.io:certificatesigningrequests,certificatesigningrequests/approval,signers",
                "escalate,update rbac:clusterroles",
                "create rbac:clusterrolebindings",
                "* apiregistration.k8s.io:apiservices",
                "* apiextensions.k8s.io:customresourcedefinitions",
                "post *",
                "impersonate *:users,groups",
                "list *:nodes,persistentvolumes",
                "create *:namespaces",
            })
    void clusterScopedResourcesThroughARoleBindingAreADeadLetter(String rule) {
        assertThat(rules(clusterRole("r", rule), binding("kube-system", "ClusterRole", "r", "ns-1/app")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update,patch :configmaps",
                "* :configmaps",
                "* coordination.k8s.io:leases",
                "create,update coordination.k8s.io:leases",
            })
    void configurationAndLeasesOutsideKubeSystemAreOrdinary(String rule) {
        assertThat(rules(in("ns-1", rule))).isEmpty();
    }

    @Test
    void theWildcardsOfAnOperatorOnItsOwnResourcesAreOrdinary() {
        assertThat(rules(wide("* example.com:*", "* example.com:secrets,widgets/status")))
                .isEmpty();
    }

    @Test
    void bindOnBindingsIsInert() {
        assertThat(rules(wide("bind rbac:rolebindings,clusterrolebindings"))).containsExactly("SA331");
    }

    @Test
    void bindOrEscalateAloneIsLow() {
        assertThat(worst(wide("bind rbac:clusterroles"))).isEqualTo(LOW);
        assertThat(worst(wide("escalate rbac:clusterroles"))).isEqualTo(LOW);
    }

    @Test
    void writingRolesAndBindingsOnlySpreadsWhatIsHeld() {
        assertThat(rules(wide("create,update rbac:roles,rolebindings"))).containsExactly("SA317");
        assertThat(worst(wide("create,update rbac:roles,rolebindings"))).isEqualTo(MEDIUM);
    }

    @Test
    void aTokenOfOnesOwnAccountIsNoGain() {
        assertThat(worst(in("ns-1", "create :serviceaccounts/token app"))).isEqualTo(INFO);
    }

    @Test
    void aLeaseOrConfigMapByNameInKubeSystemIsInfo() {
        assertThat(worst(in("kube-system", "update coordination.k8s.io:leases app-leader")))
                .isEqualTo(INFO);
        assertThat(worst(in("kube-system", "patch :configmaps app-leader"))).isEqualTo(INFO);
    }

    @Test
    void untouchedBuiltInObjectsAreQuietAndWhatIsAddedIsNot() {
        String role = clusterRole("system:controller:job-controller", "create,delete :pods", "get :secrets")
                .replace("name: system:controller:job-controller", "name: 'system:controller:job-controller'");
        String bound = clusterBinding("system:controller:job-controller", "kube-system/job-controller")
                .replace("{name: system:controller:job-controller}", "{name: 'system:controller:job-controller'}");
        assertThat(rules(role, bound))
                .as("creating pods is its own; that reading Secrets was added to the role SA701 tells")
                .isEmpty();
        assertThat(rules(role.replace("get'], apiGroups: ['']", "get'], apiGroups: ['x']"), bound))
                .isEmpty();
        assertThat(rules(bound.replace("subjects:", "subjects:\n- {kind: ServiceAccount, name: x, namespace: ns-1}")))
                .as("an added subject")
                .contains("SA308");
        assertThat(rules(
                        role.replace("job-controller", "my-controller"),
                        bound.replace("job-controller", "my-controller")))
                .as("a prefix proves nothing")
                .containsExactly("SA306", "SA308");
    }

    @Test
    void aLabelThatMarksBuiltInObjectsProvesNothing() {
        String role = clusterRole("r", "get :secrets")
                .replace("{name: r}", "{name: r, labels: {kubernetes.io/bootstrapping: rbac-defaults}}");
        String bound = clusterBinding("r", "ns-1/app")
                .replace("{name: r}", "{name: r, labels: {kubernetes.io/bootstrapping: rbac-defaults}}");
        assertThat(rules(role, bound)).containsExactly("SA306");
    }

    @Test
    void whatLooksHarmlessAndIsNot() {
        assertThat(rules(wide("list :secrets"))).as("list shows contents").containsExactly("SA306");
        assertThat(rules(wide("delete :secrets"))).as("so does a delete").containsExactly("SA326");
        assertThat(rules(wide("update :namespaces/status"))).as("labels too").containsExactly("SA324");
        assertThat(rules(wide("update :namespaces/finalize"))).as("labels too").containsExactly("SA324");
        assertThat(rules(wide("get :nodes/proxy"))).as("a websocket").containsExactly("SA313");
        assertThat(rules(wide("create,patch :pods x"))).as("apply creates").containsExactly("SA308");
        assertThat(rules(wide("patch :pods"))).as("another image").containsExactly("SA332");
        assertThat(rules(wide("create :serviceaccounts/token x")))
                .as("the URL has the name")
                .containsExactly("SA319");
        assertThat(rules(in("ns-1", "bind,create rbac:clusterroles,rolebindings")))
                .as("bind is asked in the namespace")
                .containsExactly("SA315");
    }
}
