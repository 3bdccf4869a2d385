package io.saaudit.model;

/**
 * What is asked of the authorizer.
 *
 * @param verb verb of the API, or the HTTP method in lower case for a path
 */
public record Request(String verb, Target target) {
    /** A request for a resource. */
    public static Request of(
            String verb, String group, String resource, String subresource, String namespace, String name) {
        return new Request(verb, new Target.Resource(group, resource, subresource, namespace, name));
    }

    /** A request for a path. */
    public static Request path(String verb, String path) {
        return new Request(verb, new Target.Path(path));
    }
}
