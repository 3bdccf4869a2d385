package io.saaudit.catalog;

import static io.saaudit.catalog.Holdings.cluster;
import static io.saaudit.catalog.Holdings.in;
import static io.saaudit.catalog.Holdings.none;
import static io.saaudit.catalog.Holdings.url;
import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.INFO;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.Scope;
import io.saaudit.model.Severity;
import io.saaudit.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PowersTest {
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String CSR = "certificates.k8s.io";

    private static void meets(String id, Severity severity, Holdings holdings) {
        assertThat(holdings.worst(id)).as("%s; see its rows in Powers", id).isEqualTo(severity);
        assertThat(holdings.worstFound(id)).as("%s as HeldPowers finds it", id).isEqualTo(severity);
    }

    private static void misses(String id, Holdings holdings) {
        assertThat(holdings.worst(id))
                .as("%s must not be met; see its rows in Powers", id)
                .isNull();
        assertThat(holdings.worstFound(id))
                .as("%s must not be found by HeldPowers", id)
                .isNull();
    }

    @Test
    void idsRunFromSa301ToSa325InOrder() {
        List<String> ids = Catalog.powers().stream().map(Power::id).distinct().toList();
        assertThat(ids).hasSize(29).isSorted().startsWith("SA301").endsWith("SA326", "SA330", "SA332", "SA333");
    }

    @Test
    void everyRowHasATitleAndIsMetByClusterAdmin() {
        for (Power power : Catalog.powers()) {
            assertThat(power.title()).doesNotEndWith(".").isNotBlank();
            assertThat(power.cluster()).as(power.title()).isNotNull();
            meets(power.id(), worstOf(power.id()), cluster("*", "*", "*").and(url("*", "*")));
        }
    }

    @Test
    void randomHoldingsHaveThePowersThatAPlainReadingGivesThem() {
        List<String> verbs =
                List.of("get", "create", "update", "patch", "bind", "escalate", "impersonate", "*", "approve");
        List<String> groups = List.of("", "apps", RBAC, CSR, "*");
        List<String> resources = List.of(
                "pods",
                "secrets",
                "serviceaccounts",
                "users",
                "groups",
                "clusterroles",
                "roles",
                "rolebindings",
                "clusterrolebindings",
                "deployments",
                "nodes/proxy",
                "serviceaccounts/token",
                "pods/exec",
                "signers",
                "certificatesigningrequests",
                "certificatesigningrequests/approval",
                "*",
                "*/exec",
                "configmaps");
        List<String> names = List.of("", "x", "cluster-admin", "edit", "system:masters", "coredns", "kubernetes.io/*");
        List<String> ids = Catalog.powers().stream().map(Power::id).distinct().toList();
        for (long seed : Seeds.of(400)) {
            Random random = new Random(seed);
            Holdings holdings = none();
            for (int i = random.nextInt(5); i >= 0; i--) {
                Scope scope = Scope.of(List.of("", "a", "kube-system").get(random.nextInt(3)));
                holdings.and(Holdings.of(
                        scope,
                        PolicyRule.resources(
                                some(verbs, random),
                                some(groups, random),
                                some(resources, random),
                                random.nextInt(2) == 0 ? List.of() : some(names, random))));
            }
            for (String id : ids) {
                assertThat(holdings.worstFound(id))
                        .as("%s: %s of %s", Seeds.again(seed), id, holdings)
                        .isEqualTo(holdings.worst(id));
            }
        }
    }

    private static List<String> some(List<String> from, Random random) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(from.get(random.nextInt(from.size())));
        }
        return List.copyOf(some);
    }

    private static Severity worstOf(String id) {
        return Catalog.powers().stream()
                .filter(power -> power.id().equals(id))
                .map(Power::cluster)
                .max(Severity::compareTo)
                .orElseThrow();
    }

    @Test
    void nobodyHoldsAPowerByNothing() {
        for (Power power : Catalog.powers()) {
            misses(power.id(), none());
        }
    }

    @Test
    void everythingIsThreeWildcards() {
        meets("SA301", CRITICAL, cluster("*", "*", "*"));
        meets("SA301", HIGH, in("a", "*", "*", "*"));
        meets("SA301", CRITICAL, in("kube-system", "*", "*", "*"));
        misses("SA301", cluster("get,list,watch,create,update,patch,delete,deletecollection", "*", "*"));
        misses("SA301", cluster("*", "", "*"));
        misses("SA301", cluster("*", "*", "pods"));
    }

    @Test
    void everyVerbCountsOnSensitiveResources() {
        meets("SA302", HIGH, cluster("*", "", "secrets"));
        meets("SA302", MEDIUM, in("a", "*", "apps", "deployments"));
        meets("SA302", MEDIUM, in("a", "*", "", "*/exec"));
        misses("SA302", cluster("*", "", "configmaps"));
        misses("SA302", cluster("*", "example.com", "secrets"));
        misses("SA302", cluster("get,list,watch,create,update,patch,delete,deletecollection", "", "secrets"));
        misses("SA302", in("a", "*", "", "nodes"));
    }

    @Test
    void everyResourceCountsInFourGroups() {
        meets("SA303", HIGH, cluster("get", "", "*"));
        meets("SA303", MEDIUM, in("a", "create", "batch", "*"));
        meets("SA303", HIGH, cluster("delete", RBAC, "*"));
        misses("SA303", cluster("*", "example.com", "*"));
        misses("SA303", cluster("*", "apps", "deployments,daemonsets,statefulsets,replicasets"));
    }

    @Test
    void everyGroupCountsWithAnyResource() {
        meets("SA304", MEDIUM, cluster("get", "*", "pods"));
        meets("SA304", LOW, in("a", "list", "*", "widgets"));
        misses("SA304", cluster("*", "", "*"));
    }

    @Test
    void urlsCountBeyondGet() {
        meets("SA305", MEDIUM, url("post", "*"));
        meets("SA305", MEDIUM, url("get,delete", "/*"));
        meets("SA305", MEDIUM, url("*", "/*"));
        misses("SA305", url("get", "*"));
        misses("SA305", url("post", "/metrics"));
        misses("SA305", url("post", "/healthz/*"));
        misses("SA305", cluster("*", "*", "*"));
    }

    @Test
    void secretsAreReadByAnyOfThreeVerbs() {
        meets("SA306", HIGH, cluster("watch", "", "secrets"));
        meets("SA306", MEDIUM, in("a", "list", "", "secrets"));
        meets("SA306", HIGH, in("kube-system", "get", "", "secrets"));
        meets("SA306", INFO, cluster("get", "", "secrets", "tls"));
        meets("SA306", INFO, in("a", "get", "", "secrets", "tls"));
        misses("SA306", cluster("get", "", "configmaps"));
        misses("SA306", cluster("create,update,patch,delete", "", "secrets"));
        misses("SA306", cluster("get", "apps", "secrets"));
    }

    @Test
    void secretsAreWrittenByNameOrNot() {
        meets("SA307", HIGH, cluster("create", "", "secrets"));
        meets("SA307", MEDIUM, in("a", "patch", "", "secrets"));
        meets("SA307", LOW, cluster("update", "", "secrets", "tls"));
        misses("SA307", cluster("create", "", "secrets", "tls"));
        misses("SA307", cluster("get,list,delete", "", "secrets"));
    }

    @Test
    void aTokenSecretOfOneNameIsMintedByApply() {
        meets("SA307", HIGH, cluster("create,patch,get", "", "secrets", "x"));
        meets("SA307", MEDIUM, in("a", "create,patch,get", "", "secrets", "x"));
        // The answer to a second patch shows the token: no right to read is needed.
        meets("SA307", HIGH, cluster("create,patch", "", "secrets", "x").andCluster("get", "", "secrets", "y"));
        meets("SA307", LOW, cluster("patch", "", "secrets", "x").andCluster("create", "", "secrets", "y"));
    }

    @Test
    void podsAreCreatedByPostOrByApplyUnderAName() {
        meets("SA308", HIGH, cluster("create", "", "pods"));
        meets("SA308", MEDIUM, in("a", "*", "", "*"));
        meets("SA308", MEDIUM, in("a", "create,patch", "", "pods", "x"));
        misses("SA308", in("a", "create", "", "pods", "x"));
        misses("SA308", in("a", "create", "", "pods", "x").andIn("a", "patch", "", "pods", "y"));
        misses("SA308", in("a", "create", "", "pods", "x").andIn("b", "patch", "", "pods", "x"));
        misses("SA308", cluster("create", "", "pods/exec"));
        misses("SA308", cluster("create", "", "podtemplates"));
    }

    @Test
    void workloadsAreCreatedOrChanged() {
        meets("SA309", HIGH, cluster("create", "batch", "jobs"));
        meets("SA309", MEDIUM, in("a", "patch", "apps", "deployments"));
        meets("SA309", MEDIUM, cluster("update", "apps", "deployments", "web"));
        meets("SA309", LOW, in("a", "update", "batch", "cronjobs", "nightly"));
        misses("SA309", cluster("patch", "batch", "jobs"));
        misses("SA309", cluster("update", "apps", "deployments/scale"));
        misses("SA309", cluster("create", "extensions", "deployments"));
        misses("SA309", cluster("create", "apps", "deployments", "web"));
    }

    @Test
    void commandsRunByExecAndAttach() {
        meets("SA310", HIGH, cluster("create", "", "pods/exec"));
        meets("SA310", HIGH, cluster("get", "", "pods/attach"));
        meets("SA310", MEDIUM, in("a", "create", "", "*/exec"));
        meets("SA310", LOW, in("a", "create", "", "pods/exec", "db-0"));
        misses("SA310", cluster("create", "", "pods"));
        misses("SA310", cluster("get", "", "pods/*"));
        misses("SA310", cluster("list", "", "pods/exec"));
    }

    @Test
    void ephemeralContainersNeedUpdateOrPatch() {
        meets("SA311", HIGH, cluster("patch", "", "pods/ephemeralcontainers"));
        meets("SA311", MEDIUM, in("a", "update", "", "pods/ephemeralcontainers"));
        misses("SA311", cluster("get,create", "", "pods/ephemeralcontainers"));
        misses("SA311", cluster("patch", "", "pods"));
    }

    @Test
    void aWriteToAPodChangesItsImageAndNoSubresourceDoes() {
        meets("SA332", HIGH, cluster("patch", "", "pods"));
        meets("SA332", MEDIUM, in("a", "update", "", "pods"));
        meets("SA332", HIGH, in("kube-system", "update", "", "pods"));
        meets("SA332", MEDIUM, cluster("patch", "", "pods", "web-0"));
        meets("SA332", LOW, in("a", "patch", "", "pods", "web-0"));
        meets("SA332", HIGH, cluster("*", "*", "pods"));
        misses("SA332", cluster("get,list,watch,create,delete,deletecollection", "", "pods"));
        misses("SA332", cluster("update,patch", "", "pods/status,pods/resize,pods/ephemeralcontainers"));
        misses("SA332", cluster("update,patch", "", "pods/*"));
        misses("SA332", cluster("update,patch", "metrics.k8s.io", "pods"));
    }

    @Test
    void aVolumeWithAClaimAndAPodIsTheNode() {
        meets("SA323", HIGH, cluster("create", "", "persistentvolumes"));
        meets(
                "SA323",
                CRITICAL,
                cluster("create", "", "persistentvolumes,persistentvolumeclaims")
                        .andCluster("create", "apps", "daemonsets"));
        meets(
                "SA323",
                HIGH,
                cluster("create", "", "persistentvolumes").andIn("a", "create", "", "persistentvolumeclaims,pods"));
        meets("SA323", HIGH, cluster("create", "", "persistentvolumes,pods"));
        misses("SA323", in("a", "create", "", "persistentvolumes,persistentvolumeclaims,pods"));
        misses("SA323", cluster("create", "", "persistentvolumeclaims,pods"));
    }

    @Test
    void whatAControllerAppliesIsWrittenWithItsRights() {
        meets("SA333", MEDIUM, cluster("create", "kustomize.toolkit.fluxcd.io", "kustomizations"));
        meets("SA333", MEDIUM, in("a", "patch", "helm.toolkit.fluxcd.io", "helmreleases"));
        meets("SA333", LOW, cluster("update", "helm.toolkit.fluxcd.io", "helmreleases", "web"));
        meets("SA333", MEDIUM, in("a", "create", "helm.cattle.io", "helmcharts"));
        meets("SA333", MEDIUM, cluster("update", "argoproj.io", "applications"));
        meets("SA333", LOW, in("a", "update", "argoproj.io", "applicationsets"));
        misses("SA333", cluster("get,list,watch,delete", "kustomize.toolkit.fluxcd.io", "kustomizations"));
        misses("SA333", cluster("update,patch", "kustomize.toolkit.fluxcd.io", "kustomizations/status"));
        misses("SA333", cluster("create", "source.toolkit.fluxcd.io", "gitrepositories"));
        misses("SA333", cluster("create", "argoproj.io", "workflows,rollouts,appprojects"));
        misses("SA333", cluster("create", "app.k8s.io", "applications"));
    }

    @Test
    void portsAreReachedThroughTheServer() {
        meets("SA312", MEDIUM, cluster("create", "", "pods/portforward"));
        meets("SA312", LOW, in("a", "get", "", "services/proxy"));
        meets("SA312", LOW, cluster("get", "", "services/proxy", "https:web:443"));
        misses("SA312", cluster("delete", "", "pods/portforward"));
        misses("SA312", cluster("get", "", "nodes/proxy"));
    }

    @Test
    void nodesProxyIsExecEvenWithGet() {
        meets("SA313", CRITICAL, cluster("get", "", "nodes/proxy"));
        meets("SA313", HIGH, cluster("create", "", "nodes/proxy", "node-1"));
        misses("SA313", in("a", "get", "", "nodes/proxy"));
        misses("SA313", in("kube-system", "*", "*", "*"));
        misses("SA313", cluster("get", "", "nodes/metrics"));
        misses("SA313", cluster("delete", "", "nodes/proxy"));
    }

    @Test
    void nodesAreChanged() {
        meets("SA314", MEDIUM, cluster("patch", "", "nodes"));
        meets("SA314", MEDIUM, cluster("update", "", "nodes/status"));
        misses("SA314", in("a", "patch", "", "nodes"));
        misses("SA314", cluster("get,delete", "", "nodes"));
    }

    @Test
    void bindCountsAlsoOnClusterRolesThroughARoleBinding() {
        Holdings writes = in("a", "create", RBAC, "rolebindings");
        meets("SA315", HIGH, in("a", "bind", RBAC, "clusterroles").and(writes));
        meets("SA315", HIGH, in("a", "bind", RBAC, "roles").and(writes));
        meets(
                "SA315",
                HIGH,
                in("a", "bind", RBAC, "clusterroles", "cluster-admin").and(writes));
        meets("SA315", MEDIUM, in("a", "bind", RBAC, "clusterroles", "edit").and(writes));
        meets("SA315", LOW, in("a", "bind", RBAC, "clusterroles", "view").and(writes));
        misses("SA315", cluster("bind", "", "clusterroles"));
        misses("SA315", cluster("bind", RBAC, "clusterrolebindings"));
    }

    @Test
    void bindNeedsAWriteOnBindingsOfTheRole() {
        Holdings any = cluster("bind", RBAC, "clusterroles");
        meets("SA315", CRITICAL, any.and(cluster("update", RBAC, "clusterrolebindings")));
        meets("SA315", CRITICAL, cluster("bind,create", RBAC, "clusterroles,rolebindings"));
        meets(
                "SA315",
                CRITICAL,
                cluster("bind", RBAC, "clusterroles", "cluster-admin")
                        .andCluster("create", RBAC, "clusterrolebindings"));
        meets("SA315", LOW, cluster("bind", RBAC, "clusterroles"));
        meets("SA315", INFO, in("a", "bind", RBAC, "clusterroles"));
        meets("SA315", INFO, in("a", "bind", RBAC, "roles").andIn("b", "create", RBAC, "rolebindings"));
        // A ClusterRoleBinding names ClusterRoles, and asks for bind without a namespace.
        meets("SA315", LOW, cluster("bind", RBAC, "roles").andCluster("create", RBAC, "clusterrolebindings"));
        meets("SA315", INFO, in("a", "bind", RBAC, "clusterroles").andCluster("create", RBAC, "clusterrolebindings"));
        misses("SA315", cluster("create,update,patch", RBAC, "clusterrolebindings,rolebindings"));
    }

    @Test
    void escalateNeedsAWriteOnTheSameKindOfRole() {
        meets("SA316", CRITICAL, cluster("escalate,update", RBAC, "clusterroles"));
        meets("SA316", HIGH, cluster("escalate,create", RBAC, "clusterroles"));
        meets("SA316", MEDIUM, cluster("escalate,create", RBAC, "roles"));
        meets("SA316", HIGH, in("a", "escalate,patch", RBAC, "roles"));
        meets("SA316", HIGH, cluster("escalate,patch", RBAC, "clusterroles", "x"));
        meets("SA316", LOW, cluster("escalate", RBAC, "clusterroles"));
        meets("SA316", LOW, cluster("escalate", RBAC, "clusterroles").andCluster("update", RBAC, "roles"));
        meets("SA316", INFO, in("a", "escalate", RBAC, "roles"));
        misses("SA316", cluster("update,patch,create", RBAC, "clusterroles"));
        misses("SA316", cluster("escalate", RBAC, "clusterroles", "x").andCluster("create", RBAC, "clusterroles"));
        misses("SA316", cluster("escalate", RBAC, "roles", "x").andCluster("update", RBAC, "roles", "y"));
        misses("SA316", in("a", "escalate,update", RBAC, "clusterroles"));
    }

    @Test
    void writingBindingsPassesOnWhatIsHeld() {
        meets("SA317", MEDIUM, cluster("create", RBAC, "rolebindings"));
        meets("SA317", MEDIUM, cluster("create", RBAC, "clusterrolebindings"));
        meets("SA317", LOW, in("a", "patch", RBAC, "rolebindings"));
        // With bind it is SA315, whose binding is the one to change.
        meets("SA317", MEDIUM, cluster("create", RBAC, "clusterrolebindings").andCluster("bind", RBAC, "clusterroles"));
        misses("SA317", in("a", "create", RBAC, "clusterrolebindings"));
        misses("SA317", cluster("delete,get", RBAC, "rolebindings"));
    }

    @Test
    void impersonationIsWorthWhatItsTargetIs() {
        meets("SA318", CRITICAL, cluster("impersonate", "", "serviceaccounts"));
        meets("SA318", HIGH, in("a", "impersonate", "", "serviceaccounts"));
        meets("SA318", LOW, in("a", "impersonate", "", "serviceaccounts", "builder"));
        meets("SA318", CRITICAL, cluster("impersonate", "", "users"));
        meets("SA318", MEDIUM, cluster("impersonate", "", "users", "jane"));
        misses("SA318", in("a", "impersonate", "", "users"));
        misses("SA318", cluster("impersonate", "authentication.k8s.io", "users"));
        misses("SA318", cluster("get", "", "users"));
    }

    @Test
    void groupsAreImpersonatedOnlyBesideAUserOrAccount() {
        misses("SA318", cluster("impersonate", "", "groups"));
        misses("SA318", cluster("impersonate", "authentication.k8s.io", "uids,userextras/scopes"));
        meets("SA318", CRITICAL, cluster("impersonate", "", "groups").andCluster("impersonate", "", "users", "jane"));
        meets(
                "SA318",
                CRITICAL,
                cluster("impersonate", "", "groups", "system:masters")
                        .andIn("a", "impersonate", "", "serviceaccounts", "x"));
        meets(
                "SA318",
                MEDIUM,
                cluster("impersonate", "", "groups", "dev").andCluster("impersonate", "", "users", "jane"));
        meets("SA318", HIGH, in("a", "impersonate", "*", "*"));
    }

    @Test
    void constrainedImpersonationNeedsBothGrants() {
        String auth = "authentication.k8s.io";
        Holdings both =
                cluster("impersonate:user-info", auth, "users").andCluster("impersonate-on:user-info:list", "", "pods");
        meets("SA318", HIGH, both);
        meets(
                "SA318",
                MEDIUM,
                cluster("impersonate:user-info", auth, "users")
                        .andIn("a", "impersonate-on:user-info:list", "", "pods"));
        meets(
                "SA318",
                HIGH,
                cluster("impersonate:associated-node", auth, "nodes", "*")
                        .andCluster("impersonate-on:associated-node:get", "", "pods"));
        misses("SA318", cluster("impersonate:user-info", auth, "users"));
        misses("SA318", cluster("impersonate-on:user-info:list", "", "pods"));
        misses(
                "SA318",
                cluster("impersonate:user-info", auth, "users")
                        .andCluster("impersonate-on:serviceaccount:list", "", "pods"));
    }

    @Test
    void tokensAreCreatedByNameToo() {
        meets("SA319", CRITICAL, cluster("create", "", "serviceaccounts/token"));
        meets("SA319", HIGH, in("a", "create", "", "serviceaccounts/token"));
        meets("SA319", LOW, in("a", "create", "", "serviceaccounts/token", "builder"));
        misses("SA319", cluster("create", "", "serviceaccounts"));
        misses("SA319", cluster("get", "", "serviceaccounts/token"));
        misses("SA319", cluster("create", "authentication.k8s.io", "serviceaccounts/token"));
    }

    @Test
    void accountsAreWrittenAndPutToUse() {
        meets("SA320", LOW, cluster("create", "", "serviceaccounts"));
        meets("SA320", MEDIUM, cluster("create", "", "serviceaccounts,pods"));
        meets("SA320", LOW, in("a", "update", "", "serviceaccounts").andIn("a", "bind", RBAC, "roles"));
        meets("SA320", INFO, in("a", "update", "", "serviceaccounts").andIn("b", "create", "", "pods"));
        misses("SA320", cluster("get,delete", "", "serviceaccounts"));
        misses("SA320", cluster("create", "", "serviceaccounts", "x"));
    }

    @Test
    void aClientCertificateNeedsAllThreeParts() {
        Holdings all = cluster("create", CSR, "certificatesigningrequests")
                .andCluster("update", CSR, "certificatesigningrequests/approval", "mine");
        meets("SA321", INFO, all);
        meets("SA321", INFO, all.andCluster("approve", CSR, "signers", "kubernetes.io/kubelet-serving"));
        meets("SA321", CRITICAL, all.andCluster("approve", CSR, "signers", "kubernetes.io/*"));
        meets(
                "SA321",
                INFO,
                cluster("create", CSR, "certificatesigningrequests").andCluster("approve", CSR, "signers"));
        meets(
                "SA321",
                LOW,
                cluster("update", CSR, "certificatesigningrequests/approval").andCluster("approve", CSR, "signers"));
        misses("SA321", cluster("create", CSR, "certificatesigningrequests"));
        misses("SA321", cluster("update", CSR, "certificatesigningrequests/approval"));
        misses("SA321", cluster("approve", CSR, "signers"));
        misses("SA321", cluster("create,update", CSR, "certificatesigningrequests/status,signers"));
    }

    @Test
    void aNodeIsCertifiedByApprovalOrByItself() {
        meets(
                "SA321",
                HIGH,
                cluster("create", CSR, "certificatesigningrequests")
                        .andCluster("patch", CSR, "certificatesigningrequests/approval")
                        .andCluster("approve", CSR, "signers", "kubernetes.io/kube-apiserver-client-kubelet"));
        Holdings asks = cluster("create", CSR, "certificatesigningrequests,certificatesigningrequests/nodeclient");
        misses("SA321", asks);
        meets("SA321", HIGH, asks.andCluster("get", CSR, "certificatesigningrequests", "mine"));
        misses(
                "SA321",
                cluster("create,get", CSR, "certificatesigningrequests,certificatesigningrequests/selfnodeclient"));
    }

    @Test
    void admissionIsWritten() {
        String group = "admissionregistration.k8s.io";
        meets("SA322", HIGH, cluster("create", group, "validatingwebhookconfigurations"));
        meets("SA322", HIGH, cluster("patch", group, "mutatingwebhookconfigurations"));
        meets("SA322", MEDIUM, cluster("delete", group, "validatingwebhookconfigurations"));
        meets("SA322", MEDIUM, cluster("patch", group, "mutatingwebhookconfigurations", "own"));
        meets("SA322", HIGH, cluster("update", group, "mutatingadmissionpolicies"));
        meets("SA322", HIGH, cluster("create", group, "mutatingadmissionpolicies,mutatingadmissionpolicybindings"));
        meets("SA322", MEDIUM, cluster("create", group, "mutatingadmissionpolicybindings"));
        meets("SA322", MEDIUM, cluster("update", group, "validatingadmissionpolicies"));
        meets("SA322", LOW, cluster("create", group, "validatingadmissionpolicybindings"));
        misses("SA322", cluster("create", group, "mutatingadmissionpolicies"));
        misses("SA322", cluster("create", group, "validatingadmissionpolicies"));
        misses("SA322", in("kube-system", "*", group, "*"));
        misses("SA322", cluster("get,list,watch", group, "*"));
    }

    @Test
    void persistentVolumesAreCreatedClusterWide() {
        meets("SA323", HIGH, cluster("create", "", "persistentvolumes"));
        misses("SA323", in("a", "create", "", "persistentvolumes"));
        misses("SA323", cluster("create", "", "persistentvolumeclaims"));
        misses("SA323", cluster("update", "", "persistentvolumes"));
    }

    @Test
    void aNamespaceIsChangedThroughItsOwnRoleBinding() {
        meets("SA324", MEDIUM, cluster("patch", "", "namespaces"));
        meets("SA324", LOW, in("a", "update", "", "namespaces"));
        meets("SA324", LOW, cluster("update", "", "namespaces", "a"));
        // Both subresources store labels.
        meets("SA324", MEDIUM, cluster("update", "", "namespaces/status"));
        meets("SA324", LOW, in("a", "update", "", "namespaces/finalize"));
        meets("SA324", LOW, in("a", "patch", "", "namespaces", "a"));
        misses("SA324", in("a", "patch", "", "namespaces", "b"));
        misses("SA324", cluster("create,delete", "", "namespaces"));
        misses("SA324", cluster("get,create", "", "namespaces/status"));
    }

    @Test
    void podSecurityIsLiftedByWhoMayAlsoMakePods() {
        meets("SA330", MEDIUM, in("a", "patch", "", "namespaces").andIn("a", "create", "", "pods"));
        meets("SA330", HIGH, cluster("patch", "", "namespaces").andCluster("create", "apps", "deployments"));
        misses("SA330", in("a", "patch", "", "namespaces").andIn("b", "create", "", "pods"));
        misses("SA330", in("a", "get", "", "namespaces").andIn("a", "create", "", "pods"));
        misses("SA330", in("a", "patch", "", "namespaces").andIn("a", "update", "batch", "jobs"));
    }

    @Test
    void secretsAreReadInTheAnswersToWrites() {
        meets("SA326", HIGH, cluster("delete", "", "secrets"));
        meets("SA326", HIGH, cluster("patch", "", "secrets"));
        meets("SA326", MEDIUM, in("a", "deletecollection", "", "secrets"));
        meets("SA326", INFO, cluster("patch", "", "secrets", "x"));
        misses("SA326", cluster("create,update", "", "secrets"));
        misses("SA326", cluster("deletecollection", "", "secrets", "x"));
    }

    @Test
    void versionsOfKubernetesDifferInWhatAWebsocketAndImpersonationTake() {
        KubeVersion before = new KubeVersion(34);
        KubeVersion from = new KubeVersion(35);
        assertThat(titles(before)).anyMatch(t -> t.startsWith("run commands in Pods over a websocket"));
        assertThat(titles(from)).noneMatch(t -> t.contains("websocket"));
        assertThat(titles(from)).contains("run commands in Pods").noneMatch(t -> t.contains("constrained"));
        assertThat(titles(KubeVersion.NEWEST)).anyMatch(t -> t.contains("constrained"));
        assertThat(Catalog.powers()).containsAll(Catalog.powers(before)).containsAll(Catalog.powers(from));
    }

    private static List<String> titles(KubeVersion version) {
        return Catalog.powers(version).stream().map(Power::title).toList();
    }

    @Test
    void systemConfigurationIsChangedInKubeSystemOnly() {
        String coordination = "coordination.k8s.io";
        meets("SA325", MEDIUM, cluster("update", "", "configmaps"));
        meets("SA325", MEDIUM, in("kube-system", "patch", "", "configmaps", "coredns"));
        meets("SA325", INFO, in("kube-system", "patch", "", "configmaps", "my-leader"));
        meets("SA325", MEDIUM, in("kube-system", "update", coordination, "leases"));
        meets("SA325", INFO, in("kube-system", "update", coordination, "leases", "my-leader"));
        misses("SA325", in("a", "patch", "", "configmaps"));
        misses("SA325", in("a", "update", coordination, "leases"));
        misses("SA325", in("kube-system", "create", "", "configmaps"));
    }

    @Test
    void apiServicesConversionAndEventsCountEverywhereTheyCan() {
        meets("SA325", MEDIUM, cluster("create", "apiregistration.k8s.io", "apiservices"));
        meets("SA325", MEDIUM, cluster("patch", "apiextensions.k8s.io", "customresourcedefinitions"));
        meets("SA325", MEDIUM, cluster("deletecollection", "events.k8s.io", "events"));
        meets("SA325", LOW, in("a", "delete", "", "events"));
        misses("SA325", cluster("create,patch", "", "events"));
        misses("SA325", cluster("create", "apiextensions.k8s.io", "customresourcedefinitions"));
        misses("SA325", in("a", "*", "apiregistration.k8s.io", "apiservices"));
    }
}
