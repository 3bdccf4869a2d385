package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;

/**
 * The answer of {@code can-i}.
 *
 * @param decision the decision, its notes made complete with how the question was taken
 * @param asked the question before a server would have corrected it
 * @param clusterScoped whether it is about a cluster-scoped resource
 * @param snapshot what was read
 */
public record CanIAnswer(Decision decision, Request asked, boolean clusterScoped, Snapshot snapshot) {}
