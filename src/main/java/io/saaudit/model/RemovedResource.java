package io.saaudit.model;

/**
 * A resource of a built-in group that no supported version serves any more: granting it has no effect.
 *
 * @param group API group
 * @param resource plural name, with its subresource where only that is gone; {@code *} when the whole group is
 * @param why in a sentence, such as {@code removed in Kubernetes 1.25}
 */
public record RemovedResource(String group, String resource, String why) {}
