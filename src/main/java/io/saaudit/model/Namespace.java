package io.saaudit.model;

/** A Namespace object. */
public record Namespace(Meta meta) implements KubeObject {}
