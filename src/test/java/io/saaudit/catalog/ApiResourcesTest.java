package io.saaudit.catalog;

import static io.saaudit.testing.Tree.flag;
import static io.saaudit.testing.Tree.string;
import static io.saaudit.testing.Tree.strings;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.ApiResource;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Power;
import io.saaudit.model.Power.Atom;
import io.saaudit.model.RemovedResource;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.testing.Json;
import io.saaudit.testing.Shared;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiResourcesTest {
    private static final Map<String, ApiResource> BY_NAME = new HashMap<>();

    static {
        Catalog.apiResources().forEach(r -> BY_NAME.put(r.group() + "/" + r.resource(), r));
    }

    @Test
    void everyListedResourceIsThereWithScopeVerbsAndSubresources() {
        List<?> listed = (List<?>) Json.file(Shared.path("kubernetes/server-1.36/api-resources.json"))
                .get(0);
        assertThat(listed).hasSizeGreaterThan(100);
        for (Object entry : listed) {
            String name = string(entry, "resource");
            int slash = name.indexOf('/');
            if (slash < 0) {
                ApiResource found = BY_NAME.get(string(entry, "group") + "/" + name);
                assertThat(found).as("%s", entry).isNotNull();
                assertThat(found.kind()).isEqualTo(string(entry, "kind"));
                assertThat(found.namespaced()).as("scope of %s", name).isEqualTo(flag(entry, "namespaced"));
                assertThat(found.verbs()).as("verbs of %s", name).isEqualTo(Set.copyOf(strings(entry, "verbs")));
            } else {
                String group = ApiResourceWriter.owner(listed, entry);
                ApiResource found = BY_NAME.get(group + "/" + name.substring(0, slash));
                assertThat(found.subresources()).as("%s in %s", name, group).contains(name.substring(slash + 1));
                assertThat(found.namespaced()).as("scope of %s", name).isEqualTo(flag(entry, "namespaced"));
            }
        }
    }

    @Test
    void noResourceIsThereTwice() {
        assertThat(Catalog.apiResources().stream().map(r -> r.group() + "/" + r.resource()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "apps, deployments, scale",
        "'', replicationcontrollers, scale",
        "'', serviceaccounts, token",
        "'', pods, eviction",
        "'', nodes, metrics",
        "'', nodes, checkpoint",
        "certificates.k8s.io, certificatesigningrequests, nodeclient",
        "resource.k8s.io, resourceclaims, driver",
        "batch, cronjobs, finalizers",
        "authentication.k8s.io, userextras, '*'"
    })
    void subresourcesBelongToTheGroupOfTheUrl(String group, String resource, String subresource) {
        assertThat(BY_NAME.get(group + "/" + resource).subresources()).contains(subresource);
    }

    /** Those of semantics I, in full: everything else of a built-in group is namespaced. */
    @Test
    void clusterScopedIsWhatTheSourceSays() {
        Set<String> expected = Set.of(
                "/namespaces",
                "/nodes",
                "/persistentvolumes",
                "/componentstatuses",
                "/users",
                "/groups",
                "admissionregistration.k8s.io/mutatingadmissionpolicies",
                "admissionregistration.k8s.io/mutatingadmissionpolicybindings",
                "admissionregistration.k8s.io/mutatingwebhookconfigurations",
                "admissionregistration.k8s.io/validatingadmissionpolicies",
                "admissionregistration.k8s.io/validatingadmissionpolicybindings",
                "admissionregistration.k8s.io/validatingwebhookconfigurations",
                "apiextensions.k8s.io/customresourcedefinitions",
                "apiregistration.k8s.io/apiservices",
                "authentication.k8s.io/tokenreviews",
                "authentication.k8s.io/selfsubjectreviews",
                "authentication.k8s.io/uids",
                "authentication.k8s.io/userextras",
                "authentication.k8s.io/users",
                "authentication.k8s.io/groups",
                "authentication.k8s.io/nodes",
                "authorization.k8s.io/subjectaccessreviews",
                "authorization.k8s.io/selfsubjectaccessreviews",
                "authorization.k8s.io/selfsubjectrulesreviews",
                "certificates.k8s.io/certificatesigningrequests",
                "certificates.k8s.io/clustertrustbundles",
                "certificates.k8s.io/signers",
                "flowcontrol.apiserver.k8s.io/flowschemas",
                "flowcontrol.apiserver.k8s.io/prioritylevelconfigurations",
                "internal.apiserver.k8s.io/storageversions",
                "networking.k8s.io/ingressclasses",
                "networking.k8s.io/ipaddresses",
                "networking.k8s.io/servicecidrs",
                "node.k8s.io/runtimeclasses",
                "rbac.authorization.k8s.io/clusterroles",
                "rbac.authorization.k8s.io/clusterrolebindings",
                "resource.k8s.io/deviceclasses",
                "resource.k8s.io/resourceslices",
                "resource.k8s.io/devicetaintrules",
                "resource.k8s.io/resourcepoolstatusrequests",
                "scheduling.k8s.io/priorityclasses",
                "storage.k8s.io/storageclasses",
                "storage.k8s.io/volumeattachments",
                "storage.k8s.io/csidrivers",
                "storage.k8s.io/csinodes",
                "storage.k8s.io/volumeattributesclasses",
                "storagemigration.k8s.io/storageversionmigrations");
        Set<String> found = new HashSet<>();
        BY_NAME.forEach((name, resource) -> {
            if (!resource.namespaced()) {
                found.add(name);
            }
        });
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', pods, pod, po",
        "'', services, service, svc",
        "'', endpoints, endpoints, ep",
        "apps, deployments, deployment, deploy",
        "apps, statefulsets, statefulset, sts",
        "networking.k8s.io, networkpolicies, networkpolicy, netpol",
        "networking.k8s.io, ingresses, ingress, ing",
        "apiextensions.k8s.io, customresourcedefinitions, customresourcedefinition, crds",
        "certificates.k8s.io, certificatesigningrequests, certificatesigningrequest, csr",
        "policy, poddisruptionbudgets, poddisruptionbudget, pdb",
        "events.k8s.io, events, event, ev",
        "storage.k8s.io, volumeattributesclasses, volumeattributesclass, vac"
    })
    void shortNamesAndSingularsAreKubectls(String group, String resource, String singular, String shortName) {
        ApiResource found = BY_NAME.get(group + "/" + resource);
        assertThat(found.singular()).isEqualTo(singular);
        assertThat(found.shortNames()).contains(shortName);
    }

    @Test
    void everyShortNameBelongsToAResource() {
        Set<String> resources = new HashSet<>();
        BY_NAME.values().forEach(r -> resources.add(r.resource()));
        assertThat(resources).containsAll(UnlistedResources.SHORT_NAMES.keySet());
        assertThat(BY_NAME.keySet()).containsAll(UnlistedResources.SUBRESOURCES.keySet());
    }

    @Test
    void namesThatAreOnlyAskedAboutHaveNoKind() {
        assertThat(BY_NAME.get("/users").kind()).isEmpty();
        assertThat(BY_NAME.get("certificates.k8s.io/signers").verbs()).contains("approve", "sign", "attest");
        assertThat(BY_NAME.get("authentication.k8s.io/serviceaccounts").namespaced())
                .isTrue();
        assertThat(BY_NAME.get("certificates.k8s.io/podcertificaterequests").kind())
                .isEqualTo("PodCertificateRequest");
    }

    @Test
    void everyNameInABuiltInRoleIsKnownOrGoneOrAnAddOns() {
        Set<String> unknown = new HashSet<>();
        for (KubeVersion version : KubeVersion.all()) {
            for (Role role : Catalog.builtIns(version).roles()) {
                for (RoleRule rule : role.rules()) {
                    collectUnknown(rule.policy(), version, unknown);
                }
            }
        }
        assertThat(unknown).containsExactlyInAnyOrder("metrics.k8s.io/pods");
    }

    private static void collectUnknown(PolicyRule rule, KubeVersion version, Set<String> unknown) {
        for (String group : rule.apiGroups()) {
            for (String resource : rule.resources()) {
                int slash = resource.indexOf('/');
                ApiResource known = BY_NAME.get(group + "/" + (slash < 0 ? resource : resource.substring(0, slash)));
                boolean listed =
                        known != null && (slash < 0 || known.subresources().contains(resource.substring(slash + 1)));
                if (!listed && !resource.startsWith("*") && !isRemoved(group, resource, version)) {
                    unknown.add(group + "/" + resource);
                }
            }
        }
    }

    private static boolean isRemoved(String group, String resource, KubeVersion version) {
        return Catalog.removed(version).stream()
                .anyMatch(r -> r.group().equals(group)
                        && (r.resource().equals("*") || r.resource().equals(resource)));
    }

    @Test
    void whatWasRemovedIsSaidForTheVersionsAfter() {
        assertThat(Catalog.removed(KubeVersion.OLDEST))
                .contains(new RemovedResource("policy", "podsecuritypolicies", "removed in Kubernetes 1.25"))
                .noneMatch(r -> r.group().equals("resource.k8s.io"));
        assertThat(Catalog.removed(KubeVersion.NEWEST))
                .contains(
                        new RemovedResource("resource.k8s.io", "podschedulingcontexts", "removed in Kubernetes 1.32"));
        assertThat(BY_NAME.keySet())
                .doesNotContainAnyElementsOf(Catalog.removed(KubeVersion.NEWEST).stream()
                        .map(r -> r.group() + "/" + r.resource())
                        .toList());
    }

    /** Custom resources that powers name: spec.scope of their CustomResourceDefinitions is Namespaced. */
    private static final Set<String> CUSTOM = Set.of(
            "argoproj.io/applications",
            "argoproj.io/applicationsets",
            "helm.cattle.io/helmchartconfigs",
            "helm.cattle.io/helmcharts",
            "helm.toolkit.fluxcd.io/helmreleases",
            "kustomize.toolkit.fluxcd.io/kustomizations");

    @Test
    void powersKnowTheScopeOfWhatTheyName() {
        for (Power power : Catalog.powers()) {
            for (List<Atom> need : power.needs()) {
                for (Atom atom : need) {
                    if (atom.group() != null
                            && !atom.group().equals(Atom.SOME)
                            && !atom.group().equals("*")
                            && !atom.resource().equals("*")) {
                        scopeIsThatOfTheResource(power, atom);
                    }
                }
            }
        }
    }

    private static void scopeIsThatOfTheResource(Power power, Atom atom) {
        if (CUSTOM.contains(atom.group() + "/" + atom.resource())) {
            assertThat(atom.clusterOnly()).as("%s in %s", atom, power.id()).isFalse();
            return;
        }
        int slash = atom.resource().indexOf('/');
        ApiResource known = BY_NAME.get(atom.group() + "/"
                + (slash < 0 ? atom.resource() : atom.resource().substring(0, slash)));
        assertThat(known)
                .as("%s names an unknown resource: %s", power.id(), atom)
                .isNotNull();
        if (slash >= 0) {
            assertThat(known.subresources())
                    .as("%s", atom)
                    .contains(atom.resource().substring(slash + 1));
        }
        // A RoleBinding reaches its own Namespace object, and bind is asked in its namespace (semantics A.3, E.2).
        boolean reachable = known.namespaced()
                || known.resource().equals("namespaces")
                || atom.verb().equals("bind");
        assertThat(atom.clusterOnly()).as("%s in %s", atom, power.id()).isEqualTo(!reachable);
        assertThat(power.namespaced() == null || needsNamespace(power))
                .as("%s %s", power.id(), power.title())
                .isTrue();
    }

    /** A row with an effect through a RoleBinding has a need that a RoleBinding can cover. */
    private static boolean needsNamespace(Power power) {
        return power.needs().stream().anyMatch(need -> need.stream().anyMatch(atom -> !atom.clusterOnly()));
    }
}
