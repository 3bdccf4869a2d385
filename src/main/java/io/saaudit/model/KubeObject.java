package io.saaudit.model;

/** An object of a modelled kind. */
public interface KubeObject {
    /** Type, metadata and places. */
    Meta meta();

    /** Group, kind, namespace and name. */
    default ObjectKey key() {
        return meta().key();
    }

    default String namespace() {
        return meta().namespace();
    }

    default String name() {
        return meta().name();
    }
}
