package io.saaudit.model;

import java.util.List;

/**
 * What a CustomResourceDefinition adds to the API.
 *
 * @param group API group
 * @param plural plural name, as RBAC rules name it
 * @param kind kind
 * @param singular singular name, or empty
 * @param shortNames short names
 * @param namespaced scope
 * @param subresources {@code status} and {@code scale}, where declared by any version
 */
public record CustomResource(
        Meta meta,
        String group,
        String plural,
        String kind,
        String singular,
        List<String> shortNames,
        boolean namespaced,
        List<String> subresources)
        implements KubeObject {}
