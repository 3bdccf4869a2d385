package io.saaudit.model;

/** A Node object. */
public record Node(Meta meta) implements KubeObject {}
