package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.account;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.testing.Audits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SA401 to SA407: whom a binding names, what is the cluster's own, and which rule tells it. */
class BindingRulesTest {
    /** Rules that tell of permissions of whom a binding names. */
    static List<String> tellers(String... manifests) {
        return Audits.findings(Audits.of(manifests)).stream()
                .map(Finding::rule)
                .filter(rule -> rule.startsWith("SA3") || rule.startsWith("SA40") || rule.equals("SA101"))
                .sorted()
                .toList();
    }

    static Finding only(String rule, String... manifests) {
        List<Finding> found = Scan.of(Audits.of(manifests), Selection.ALL.withRules(List.of(rule)))
                .findings();
        assertThat(found).as("findings of %s", rule).hasSize(1);
        return found.get(0);
    }

    private static List<Finding> found(String rule, String... manifests) {
        return Scan.of(Audits.of(manifests), Selection.ALL.withRules(List.of(rule)))
                .findings();
    }

    private static String clusterBinding(String name, String role, String... subjects) {
        return RbacYaml.clusterBinding(role, subjects)
                .replace("metadata: {name: " + role + "}", "metadata: {name: '" + name + "'}");
    }

    @ParameterizedTest
    @CsvSource({
        "user:system:anonymous, SA401",
        "group:system:unauthenticated, SA401",
        "group:system:authenticated, SA402",
        "group:system:serviceaccounts, SA403",
        "group:system:serviceaccounts:ns-1, SA404",
        "group:system:masters, SA405",
        "group:system:nodes, SA405",
        "group:system:bootstrappers, SA405",
        "group:system:bootstrappers:mine, SA405",
        "group:kubeadm:cluster-admins, SA405",
        "ns-1/default, SA101",
        "user:system:serviceaccount:ns-1:default, SA101",
        "ns-1/app, SA406",
        "user:system:serviceaccount:ns-1:app, SA406",
    })
    void oneRuleTellsOfClusterAdminWhoeverHasIt(String subject, String rule) {
        assertThat(tellers(clusterBinding("mine", "cluster-admin", subject))).containsExactly(rule);
        assertThat(only(rule, clusterBinding("mine", "cluster-admin", subject)).severity())
                .isEqualTo(CRITICAL);
    }

    @ParameterizedTest
    @CsvSource({
        "user:jane",
        "group:admins",
        "group:system:serviceaccount:ns-1:app",
        "group:system:serviceaccounts:NAMESPACE",
        "user:system:serviceaccounts",
        "group:system:anonymous",
        "group:system:bootstrapper",
    })
    void peopleAndNamesThatNobodyHasAreNobodysConcern(String subject) {
        assertThat(tellers(RbacYaml.clusterBinding("cluster-admin", subject))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "group:system:unauthenticated, SA401, CRITICAL",
        "group:system:authenticated, SA402, HIGH",
        "group:system:serviceaccounts, SA403, HIGH",
        "group:system:serviceaccounts:ns-1, SA404, MEDIUM",
        "group:system:nodes, SA405, HIGH",
    })
    void theSeverityIsAtLeastTheUsualOne(String subject, String rule, Severity severity) {
        assertThat(only(rule, clusterRole("r", "create :configmaps"), RbacYaml.clusterBinding("r", subject))
                        .severity())
                .isEqualTo(severity);
        assertThat(only(rule, clusterRole("r", "create :nodes/proxy"), RbacYaml.clusterBinding("r", subject))
                        .severity())
                .isEqualTo(CRITICAL);
    }

    @ParameterizedTest
    @CsvSource({
        // the group, its rule, in the whole cluster, in a namespace, of named objects, Secrets in the whole cluster
        "group:system:authenticated, SA402, MEDIUM, LOW, LOW, HIGH",
        "group:system:serviceaccounts, SA403, MEDIUM, LOW, LOW, HIGH",
        "group:system:serviceaccounts:ns-1, SA404, LOW, LOW, LOW, HIGH",
    })
    void readingIsAsBadAsWhatIsRead(
            String group, String rule, Severity wide, Severity namespaced, Severity named, Severity secrets) {
        String bound = RbacYaml.clusterBinding("r", group);
        assertThat(only(rule, clusterRole("r", "get,list,watch :nodes", "get /metrics"), bound)
                        .severity())
                .as("in the whole cluster")
                .isEqualTo(wide);
        assertThat(only(rule, role("ns-1", "r", "get,list :events"), binding("ns-1", "Role", "r", group))
                        .severity())
                .as("in a namespace")
                .isEqualTo(namespaced);
        assertThat(only(rule, clusterRole("r", "get :configmaps info"), bound).severity())
                .as("named objects")
                .isEqualTo(named);
        assertThat(only(rule, clusterRole("r", "get,list :events", "list :secrets"), bound)
                        .severity())
                .as("Secrets are among it")
                .isEqualTo(secrets);
        assertThat(only(rule, clusterRole("r", "get,list :events", "patch :events"), bound)
                        .severity())
                .as("a write is among it")
                .isEqualTo(rule.equals("SA404") ? MEDIUM : HIGH);
    }

