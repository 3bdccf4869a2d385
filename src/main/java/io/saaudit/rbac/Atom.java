package io.saaudit.rbac;

/**
 * One entry of each list of a rule, in one scope (design 4.5). For a URL the group is null and the resource is the URL.
 */
final class Atom {
    /** Any name, and requests without one. */
    static final String ANY = null;

    final String namespace;
    final String group;
    final String resource;
    final String name;
    final String verb;
    private final int hash;

    /**
     * @param namespace namespace of the RoleBinding, empty for the whole cluster
     * @param group entry of apiGroups, or null for a URL
     * @param resource entry of resources or of nonResourceURLs
     * @param name entry of resourceNames, or {@link #ANY}
     * @param verb entry of verbs
     */
    Atom(String namespace, String group, String resource, String name, String verb) {
        this.namespace = namespace;
        this.group = group;
        this.resource = resource;
        this.name = name;
        this.verb = verb;
        int h = namespace.hashCode() * 31 + (group == null ? 7 : group.hashCode());
        h = (h * 31 + resource.hashCode()) * 31 + (name == null ? 7 : name.hashCode());
        this.hash = h * 31 + verb.hashCode();
    }

    boolean isUrl() {
        return group == null;
    }

    /** What follows the first slash of the resource, with the slash; empty when it has none. */
    String subresourceWithSlash() {
        int slash = resource.indexOf('/');
        return slash < 0 ? "" : resource.substring(slash);
    }

    /** Whether everything that this atom allows, the other allows too: the order of design 4.5. */
    boolean within(Atom other) {
        if (!verbWithin(other) || isUrl() != other.isUrl()) {
            return false;
        }
        if (!other.namespace.isEmpty() && !other.namespace.equals(namespace)) {
            return false;
        }
        if (isUrl()) {
            return urlWithin(resource, other.resource);
        }
        return (other.group.equals("*") || other.group.equals(group))
                && resourceWithin(other.resource)
                && (other.name == null || other.name.equals(name));
    }

    /** Whether some request is allowed by both, apart from the verb. */
    boolean meets(Atom other) {
        return !isUrl()
                && !other.isUrl()
                && (namespace.isEmpty() || other.namespace.isEmpty() || namespace.equals(other.namespace))
                && (group.equals("*") || other.group.equals("*") || group.equals(other.group))
                && (resourceWithin(other.resource) || other.resourceWithin(resource))
                && (name == null || other.name == null || name.equals(other.name));
    }

    private boolean verbWithin(Atom other) {
        return other.verb.equals("*") || other.verb.equals(verb);
    }

    private boolean resourceWithin(String wider) {
        if (wider.equals("*") || wider.equals(resource)) {
            return true;
        }
        int slash = resource.indexOf('/');
        return slash >= 0
                && wider.length() == resource.length() - slash + 1
                && wider.charAt(0) == '*'
                && wider.regionMatches(1, resource, slash, resource.length() - slash);
    }

    /** A URL entry equals the wider one, or starts with what is left of that one without its trailing stars. */
    static boolean urlWithin(String url, String wider) {
        if (wider.equals(url)) {
            return true;
        }
        int end = wider.length();
        while (end > 0 && wider.charAt(end - 1) == '*') {
            end--;
        }
        return end < wider.length() && url.regionMatches(0, wider, 0, end);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Atom a
                && hash == a.hash
                && verb.equals(a.verb)
                && resource.equals(a.resource)
                && namespace.equals(a.namespace)
                && (group == null ? a.group == null : group.equals(a.group))
                && (name == null ? a.name == null : name.equals(a.name));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
