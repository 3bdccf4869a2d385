package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Draws requests about a cluster at random, so that grants and near misses are frequent: what some rule that somebody
 * holds allows, and as often that changed in one part to what another rule says. The same seed over the same roles and
 * bindings draws the same requests.
 */
public final class SampleRequests {
    private static final int TRIES = 1_000;

    private final Random random;
    private final RbacState state;
    private final List<Identity> identities;
    private final List<Binding> bindings = new ArrayList<>();
    private final List<String> verbs = new ArrayList<>(List.of("get", "list", "create", "deletecollection", "*"));
    private final List<String> groups = new ArrayList<>(List.of("", "apps", "nowhere.example.com"));
    private final List<String> resources = new ArrayList<>(List.of("pods", "secrets", "nodes", "namespaces", "things"));
    private final List<String> subresources = new ArrayList<>(List.of("", "", "log", "status", "*"));
    private final List<String> names = new ArrayList<>(List.of("", "", "x", "default"));
    private final List<String> namespaces = new ArrayList<>(List.of("", "default", "kube-system", "nowhere"));
    private final List<String> urls = new ArrayList<>(List.of("/", "/healthz", "/metrics", "/api/v1"));

    /**
     * A question.
     *
     * @param who asks
     * @param what is asked
     */
    public record Question(Identity who, Request what) {}

    /**
     * Over roles and bindings.
     *
     * @param state roles and bindings
     * @param identities whom to ask about; empty: everybody whom a binding names, nodes left out, whose rights are not
     *     those of RBAC alone
     * @param seed of the random numbers
     */
    public SampleRequests(RbacState state, List<Identity> identities, long seed) {
        this.state = state;
        this.random = new Random(seed);
        for (Binding binding : state.bindings()) {
            Role role = state.roleOf(binding);
            if (!binding.namespace().isEmpty()) {
                namespaces.add(binding.namespace());
            }
            if (role != null && !role.rules().isEmpty()) {
                bindings.add(binding);
                role.rules().forEach(rule -> learn(rule.policy()));
            }
        }
        this.identities = identities.isEmpty() ? named() : List.copyOf(identities);
    }

    private List<Identity> named() {
        TreeSet<String> seen = new TreeSet<>();
        List<Identity> all = new ArrayList<>();
        for (Binding binding : bindings) {
            for (Subject subject : binding.subjects()) {
                Identity who = identity(subject, binding);
                if (!who.user().startsWith("system:node:") && seen.add(who.toString())) {
                    all.add(who);
                }
            }
        }
        return all;
    }

    private void learn(PolicyRule rule) {
        verbs.addAll(rule.verbs());
        groups.addAll(rule.apiGroups());
        names.addAll(rule.resourceNames());
        for (String url : rule.nonResourceURLs()) {
            urls.add(url);
            urls.add(url.replace("*", "") + "more");
        }
        for (String resource : rule.resources()) {
            int slash = resource.indexOf('/');
            resources.add(slash < 0 ? resource : resource.substring(0, slash));
            if (slash >= 0) {
                subresources.add(resource.substring(slash + 1));
            }
        }
    }

    /** Whom it asks about. */
    public List<Identity> identities() {
        return identities;
    }

    /** The next question; null when there is nothing to ask about. */
    public Question next() {
        if (identities.isEmpty()) {
            return null;
        }
        Identity who = one(identities);
        List<Holding> holdings = state.holdings(who);
        for (int i = 0; i < TRIES && !holdings.isEmpty() && random.nextInt(4) > 0; i++) {
            Holding holding = one(holdings);
            if (holding.role() != null && !holding.role().rules().isEmpty()) {
                return question(who, one(holding.role().rules()), holding.binding());
            }
        }
        if (bindings.isEmpty()) {
            return new Question(who, Request.of(one(verbs), one(groups), one(resources), "", one(namespaces), ""));
        }
        // What somebody else may do.
        Binding binding = one(bindings);
        return question(who, one(state.roleOf(binding).rules()), binding);
    }

    private Question question(Identity who, RoleRule rule, Binding binding) {
        Request request = allowed(rule.policy(), binding);
        return new Question(who, random.nextBoolean() ? request : changed(request));
    }

    private static Identity identity(Subject subject, Binding binding) {
        if (subject instanceof Subject.Group group) {
            String prefix = Identity.ALL_ACCOUNTS + ":";
            if (group.name().startsWith(prefix)) {
                return Identity.serviceAccount(group.name().substring(prefix.length()), "somebody");
            }
            return new Identity("somebody", List.of(group.name(), Identity.AUTHENTICATED));
        }
        String user = RbacState.userName(subject, binding);
        String[] account = user == null ? null : new Identity(user, List.of()).account();
        if (account != null) {
            return Identity.serviceAccount(account[0], account[1]);
        }
        return new Identity(user == null || user.isEmpty() ? "nobody" : user, List.of(Identity.AUTHENTICATED));
    }

    private Request allowed(PolicyRule rule, Binding binding) {
        String verb = rule.verbs().isEmpty() ? "get" : entry(rule.verbs(), verbs);
        if (rule.resources().isEmpty()) {
            String url = rule.nonResourceURLs().isEmpty() ? "/" : one(rule.nonResourceURLs());
            return Request.path(verb, url.endsWith("*") ? url.substring(0, url.length() - 1) + "x" : url);
        }
        String resource = one(rule.resources());
        int slash = resource.indexOf('/');
        String main = slash < 0 ? resource : resource.substring(0, slash);
        String sub = slash < 0 ? "" : resource.substring(slash + 1);
        String namespace = binding.cluster() || random.nextInt(8) == 0 ? one(namespaces) : binding.namespace();
        return Request.of(
                verb,
                rule.apiGroups().isEmpty() ? "" : entry(rule.apiGroups(), groups),
                main.equals("*") && random.nextBoolean() ? one(resources) : main,
                main.equals("*") && sub.isEmpty() && random.nextBoolean() ? one(subresources) : sub,
                namespace,
                rule.resourceNames().isEmpty() ? one(names) : one(rule.resourceNames()));
    }

    /** An entry; in place of a star often a literal. */
    private String entry(List<String> entries, List<String> literals) {
        String entry = one(entries);
        return entry.equals("*") && random.nextInt(4) > 0 ? one(literals) : entry;
    }

    private Request changed(Request request) {
        if (!(request.target() instanceof Target.Resource r)) {
            String path = ((Target.Path) request.target()).path();
            return random.nextBoolean()
                    ? Request.path(one(verbs), path)
                    : Request.path(request.verb(), random.nextInt(4) == 0 ? path + "/" : one(urls));
        }
        int part = random.nextInt(6);
        return Request.of(
                part == 0 ? one(verbs) : request.verb(),
                part == 1 ? one(groups) : r.group(),
                part == 2 ? one(resources) : r.resource(),
                part == 3 ? one(subresources) : r.subresource(),
                part == 4 ? one(namespaces) : r.namespace(),
                part == 5 ? one(names) : r.name());
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
