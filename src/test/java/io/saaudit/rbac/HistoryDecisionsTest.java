package io.saaudit.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.catalog.BuiltIns;
import io.saaudit.catalog.Catalog;
import io.saaudit.catalog.KubeVersion;
import io.saaudit.model.Binding;
import io.saaudit.model.CustomResource;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RemovedResource;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import io.saaudit.report.Diff;
import io.saaudit.report.DiffRun;
import io.saaudit.report.DiffSide;
import io.saaudit.report.Touched;
import io.saaudit.source.InputPathException;
import io.saaudit.testing.History;
import io.saaudit.testing.Kube;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Tokens;
import io.saaudit.workload.Workloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answers of testdata/histories against the reference authorizer, which has no code in common with what made them:
 * whatever is gained is allowed on the new side and was not on the old one, and the reverse, in every request that the
 * roles of either side can mean.
 */
class HistoryDecisionsTest {
    private static final BuiltIns BUILT_INS = Catalog.builtIns(KubeVersion.NEWEST);

    private static final List<String> ADDED_TO = List.of("admin", "edit", "view");

    static List<History> histories() throws IOException {
        return History.all();
    }

    /** Both sides of a history, with what is asked of them. */
    private static final class Sides {
        final Snapshot first;
        final Snapshot second;
        final ResourceScopes scopes;
        final NaiveAuthorizer base;
        final NaiveAuthorizer head;
        final Diff diff;

        Sides(History history) throws InputPathException {
            first = history.read(history.base());
            second = history.read(history.head());
            List<CustomResource> custom = new ArrayList<>(first.objects().customResources());
            custom.addAll(second.objects().customResources());
            scopes = new ResourceScopes(Catalog.apiResources(), custom);
            RbacState one = state(first);
            RbacState other = state(second);
            base = reference(one);
            head = reference(other);
            diff = DiffRun.of(side(first, one), side(second, other), false, Touched.ALL);
        }

        /** With somebody more who has each of the built-in roles that others can add to. */
        private static NaiveAuthorizer reference(RbacState state) {
            List<Binding> bindings = new ArrayList<>(state.bindings());
            for (String role : ADDED_TO) {
                bindings.add(Kube.clusterRoleBinding("whoever-has-" + role, role, Kube.group(whoever(role))));
            }
            return new NaiveAuthorizer(List.copyOf(state.roles()), bindings);
        }

        static String whoever(String role) {
            return "whoever has " + role;
        }

        private static RbacState state(Snapshot snapshot) {
            return RbacState.of(
                    snapshot.objects().roles(), snapshot.objects().bindings(), BUILT_INS.roles(), BUILT_INS.bindings());
        }

        private DiffSide side(Snapshot snapshot, RbacState state) {
            Standings standings = new Standings(scopes, Catalog.removed(KubeVersion.NEWEST));
            Accounts accounts = Accounts.of(snapshot.objects(), state.bindings());
            return new DiffSide(
                    snapshot,
                    state,
                    new EffectivePermissions(state, standings),
                    accounts,
                    Workloads.of(snapshot.objects()),
                    new Tokens(accounts, snapshot.objects()),
                    false);
        }

        /** Whoever is declared or bound on either side, and somebody who is not. */
        Set<Identity> identities() {
            Set<Identity> all = new LinkedHashSet<>();
            all.add(Identity.serviceAccount("elsewhere", "nobody"));
            for (Snapshot side : List.of(first, second)) {
                side.objects()
                        .serviceAccounts()
                        .forEach(a -> all.add(Identity.serviceAccount(
                                a.meta().namespace(), a.meta().name())));
                for (Binding binding : side.objects().bindings()) {
                    for (Subject subject : binding.subjects()) {
                        all.add(identity(subject, binding));
                    }
                }
            }
            return all;
        }

        private static Identity identity(Subject subject, Binding binding) {
            String user = RbacState.userName(subject, binding);
            if (user == null) {
                return new Identity("", List.of(subject.name(), Identity.AUTHENTICATED));
            }
            String[] account = new Identity(user, List.of()).account();
            return account == null
                    ? new Identity(user, List.of(Identity.AUTHENTICATED))
                    : Identity.serviceAccount(account[0], account[1]);
        }

        /** What the rules of both sides can mean, each as a server would see it, and some that no rule names. */
        Collection<Request> requests() {
            Set<String> verbs = new TreeSet<>(Set.of("get", "list", "create", "delete", "deletecollection", "odd"));
            Set<String> namespaces = new TreeSet<>(Set.of("", "elsewhere"));
            Map<String, Set<String>> names = new TreeMap<>();
            Set<String> urls = new TreeSet<>(Set.of("/metrics", "/odd"));
            names.put("/pods", new TreeSet<>());
            names.put("/nodes", new TreeSet<>());
            names.put("/namespaces", new TreeSet<>());
            names.put("apps/deployments/finalizers", new TreeSet<>());
            names.put("example.com/odds", new TreeSet<>());
            for (Snapshot side : List.of(first, second)) {
                for (List<? extends KubeObject> objects :
                        List.of(side.objects().roles(), side.objects().bindings())) {
                    objects.forEach(o -> namespaces.add(o.meta().namespace()));
                }
                for (Role role : side.objects().roles()) {
                    for (RoleRule rule : role.rules()) {
                        add(rule.policy(), verbs, names, urls);
                    }
                }
            }
            ServerView view = new ServerView(scopes);
            Set<Request> requests = new LinkedHashSet<>();
            names.forEach((what, known) -> {
                Set<String> all = new TreeSet<>(known);
                all.addAll(List.of("", "other"));
                if (what.equals("/namespaces")) {
                    all.addAll(namespaces);
                }
                String[] parts = what.split("/", 3);
                for (String verb : verbs) {
                    for (String namespace : namespaces) {
                        for (String name : all) {
                            Request asked = Request.of(
                                    verb, parts[0], parts[1], parts.length == 3 ? parts[2] : "", namespace, name);
                            requests.add(view.see(asked).request());
                        }
                    }
                }
            });
            for (String url : urls) {
                verbs.forEach(verb -> requests.add(new Request(verb, new Target.Path(url))));
            }
            requests.removeIf(Sides::isServedNoMore);
            return requests;
        }

