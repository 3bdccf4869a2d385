package io.saaudit.source.cluster;

import io.saaudit.source.ListedObjects;
import io.saaudit.source.ServerLists;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Reads lists to their end, page after page. Safe for several threads. */
final class KindLists {
    private static final String JSON = "application/json";

    /** Nothing else is offered: an answer with data would be one that nobody asked for. */
    private static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    private static final String TOKEN_SECRETS =
            "fieldSelector=" + encoded("type=kubernetes.io/service-account-token") + "&";
    private static final int RESTARTS = 3;

    private final Asking asking;
    private final int pageSize;
    private final Progress progress;

    KindLists(Asking asking, int pageSize, Progress progress) {
        this.asking = asking;
        this.pageSize = pageSize;
        this.progress = progress;
    }

    /**
     * What came of a list.
     *
     * @param namespace the namespace that it is of, or empty
     * @param objects what was read, all of it or what stood before the end
     * @param refusal why it is not all, or null
     */
    record Listed(ListedKind kind, String namespace, ListedObjects objects, Refusal refusal) {}

    /**
     * Reads a list. When its continue token has become too old it begins anew, at most {@value #RESTARTS} times.
     *
     * @throws ClusterException when nothing can be asked any more
     */
    Listed read(ListedKind kind, String namespace, ServerLists.Worker worker) throws ClusterException {
        ListedObjects objects =
                kind == ListedKind.SECRET ? worker.tokenSecrets() : worker.objects(kind.apiVersion(), kind.kind());
        int restarts = 0;
        while (true) {
            try {
                pages(kind, namespace, objects);
                return new Listed(kind, namespace, objects, null);
            } catch (Refusal e) {
                if (e.kind() != Refusal.Kind.GONE) {
                    return new Listed(kind, namespace, objects, e);
                }
                objects.drop();
                if (restarts++ == RESTARTS) {
                    return new Listed(
                            kind,
                            namespace,
                            objects,
                            new Refusal(
                                    Refusal.Kind.BROKEN,
                                    "it became too old before it was read (410), " + restarts + " times"));
                }
            }
        }
    }

    private void pages(ListedKind kind, String namespace, ListedObjects objects) throws Refusal, ClusterException {
        String accept = kind == ListedKind.SECRET ? METADATA : JSON;
        String first = kind.path(encoded(namespace)) + "?" + (kind == ListedKind.SECRET ? TOKEN_SECRETS : "") + "limit="
                + pageSize;
        Set<String> tokens = new HashSet<>();
        // While the objects of a page are read, the server works on the next one.
        Ahead[] following = {null};
        String next = "";
        try {
            do {
                Ahead ahead = following[0];
                following[0] = null;
                ListedObjects.Page page = asking.get(
                        next.isEmpty() ? first : first + "&continue=" + encoded(next),
                        accept,
                        kind.plural(),
                        body -> objects.page(body, token -> {
                            drop(following[0]);
                            following[0] = tokens.contains(token)
                                    ? null
                                    : asking.ahead(first + "&continue=" + encoded(token), accept);
                        }),
                        ahead);
                progress.page(kind.kind(), objects.size(), page.remaining());
                next = page.next();
                if (!next.isEmpty() && !tokens.add(next)) {
                    throw new Refusal(Refusal.Kind.UNUSABLE, "the server gives the same continue token twice");
                }
            } while (!next.isEmpty());
        } finally {
            drop(following[0]);
        }
    }

    private static void drop(Ahead ahead) {
        if (ahead != null) {
            ahead.drop();
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
