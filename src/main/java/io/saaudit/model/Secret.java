package io.saaudit.model;

import java.util.List;

/**
 * A Secret without its data.
 *
 * @param type its type, {@code Opaque} when unset
 * @param keys names of the keys of data and stringData
 * @param hasToken whether the key {@code token} has a value that is not empty
 * @param places where its fields stand
 */
public record Secret(Meta meta, String type, List<String> keys, boolean hasToken, FieldPlaces places)
        implements KubeObject {

    /** The type of a long-lived token (api core/v1 SecretTypeServiceAccountToken). */
    public static final String SERVICE_ACCOUNT_TOKEN = "kubernetes.io/service-account-token";

    /** The annotation that names its account (api core/v1 ServiceAccountNameKey). */
    public static final String ACCOUNT_NAME = "kubernetes.io/service-account.name";

    /** The label that takes a token back, whatever its value is (semantics H.1). */
    public static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";

    /** Field of {@link #places()}: type. */
    public static final int TYPE = 0;

    /** Field of {@link #places()}: the key token in data or stringData. */
    public static final int TOKEN = 1;

    /** Whether it is a long-lived token of an account. */
    public boolean isServiceAccountToken() {
        return type.equals(SERVICE_ACCOUNT_TOKEN);
    }

    /** The account that it belongs to, or empty. */
    public String accountName() {
        return meta.annotations().getOrDefault(ACCOUNT_NAME, "");
    }
}
