package io.saaudit.model;

/**
 * An entry of metadata.ownerReferences.
 *
 * @param kind kind of the owner
 * @param name its name, in the namespace of the dependent
 * @param uid its uid, or empty
 * @param controller whether it is the managing controller
 */
public record OwnerRef(String kind, String name, String uid, boolean controller) {}