        private static void add(PolicyRule rule, Set<String> verbs, Map<String, Set<String>> names, Set<String> urls) {
            verbs.addAll(rule.verbs());
            for (String group : rule.apiGroups()) {
                for (String resource : rule.resources()) {
                    boolean some = !group.equals("*") && !resource.startsWith("*");
                    if (some) {
                        names.computeIfAbsent(group + "/" + resource, key -> new TreeSet<>())
                                .addAll(rule.resourceNames());
                    }
                }
            }
            rule.nonResourceURLs().forEach(url -> urls.add(url.replace("*", "odd")));
            verbs.remove("*");
        }

        /** A server does not have these: granting them is no gain (semantics F). */
        private static boolean isServedNoMore(Request request) {
            if (!(request.target() instanceof Target.Resource r)) {
                return false;
            }
            for (RemovedResource gone : Catalog.removed(KubeVersion.NEWEST)) {
                if (gone.group().equals(r.group())
                        && (gone.resource().equals("*") || gone.resource().equals(r.resource()))) {
                    return true;
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void gainsAndLossesAreTheDifferenceOfTheDecisions(History history) throws InputPathException {
        Sides sides = new Sides(history);
        Collection<Request> requests = sides.requests();
        for (Identity who : sides.identities()) {
            for (Request request : requests) {
                boolean before = sides.base.allows(who, request);
                boolean after = sides.head.allows(who, request);
                boolean gained = DiffPropertyTest.told(sides.diff, who, request, Diff.Holder::gained);
                boolean lost = DiffPropertyTest.told(sides.diff, who, request, Diff.Holder::lost);
                if (gained != (after && !before) || lost != (before && !after)) {
                    throw new AssertionError(
                            "%s: %s, %s: the reference says %s before and %s after, the answer has it %s"
                                    .formatted(
                                            history,
                                            who.shown(),
                                            request,
                                            before,
                                            after,
                                            gained ? "gained" : "not gained"));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void whatBuiltInRolesTakeUpIsTheDifferenceOfTheDecisionsOfWhoeverHasThem(History history)
            throws InputPathException {
        Sides sides = new Sides(history);
        for (String role : ADDED_TO) {
            Identity who = new Identity("", List.of(Sides.whoever(role)));
            List<Diff.RoleChange> told = sides.diff.roles().stream()
                    .filter(r -> r.role().name().equals(role))
                    .toList();
            for (Request request : sides.requests()) {
                boolean before = sides.base.allows(who, request);
                boolean after = sides.head.allows(who, request);
                assertThat(told.stream().anyMatch(r -> DiffPropertyTest.in(r.gained(), request)))
                        .as("%s: whoever has %s gains %s", history, role, request)
                        .isEqualTo(after && !before);
                assertThat(told.stream().anyMatch(r -> DiffPropertyTest.in(r.lost(), request)))
                        .as("%s: whoever has %s loses %s", history, role, request)
                        .isEqualTo(before && !after);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void everyVerbAndNameOfARowIsAllowedOnItsSideAlone(History history) throws InputPathException {
        Sides sides = new Sides(history);
        Collection<Request> requests = sides.requests();
        for (Diff.Holder holder : sides.diff.holders()) {
            for (Diff.Change change : holder.gained()) {
                assertIsOnOneSideAlone(holder.identity(), change, requests, sides.head, sides.base);
            }
            for (Diff.Change change : holder.lost()) {
                assertIsOnOneSideAlone(holder.identity(), change, requests, sides.base, sides.head);
            }
        }
    }

    private static void assertIsOnOneSideAlone(
            Identity who,
            Diff.Change change,
            Collection<Request> requests,
            NaiveAuthorizer with,
            NaiveAuthorizer without) {
        PermissionRow row = change.row();
        for (String verb : row.verbs()) {
            for (String name : row.names().isEmpty() ? List.of("") : row.names()) {
                PermissionRow atom = Difference.part(row, name.isEmpty() ? List.of() : List.of(name), List.of(verb));
                List<Request> meant = requests.stream()
                        .filter(r -> DifferencePropertyTest.allows(atom, r))
                        .filter(r -> change.rest().stream().noneMatch(o -> DifferencePropertyTest.allows(o, r)))
                        .toList();
                assertThat(meant)
                        .as("requests for %s %s of %s: name some in requests()", verb, row, who.shown())
                        .isNotEmpty()
                        .allSatisfy(r -> assertThat(with.allows(who, r)).isTrue())
                        .allSatisfy(r -> assertThat(without.allows(who, r)).isFalse());
            }
        }
    }
}
