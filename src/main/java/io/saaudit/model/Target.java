package io.saaudit.model;

/** What a request is about (semantics A). */
public sealed interface Target {
    /**
     * A resource.
     *
     * @param group API group, empty for core
     * @param resource plural name as in URLs
     * @param subresource subresource, or empty
     * @param namespace namespace attribute, empty for a cluster-scoped object or all namespaces
     * @param name name attribute, empty when the request has none
     */
    record Resource(String group, String resource, String subresource, String namespace, String name)
            implements Target {
        /** {@code resource} or {@code resource/subresource}. */
        public String combined() {
            return subresource.isEmpty() ? resource : resource + "/" + subresource;
        }
    }

    /**
     * A URL path that is no resource.
     *
     * @param path as received, without a query
     */
    record Path(String path) implements Target {}
}
