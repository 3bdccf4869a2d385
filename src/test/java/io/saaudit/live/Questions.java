package io.saaudit.live;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import io.saaudit.rbac.RbacState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Requests about a cluster, drawn so that grants and near misses are frequent: what some rule allows, asked by somebody
 * whom some binding names, and then often changed in one part to what another rule says.
 */
final class Questions {
    /**
     * A question.
     *
     * @param who asks
     * @param what is asked
     */
    record Question(Identity who, Request what) {}

    private static final String BOOTSTRAP = "kubernetes.io/bootstrapping";
    private static final int OWN_BINDINGS_OF_FOUR = 3;

    private final Random random;
    private final List<Binding> own = new ArrayList<>();
    private final List<Binding> builtIn = new ArrayList<>();
    private final RbacState state;
    private final List<Identity> identities;
    private final List<String> verbs = new ArrayList<>(List.of("get", "list", "create", "deletecollection", "", "*"));
    private final List<String> groups = new ArrayList<>(List.of("", "apps", "nowhere.example.com"));
    private final List<String> resources = new ArrayList<>(List.of("pods", "secrets", "nodes", "namespaces", "things"));
    private final List<String> subresources = new ArrayList<>(List.of("", "", "log", "status", "*"));
    private final List<String> names = new ArrayList<>(List.of("", "", "x", "default"));
    private final List<String> namespaces = new ArrayList<>(List.of("", "default", "kube-system", "nowhere"));
    private final List<String> urls = new ArrayList<>(List.of("/", "/healthz", "/metrics", "/api/v1", "*", "x"));

    Questions(RbacState state, long seed) {
        this.state = state;
        random = new Random(seed);
        for (Binding binding : state.bindings()) {
            (binding.meta().labels().containsKey(BOOTSTRAP) ? builtIn : own).add(binding);
            if (!binding.namespace().isEmpty()) {
                namespaces.add(binding.namespace());
            }
        }
        for (Binding binding : own) {
            Role role = state.roleOf(binding);
            if (role != null) {
                role.rules().forEach(r -> learn(r.policy()));
            }
        }
        TreeSet<String> seen = new TreeSet<>();
        identities = new ArrayList<>();
        for (Binding binding : own) {
            for (Subject subject : binding.subjects()) {
                Identity who = identity(subject, binding);
                if (seen.add(who.toString())) {
                    identities.add(who);
                }
            }
        }
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

    /** The next one. A node's identity is never asked about: its rights are not those of RBAC alone. */
    Question next() {
        while (true) {
            boolean fromOwn = builtIn.isEmpty() || random.nextInt(4) < OWN_BINDINGS_OF_FOUR;
            Binding binding = one(fromOwn ? own : builtIn);
            Role role = state.roleOf(binding);
            if (role == null || role.rules().isEmpty() || binding.subjects().isEmpty()) {
                continue;
            }
            boolean another = identities.isEmpty() || random.nextInt(4) == 0;
            Identity who =
                    another && !identities.isEmpty() ? one(identities) : identity(one(binding.subjects()), binding);
            if (who.user().startsWith("system:node:")) {
                continue;
            }
            Request request = allowed(one(role.rules()), binding);
            return new Question(who, random.nextBoolean() ? request : changed(request));
        }
    }

    private Identity identity(Subject subject, Binding binding) {
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

    private Request allowed(RoleRule from, Binding binding) {
        PolicyRule rule = from.policy();
        String verb = rule.verbs().isEmpty() ? "get" : entry(rule.verbs(), verbs);
        if (rule.resources().isEmpty()) {
            String url = rule.nonResourceURLs().isEmpty() ? "/" : one(rule.nonResourceURLs());
            boolean cut = url.endsWith("*") && random.nextBoolean();
            return Request.path(verb, cut ? url.substring(0, url.length() - 1) + "x" : url);
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
