package io.saaudit.model;

import java.util.List;

/**
 * An Ingress.
 *
 * @param services names of the Services it leads to
 */
public record Ingress(Meta meta, List<String> services) implements KubeObject {}