    @ParameterizedTest
    @CsvSource({
        "system:public-info-viewer, system:public-info-viewer, group:system:unauthenticated",
        "system:public-info-viewer, system:public-info-viewer, group:system:authenticated",
        "system:basic-user, system:basic-user, group:system:authenticated",
        "system:discovery, system:discovery, group:system:authenticated",
        "system:service-account-issuer-discovery, system:service-account-issuer-discovery, group:system:serviceaccounts",
        "cluster-admin, cluster-admin, group:system:masters",
        "kubeadm:cluster-admins, cluster-admin, group:kubeadm:cluster-admins",
        "kubeadm:kubelet-bootstrap, system:node-bootstrapper, group:system:bootstrappers:kubeadm:default-node-token",
        "system:kube-dns, system:kube-dns, kube-system/kube-dns",
    })
    void whatTheServerAndKubeadmBindIsQuiet(String name, String role, String subject) {
        assertThat(tellers(clusterBinding(name, role, subject))).isEmpty();
    }

    @Test
    void aNameAloneProvesNothing() {
        assertThat(tellers(clusterBinding("system:discovery", "cluster-admin", "group:system:authenticated")))
                .as("another role under a name of the server's own")
                .containsExactly("SA402");
        assertThat(tellers(clusterBinding("kubeadm:cluster-admins", "cluster-admin", "group:system:nodes")))
                .as("another subject under kubeadm's name")
                .containsExactly("SA405");
        String info = "kubeadm:bootstrap-signer-clusterinfo";
        String bound = binding("kube-public", "Role", info, "user:system:anonymous")
                .replace("{name: " + info, "{name: '" + info + "'");
        assertThat(tellers(
                        role("kube-public", info, "get :configmaps cluster-info")
                                .replace("{name: " + info, "{name: '" + info + "'"),
                        bound))
                .isEmpty();
        assertThat(tellers(
                        role("kube-public", info, "get :configmaps").replace("{name: " + info, "{name: '" + info + "'"),
                        bound))
                .as("kubeadm gives one ConfigMap alone")
                .containsExactly("SA401");
    }

    @Test
    void everybodyMayHaveWhatEverybodyHas() {
        assertThat(found("SA402", clusterBinding("mine", "system:discovery", "group:system:authenticated")))
                .isEmpty();
        assertThat(found("SA403", clusterBinding("mine", "system:basic-user", "group:system:serviceaccounts")))
                .isEmpty();
        assertThat(only("SA401", clusterBinding("mine", "system:public-info-viewer", "user:system:anonymous"))
                        .severity())
                .isEqualTo(INFO);
        assertThat(only("SA401", clusterBinding("mine", "system:discovery", "user:system:anonymous"))
                        .severity())
                .as("discovery is more than public information")
                .isEqualTo(CRITICAL);
    }

    @Test
    void thePublicKeysOfTokensArePublic() {
        assertThat(only(
                                "SA401",
                                clusterBinding(
                                        "mine",
                                        "system:service-account-issuer-discovery",
                                        "group:system:unauthenticated"))
                        .severity())
                .isEqualTo(INFO);
    }

    @Test
    void namedObjectsThatAreShownToAllAreMeantToBe() {
        String[] named = {
            role("ns-1", "r", "get :configmaps info"), binding("ns-1", "Role", "r", "group:system:authenticated")
        };
        assertThat(only("SA402", named).severity()).isEqualTo(LOW);
        assertThat(only("SA402", role("ns-1", "r", "update :configmaps info"), named[1])
                        .severity())
                .isEqualTo(HIGH);
    }

    @Test
    void kubeletsMayGetCertificates() {
        String role = clusterRole(
                "r",
                "create certificates.k8s.io:certificatesigningrequests/selfnodeclient,certificatesigningrequests/selfnodeserver");
        assertThat(tellers(role, RbacYaml.clusterBinding("r", "group:system:nodes")))
                .isEmpty();
        assertThat(tellers(clusterBinding("mine", "system:node-bootstrapper", "group:system:bootstrappers")))
                .isEmpty();
        assertThat(tellers(role, RbacYaml.clusterBinding("r", "group:system:masters")))
                .containsExactly("SA405");
    }

