package io.saaudit.model;

/**
 * A PersistentVolumeClaim.
 *
 * @param volumeName the PersistentVolume that it is bound to or asks for, or empty
 */
public record PersistentVolumeClaim(Meta meta, String volumeName) implements KubeObject {}
