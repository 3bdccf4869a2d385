package io.saaudit.rbac;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import io.saaudit.testing.Kube;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A small random cluster over small alphabets, so that rules meet, cover and just miss each other often. The alphabets
 * hold every string of the cluster and one more in each dimension that no rule names.
 */
final class RandomCluster {
    static final List<String> VERBS = List.of("get", "list", "create", "update", "deletecollection", "*", "fresh");
    static final List<String> GROUPS = List.of("", "apps", "*", "fresh.example.com");
    static final List<String> RESOURCES = List.of("pods", "nodes", "secrets", "namespaces", "*", "fresh");
    static final List<String> SUBRESOURCES = List.of("", "log", "status", "*", "fresh");
    static final List<String> NAMES = List.of("", "a", "b", "*", "ns-1", "fresh");
    static final List<String> NAMESPACES = List.of("", "ns-1", "ns-2", "ns-fresh");
    static final List<String> PATHS = List.of(
            "/",
            "/healthz",
            "/healthz/",
            "/healthz/fresh",
            "/healthzfresh",
            "/api/*/v1",
            "/api/fresh",
            "*",
            "/fresh",
            "fresh");

    /** What of its resources there is, and whether in namespaces. */
    static final ResourceScopes SCOPES = new ResourceScopes(
            List.of(
                    resource("pods", true), resource("secrets", true),
                    resource("nodes", false), resource("namespaces", false)),
            List.of());

    private static final List<String> RULE_VERBS = List.of("get", "list", "create", "update", "deletecollection", "*");
    private static final List<String> RULE_GROUPS = List.of("", "", "apps", "*");
    private static final List<String> RULE_RESOURCES = List.of(
            "pods", "pods/log", "nodes", "secrets", "namespaces", "namespaces/status", "*", "*/log", "pods/*", "*/*");
    private static final List<String> RULE_NAMES = List.of("", "a", "b", "*", "ns-1");
    private static final List<String> RULE_URLS = List.of(
            "/", "/healthz", "/healthz/", "/healthz/*", "/healthz*", "/healthz**", "/api/*/v1", "/api/*", "*", "/*");
    private static final List<String> USERS = List.of(
            "system:serviceaccount:ns-1:x",
            "system:serviceaccount:ns-2:x",
            "system:serviceaccount:ns-1:default",
            "jane");

    final List<Role> roles = new ArrayList<>();
    final List<Binding> bindings = new ArrayList<>();
    private final Random random;

    private static ApiResource resource(String plural, boolean namespaced) {
        return new ApiResource("", plural, plural, "", List.of(), namespaced, Set.of(), Set.of());
    }

    RandomCluster(long seed, int size) {
        random = new Random(seed);
        for (int i = 0; i < size; i++) {
            roles.add(Kube.clusterRole("cr-" + i, rules()));
            roles.add(Kube.role("ns-" + (1 + i % 2), "r-" + i, rules()));
        }
        for (int i = 0; i < size; i++) {
            bindings.add(Kube.clusterRoleBinding("crb-" + i, "cr-" + random.nextInt(size + 1), subjects()));
            boolean cluster = random.nextBoolean();
            String role = (cluster ? "cr-" : "r-") + random.nextInt(size);
            bindings.add(Kube.roleBinding(
                    "ns-" + (1 + random.nextInt(2)), "rb-" + i, cluster ? "ClusterRole" : "Role", role, subjects()));
        }
    }

    RbacState state() {
        return RbacState.of(roles, bindings, List.of(), List.of());
    }

    /** Somebody with the groups that an API server gives. */
    Identity identity() {
        return identity(one(USERS));
    }

    static List<Identity> identities() {
        return USERS.stream().map(RandomCluster::identity).toList();
    }

    private static Identity identity(String user) {
        String[] account = new Identity(user, List.of()).account();
        return account == null
                ? new Identity(user, List.of(Identity.AUTHENTICATED))
                : Identity.serviceAccount(account[0], account[1]);
    }

    Request request() {
        if (random.nextInt(6) == 0) {
            return Request.path(one(VERBS), one(PATHS));
        }
        return Request.of(one(VERBS), one(GROUPS), one(RESOURCES), one(SUBRESOURCES), one(NAMESPACES), one(NAMES));
    }

    /** Every request of the alphabets. */
    static List<Request> everyRequest() {
        List<Request> all = new ArrayList<>();
        for (String verb : VERBS) {
            for (String path : PATHS) {
                all.add(Request.path(verb, path));
            }
            for (String group : GROUPS) {
                for (String resource : RESOURCES) {
                    for (String subresource : SUBRESOURCES) {
                        for (String namespace : NAMESPACES) {
                            for (String name : NAMES) {
                                all.add(Request.of(verb, group, resource, subresource, namespace, name));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private PolicyRule[] rules() {
        PolicyRule[] rules = new PolicyRule[random.nextInt(4)];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = random.nextInt(5) == 0
                    ? PolicyRule.urls(some(RULE_VERBS, 2), some(RULE_URLS, 3))
                    : PolicyRule.resources(
                            some(RULE_VERBS, 3),
                            some(RULE_GROUPS, 2),
                            some(RULE_RESOURCES, 3),
                            random.nextInt(3) > 0 ? List.of() : some(RULE_NAMES, 2));
        }
        return rules;
    }

    private Subject[] subjects() {
        Subject[] subjects = new Subject[random.nextInt(3)];
        for (int i = 0; i < subjects.length; i++) {
            subjects[i] = switch (random.nextInt(7)) {
                case 0 -> Kube.group("system:serviceaccounts:ns-" + (1 + random.nextInt(2)));
                case 1 -> Kube.group(random.nextBoolean() ? "system:authenticated" : "system:serviceaccounts");
                case 2 -> Kube.user(one(USERS));
                case 3 -> Kube.account("", "x");
                case 4 -> Subject.of("user", "", "ns-1", "x");
                default -> Kube.account("ns-" + (1 + random.nextInt(2)), random.nextBoolean() ? "x" : "default");
            };
        }
        return subjects;
    }

    private List<String> some(List<String> from, int most) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            some.add(one(from));
        }
        return List.copyOf(some);
    }

    private String one(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Whether a server would really see the request: others are corrected, or nobody can send them. */
    static boolean isReal(Request asked) {
        if (!(asked.target() instanceof Target.Resource r)) {
            return true;
        }
        boolean stars = Stream.of(asked.verb(), r.group(), r.resource(), r.subresource())
                .anyMatch("*"::equals);
        boolean subresource = r.subresource().isEmpty() || r.subresource().equals("log");
        // A cluster-scoped object in a namespace, or a named list, are corrected; a watch of a Namespace is not here.
        return !stars && subresource && r.group().isEmpty();
    }
}
