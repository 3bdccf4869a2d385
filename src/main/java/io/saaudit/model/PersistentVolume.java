package io.saaudit.model;

/**
 * A PersistentVolume, as far as the files of a node go.
 *
 * @param path the path on the node of one of the types hostPath and local, or empty
 * @param claimNamespace namespace of the claim that it is bound to or kept for, or empty
 * @param claimName name of that claim, or empty
 */
public record PersistentVolume(Meta meta, String path, String claimNamespace, String claimName) implements KubeObject {}
