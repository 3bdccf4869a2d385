package io.saaudit.model;

import java.util.Map;

/**
 * A Service.
 *
 * @param type ClusterIP when unset
 * @param selector labels of the pods behind it
 */
public record Service(Meta meta, String type, Map<String, String> selector) implements KubeObject {}
