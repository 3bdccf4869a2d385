package io.saaudit.rule;

import io.saaudit.model.Origin;

/**
 * One fact that a finding rests on.
 *
 * @param what the fact in one sentence
 * @param origin where it was read, or null for one that was assumed
 */
public record Evidence(String what, Origin origin) {}
