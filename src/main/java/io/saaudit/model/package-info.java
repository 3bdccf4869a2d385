/**
 * What was read (a {@link io.saaudit.model.Snapshot} of Kubernetes objects with their places in the input) and the
 * answers given about it. Values only: no I/O, no library, no clock.
 */
package io.saaudit.model;
