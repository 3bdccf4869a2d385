package io.saaudit.rbac;

import io.saaudit.model.Note;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Request;
import io.saaudit.model.Target;
import java.util.ArrayList;
import java.util.List;

/** Turns a question into the request that an API server would really see (semantics A.3, B.7, E.2). */
public final class ServerView {
    private final ResourceScopes scopes;

    public ServerView(ResourceScopes scopes) {
        this.scopes = scopes;
    }

    /**
     * The request as a server sees it.
     *
     * @param request the request
     * @param scope scope of its resource; {@link ResourceScopes.Kind#UNKNOWN} for a path
     * @param corrections what was changed and why
     */
    public record Seen(Request request, ResourceScopes.Kind scope, List<Note> corrections) {}

    /** How a server would see what was asked. */
    public Seen see(Request asked) {
        if (!(asked.target() instanceof Target.Resource r)) {
            return new Seen(asked, ResourceScopes.Kind.UNKNOWN, List.of());
        }
        List<Note> notes = new ArrayList<>(1);
        ResourceScopes.Kind scope = scopes.of(r.group(), r.resource());
        String namespace = r.namespace();
        String name = nameSeen(asked.verb(), r, notes);
        if (scope == ResourceScopes.Kind.CLUSTER) {
            String seen = namespaceSeen(asked.verb(), r, name);
            if (!seen.equals(namespace)) {
                notes.add(correction(
                        seen.isEmpty()
                                ? r.resource() + " is cluster-scoped: asked without the namespace " + namespace
                                : "a request for Namespace " + seen + " carries that namespace: asked with it"));
            }
            namespace = seen;
        }
        Request request = Request.of(asked.verb(), r.group(), r.resource(), r.subresource(), namespace, name);
        return new Seen(request, scope, List.copyOf(notes));
    }

    /** A POST to a collection and a deletecollection never carry a name. */
    private static String nameSeen(String verb, Target.Resource r, List<Note> notes) {
        if (r.name().isEmpty()) {
            return "";
        }
        if (verb.equals("create") && r.subresource().isEmpty()) {
            notes.add(correction("a POST carries no name: asked without " + r.name()
                    + " (only an apply or PUT that creates it asks with the name)"));
            return "";
        }
        if (verb.equals("deletecollection")) {
            notes.add(correction("a deletecollection carries no name: asked without " + r.name()));
            return "";
        }
        return r.name();
    }

    private static String namespaceSeen(String verb, Target.Resource r, String name) {
        boolean core = r.group().isEmpty();
        if (core && r.resource().equals("namespaces") && !name.isEmpty() && carriesItsName(verb)) {
            return name;
        }
        boolean bind = verb.equals("bind")
                && r.resource().equals("clusterroles")
                && r.group().equals(ObjectKey.RBAC);
        return bind ? r.namespace() : "";
    }

    private static boolean carriesItsName(String verb) {
        return switch (verb) {
            // list and watch of one Namespace by field selector go to /api/v1/namespaces and carry none
            case "list", "watch", "create", "deletecollection" -> false;
            default -> true;
        };
    }

    private static Note correction(String what) {
        return new Note(Note.Kind.CORRECTED_REQUEST, what, null);
    }
}
