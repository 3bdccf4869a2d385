package io.saaudit.rbac;

import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Subject;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws single requests near a rule at random: what it allows, or that with one part changed to what other rules say. */
public final class RequestDraw {
    private final Random random;
    private final boolean odd;
    private final List<String> verbs = new ArrayList<>(List.of("get", "list", "create", "deletecollection", "*"));
    private final List<String> groups = new ArrayList<>(List.of("", "apps", "nowhere.example.com"));
    private final List<String> resources = new ArrayList<>(List.of("pods", "secrets", "nodes", "namespaces", "things"));
    private final List<String> subresources = new ArrayList<>(List.of("", "", "log", "status", "*"));
    private final List<String> names = new ArrayList<>(List.of("", "", "x", "default"));
    private final List<String> namespaces = new ArrayList<>(List.of("", "default", "kube-system", "nowhere"));
    private final List<String> urls = new ArrayList<>(List.of("/", "/healthz", "/metrics", "/api/v1"));

    /**
     * With words of its own, until it learns those of rules.
     *
     * @param random where chance comes from
     * @param odd whether requests are drawn that no client sends, too: without a verb, for a URL that is a star
     */
    public RequestDraw(Random random, boolean odd) {
        this.random = random;
        this.odd = odd;
        if (odd) {
            verbs.add("");
            urls.addAll(List.of("*", "x"));
        }
    }

    /** Takes up a namespace; the empty one, of a binding in all of them, is there already. */
    public void learn(String namespace) {
        if (!namespace.isEmpty()) {
            namespaces.add(namespace);
        }
    }

    /** Takes up the words of a rule. */
    public void learn(PolicyRule rule) {
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

    /** Somebody whom the subject stands for. */
    public static Identity identity(Subject subject, Binding binding) {
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

    /** A request of these words, whatever rules say. */
    public Request any() {
        return Request.of(one(verbs), one(groups), one(resources), "", one(namespaces), "");
    }

    /** What the rule allows through the binding, or, as often, that with one part changed. */
    public Request near(PolicyRule rule, Binding binding) {
        Request request = allowed(rule, binding);
        return random.nextBoolean() ? request : changed(request);
    }

    private Request allowed(PolicyRule rule, Binding binding) {
        String verb = rule.verbs().isEmpty() ? "get" : entry(rule.verbs(), verbs);
        if (rule.resources().isEmpty()) {
            String url = rule.nonResourceURLs().isEmpty() ? "/" : one(rule.nonResourceURLs());
            boolean cut = url.endsWith("*") && !(odd && random.nextBoolean());
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

    /** One of them. */
    public <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
