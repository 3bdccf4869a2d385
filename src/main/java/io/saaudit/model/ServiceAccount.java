package io.saaudit.model;

import java.util.List;

/**
 * A ServiceAccount as declared.
 *
 * @param automount automountServiceAccountToken, or null when unset
 * @param secrets names in {@code secrets}: the mark of an auto-generated token Secret (semantics H.3)
 * @param imagePullSecrets names in {@code imagePullSecrets}
 * @param places where its fields stand
 */
public record ServiceAccount(
        Meta meta, Boolean automount, List<String> secrets, List<String> imagePullSecrets, FieldPlaces places)
        implements KubeObject {

    /** Field of {@link #places()}: automountServiceAccountToken. */
    public static final int AUTOMOUNT = 0;

    /** Field of {@link #places()}: secrets. */
    public static final int SECRETS = 1;
}
