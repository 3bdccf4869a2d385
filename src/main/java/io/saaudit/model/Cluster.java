package io.saaudit.model;

import java.time.Instant;
import java.util.List;

/**
 * The cluster that objects were listed from, by this run or by the one that wrote a snapshot.
 *
 * @param context the kubeconfig's context, or empty when there was none (in a pod, or with {@code --server} alone)
 * @param server URL of the API server, without credentials
 * @param version what the server calls itself, such as {@code v1.36.3}; empty when it did not say
 * @param reader who the server takes the reader for, or empty when it did not say
 * @param time when reading began
 * @param apiResources what the server serves by its discovery documents; empty when they could not be read
 * @param without kinds that were declared out of scope, sorted: not read, and no gap
 */
public record Cluster(
        String context,
        String server,
        String version,
        String reader,
        Instant time,
        List<ApiResource> apiResources,
        List<String> without) {}