    @Test
    void rulesWithoutEffectAreNoFindingOfAGroup() {
        assertThat(found(
                        "SA403",
                        role("ns-1", "r", "list :nodes"),
                        binding("ns-1", "Role", "r", "group:system:serviceaccounts")))
                .isEmpty();
        assertThat(only(
                                "SA401",
                                role("ns-1", "r", "list :nodes"),
                                binding("ns-1", "Role", "r", "user:system:anonymous"))
                        .severity())
                .isEqualTo(INFO);
    }

    @Test
    void aRoleThatWasNotReadIsALevelLower() {
        assertThat(only("SA403", RbacYaml.clusterBinding("elsewhere", "group:system:serviceaccounts"))
                        .severity())
                .isEqualTo(MEDIUM);
        assertThat(only("SA401", RbacYaml.clusterBinding("elsewhere", "user:system:anonymous"))
                        .severity())
                .isEqualTo(HIGH);
    }

    @Test
    void pullingImagesIsGivenToWholeNamespacesOnOpenShift() {
        String group = "group:system:serviceaccounts:ns-2";
        String bound = binding("ns-1", "ClusterRole", "system:image-puller", group)
                .replace("{name: system:image-puller", "{name: puller");
        assertThat(found("SA404", bound)).as("the role is OpenShift's own").isEmpty();
        assertThat(found(
                        "SA404",
                        role("ns-1", "pull", "get image.openshift.io:imagestreams/layers"),
                        binding("ns-1", "Role", "pull", group)))
                .isEmpty();
        assertThat(found(
                        "SA404",
                        role("ns-1", "pull", "get,update image.openshift.io:imagestreams/layers"),
                        binding("ns-1", "Role", "pull", group)))
                .hasSize(1);
    }

    @Test
    void theAccountsOfAnotherNamespaceAreSaidToBe() {
        Finding finding = only(
                "SA404",
                role("ns-1", "r", "get :configmaps"),
                account("ns-2", "a"),
                binding("ns-1", "Role", "r", "group:system:serviceaccounts:ns-2"));
        assertThat(finding.subjects()).containsExactly("group:system:serviceaccounts:ns-2");
        assertThat(finding.message()).isEqualTo("RoleBinding ns-1/r: every account of ns-2 may get configmaps in ns-1");
        assertThat(finding.evidence())
                .extracting(Evidence::what)
                .contains("these come from another namespace than ns-1")
                .anyMatch(what -> what.startsWith("these are 2 accounts in sight"));
    }

    @Test
    void clusterAdminIsToldByWhatItGives() {
        assertThat(tellers(clusterRole("boss", "* *:*", "* *"), RbacYaml.clusterBinding("boss", "ns-1/app")))
                .containsExactly("SA406");
        assertThat(tellers(clusterRole("boss", "* *:*"), RbacYaml.clusterBinding("boss", "ns-1/app")))
                .as("without URLs it is less")
                .containsExactly("SA301");
        assertThat(tellers(
                        role("ns-1", "cluster-admin", "get :configmaps"),
                        binding("ns-1", "Role", "cluster-admin", "ns-1/app")))
                .as("a Role of that name is none")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ns-1, cluster-admin, HIGH",
        "ns-1, admin, MEDIUM",
        "ns-1, edit, LOW",
        "kube-system, cluster-admin, CRITICAL",
        "kube-system, admin, CRITICAL",
        "kube-system, edit, CRITICAL",
    })
    void adminInANamespaceIsToldOnce(String namespace, String role, Severity severity) {
        String bound = binding(namespace, "ClusterRole", role, namespace + "/app");
        assertThat(tellers(bound)).containsExactly("SA407");
        assertThat(only("SA407", bound).severity()).isEqualTo(severity);
    }

    @Test
    void otherRolesInANamespaceAreNotAdmin() {
        assertThat(tellers(binding("ns-1", "ClusterRole", "view", "ns-1/app"))).isEmpty();
        assertThat(tellers(role("ns-1", "admin", "get :configmaps"), binding("ns-1", "Role", "admin", "ns-1/app")))
                .isEmpty();
        assertThat(tellers(RbacYaml.clusterBinding("edit", "ns-1/app")))
                .as("in the whole cluster the rules about permissions tell")
                .doesNotContain("SA407")
                .contains("SA306");
        assertThat(only("SA407", clusterRole("all", "* *:*", "* *"), binding("ns-1", "ClusterRole", "all", "ns-1/app"))
                        .severity())
                .isEqualTo(HIGH);
    }

    @Test
    void severalAccountsAreOneFinding() {
        Finding finding = only("SA406", RbacYaml.clusterBinding("cluster-admin", "ns-1/b", "ns-1/a", "user:jane"));
        assertThat(finding.account()).isEqualTo("ns-1/a");
        assertThat(finding.subjects()).containsExactly("system:serviceaccount:ns-1:a", "system:serviceaccount:ns-1:b");
        assertThat(finding.fix().text()).contains("name: jane").doesNotContain("name: a");
    }
}
