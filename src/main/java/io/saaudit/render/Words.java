package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Origin;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Request;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.List;

/** Model records in words, as every text output has them. Escaped: what comes out of here may be printed. */
public final class Words {
    /** Entries of a list that are shown before the rest is counted. */
    private static final int MOST = 6;

    private final Snapshot snapshot;

    /** For places of this snapshot. */
    public Words(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * {@code file:line}, {@code built in} for what was assumed, or {@code place unknown}; empty for what a cluster listed,
     * where an object's name says all.
     */
    String place(long at, boolean assumed) {
        Origin origin = snapshot.origin(at);
        if (snapshot.fromServer() && !assumed && (origin == null || origin.line() == 0)) {
            return "";
        }
        return origin == null ? assumed ? "built in" : "place unknown" : Escape.text(origin.shown());
    }

    /** The place in brackets behind what stands there; nothing where there is none to tell. */
    String beside(long at, boolean assumed) {
        return inBrackets(place(at, assumed));
    }

    String beside(Binding binding) {
        return inBrackets(place(binding));
    }

    String beside(Role role) {
        return inBrackets(place(role));
    }

    private static String inBrackets(String place) {
        return place.isEmpty() ? "" : " (" + place + ")";
    }

    String place(Binding binding) {
        return place(binding.meta().at(), binding.assumed());
    }

    String place(Role role) {
        return place(role.meta().at(), role.assumed());
    }

    /** {@code RoleBinding ns-1/b (rbac.yaml:14) gives Role ns-1/r (rbac.yaml:3), rule 1: list pods}. */
    public String grant(Grant grant) {
        return grant(grant, null);
    }

    /** The same, with the entries that the request is about at the front of long lists. */
    public String grant(Grant grant, Request request) {
        StringBuilder text = new StringBuilder(160);
        text.append(object(grant.binding().key()))
                .append(beside(grant.binding()))
                .append(" gives ");
        if (grant.throughGroup()) {
            text.append("group ").append(quoted(grant.matched().name())).append(' ');
        }
        text.append(object(grant.role().key()))
                .append(beside(grant.role()))
                .append(", ")
                .append(rule(grant.role(), grant.rule(), request));
        return text.toString();
    }

    /** {@code rule 1: list pods}, with the role that an aggregated rule was copied from. */
    private static String rule(Role role, RoleRule rule, Request request) {
        String copied = rule.definedIn().equals(role.key()) ? "" : " of " + object(rule.definedIn());
        return "rule " + (rule.index() + 1) + copied + ": " + policy(rule.policy(), request);
    }

    /** {@code Role r via RoleBinding b}, as the FROM column has it: the namespace is in another column. */
    static String from(Grant grant) {
        return roleAndBinding(grant)
                + (grant.throughGroup() ? " for group " + quoted(grant.matched().name()) : "");
    }

    /** {@link #from} without the group. */
    static String roleAndBinding(Grant grant) {
        return grant.role().meta().kind() + " " + quoted(grant.role().name()) + " via "
                + grant.binding().meta().kind() + " " + quoted(grant.binding().name());
    }

    /** {@link #from} with the places of role and binding. */
    String fromWithPlaces(Grant grant) {
        String via =
                grant.throughGroup() ? " for group " + quoted(grant.matched().name()) : "";
        String copied = grant.rule().definedIn().equals(grant.role().key())
                ? ""
                : " of " + object(grant.rule().definedIn());
        return object(grant.role().key()) + beside(grant.role()) + " rule "
                + (grant.rule().index() + 1) + copied + " via "
                + object(grant.binding().key()) + beside(grant.binding()) + via;
    }

    /** {@code Kind ns/name}. */
    static String object(ObjectKey key) {
        return Escape.text(key.kind()) + " " + quoted(key.qualifiedName());
    }

    /**
     * What a rule allows: {@code get,list pods,services named a,b}.
     *
     * @param rule the rule
     * @param request what stands at the front of long lists is what this is about; null for the rule's own order
     */
    static String policy(PolicyRule rule, Request request) {
        return policy(request == null ? rule : Relevance.first(rule, request));
    }

    private static String policy(PolicyRule rule) {
        StringBuilder text = new StringBuilder();
        text.append(list(rule.verbs())).append(' ');
        if (rule.resources().isEmpty() || rule.apiGroups().isEmpty()) {
            return text.append(rule.nonResourceURLs().isEmpty() ? "nothing" : list(rule.nonResourceURLs()))
                    .toString();
        }
        List<String> groups = rule.apiGroups();
        if (groups.size() == 1) {
            append(text, rule.resources(), groups.get(0));
        } else {
            text.append(list(rule.resources())).append(" in groups ").append(list(groups));
        }
        if (!rule.resourceNames().isEmpty()) {
            text.append(" named ").append(list(rule.resourceNames()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> resources, String group) {
        for (int i = 0; i < Math.min(MOST, resources.size()); i++) {
            text.append(i == 0 ? "" : ",").append(resource(group, resources.get(i)));
        }
        if (resources.size() > MOST) {
            text.append(" +").append(resources.size() - MOST);
        }
    }

    /** {@code deployments.apps/scale}: the group stands before the subresource, as kubectl writes it. */
    static String resource(String group, String resource) {
        if (group.isEmpty()) {
            return quoted(resource);
        }
        int slash = resource.indexOf('/');
        String parent = slash < 0 ? resource : resource.substring(0, slash);
        return quoted(parent + "." + group + (slash < 0 ? "" : resource.substring(slash)));
    }

    /** {@code list pods in ns-1}, {@code get nodes n1}, {@code get /healthz}. */
    static String request(Request request, boolean clusterScoped) {
        String verb = quoted(request.verb()) + " ";
        if (request.target() instanceof Target.Path path) {
            return verb + Escape.text(path.path());
        }
        Target.Resource r = (Target.Resource) request.target();
        String name = r.name().isEmpty() ? "" : " " + quoted(r.name());
        String where = !r.namespace().isEmpty()
                ? " in " + quoted(r.namespace())
                : clusterScoped ? "" : " in all namespaces at once";
        return verb + resource(r.group(), r.combined()) + name + where;
    }

    /** Who, as the subject of a sentence. */
    static String identity(Identity identity) {
        if (identity.account() != null) {
            return Escape.text(identity.user());
        }
        return identity.user().isEmpty()
                ? "A member of " + groups(identity)
                : "User " + quoted(identity.user()) + " of " + groups(identity);
    }

    private static String groups(Identity identity) {
        if (identity.groups().isEmpty()) {
            return "no group";
        }
        return (identity.groups().size() == 1 ? "group " : "groups ") + list(identity.groups());
    }

    /** The entries with commas, the empty one as {@code ""}; beyond a few, their number. */
    static String list(List<String> entries) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(MOST, entries.size()); i++) {
            text.append(i == 0 ? "" : ",").append(quoted(entries.get(i)));
        }
        if (entries.size() > MOST) {
            text.append(" +").append(entries.size() - MOST);
        }
        return text.toString();
    }

    /** All entries with commas. */
    static String all(List<String> entries) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            text.append(i == 0 ? "" : ",").append(quoted(entries.get(i)));
        }
        return text.toString();
    }

    /** The text, escaped, with quotes where nothing or a blank would mislead. */
    static String quoted(String raw) {
        String safe = Escape.text(raw);
        return safe.isEmpty() || safe.indexOf(' ') >= 0 ? "\"" + safe + "\"" : safe;
    }

    /** {@code 1 rule}, {@code 2 rules}. */
    static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    /** The lines of a text, each without its end: {@link String#lines} without its stream. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
