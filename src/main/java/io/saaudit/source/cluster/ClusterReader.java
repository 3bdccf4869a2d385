package io.saaudit.source.cluster;

import io.saaudit.model.ApiResource;
import io.saaudit.model.Cluster;
import io.saaudit.model.Note;
import io.saaudit.model.Origin;
import io.saaudit.model.Snapshot;
import io.saaudit.source.ListedObjects;
import io.saaudit.source.ServerLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a cluster: who and what the server is, the resources that it has, and the lists that are wanted, several at a
 * time. Nothing but GET requests and one review of the reader itself are sent.
 */
public final class ClusterReader {
    private static final int NAMESPACES_AT_A_TIME = 8;

    private final Connection connection;
    private final ClusterRequest request;
    private final Progress progress;
    private final String name;
    private final ServerLists lists;
    private final Asking asking;
    private final KindLists kinds;
    private final List<Note> notes = new ArrayList<>();
    private final List<List<ApiResource>> discovered = Arrays.asList(null, null);
    private String reader = "";

    private ClusterReader(Connection connection, ClusterRequest request, Progress progress, Pauses pauses) {
        this.connection = connection;
        this.request = request;
        this.progress = progress;
        this.name = "cluster " + (connection.context().isEmpty() ? connection.server() : connection.context());
        this.lists = new ServerLists(name);
        this.asking = new Asking(connection, pauses, progress);
        this.kinds = new KindLists(asking, request.pageSize(), progress);
    }

    /**
     * Reads what is wanted. What is refused, or cannot be read to its end, is in the snapshot's gaps, one a kind; the
     * number of threads changes nothing in the result.
     *
     * @param connection the server; not closed
     * @param request what is wanted
     * @param progress told how it goes
     * @return what was read, with {@link Snapshot#cluster()}
     * @throws ClusterException when the server does not answer, is none of Kubernetes, or takes nobody for logged in
     */
    public static Snapshot read(Connection connection, ClusterRequest request, Progress progress)
            throws ClusterException {
        return read(connection, request, progress, Pauses.REAL);
    }

    static Snapshot read(Connection connection, ClusterRequest request, Progress progress, Pauses pauses)
            throws ClusterException {
        return new ClusterReader(connection, request, progress, pauses).run();
    }

    private Snapshot run() throws ClusterException {
        String version = ServerFacts.version(connection, asking);
        progress.connected(version);
        List<KindLists.Listed> all = readKinds();
        Namespaces namespaces = namespaces(all);
        List<KindLists.Listed> ofNamespaces = readNamespaces(all, namespaces);
        ClusterGaps gaps = new ClusterGaps(Origin.of(name), namespaces);
        List<ListedObjects> objects = new ArrayList<>();
        for (KindLists.Listed whole : all) {
            List<KindLists.Listed> parts = ofNamespaces.stream()
                    .filter(part -> part.kind() == whole.kind())
                    .toList();
            gaps.add(whole, parts);
            objects.add(whole.objects());
            parts.forEach(part -> objects.add(part.objects()));
        }
        if (gaps.nobodyIsLoggedIn()) {
            throw ServerFacts.notLoggedIn(connection.server());
        }
        if (!gaps.lost().isEmpty()) {
            throw new ClusterException(
                    ClusterException.Kind.CONNECTION,
                    connection.server() + " no longer answers: " + gaps.lost(),
                    "Try again.");
        }
        Cluster cluster = new Cluster(
                connection.context(),
                connection.server(),
                version,
                reader,
                request.now(),
                apiResources(),
                request.outOfScope());
        return lists.gather(objects, gaps.list(), notes, cluster);
    }

    /** Lists the kinds of the whole cluster; the small documents about the server come beside the first of them. */
    private List<KindLists.Listed> readKinds() throws ClusterException {
        Set<ListedKind> wanted = request.wanted();
        List<Workers.Task> tasks = new ArrayList<>();
        KindLists.Listed[] found = new KindLists.Listed[wanted.size()];
        int number = 0;
        for (ListedKind kind : wanted) {
            int index = number++;
            if (kind != ListedKind.CUSTOM_RESOURCE_DEFINITION) {
                tasks.add(worker -> found[index] = kinds.read(kind, "", worker));
            }
        }
        tasks.add(Math.min(1, tasks.size()), worker -> discovered.set(1, discover("/apis")));
        tasks.add(Math.min(2, tasks.size()), worker -> discovered.set(0, discover("/api")));
        tasks.add(Math.min(3, tasks.size()), worker -> reader = ServerFacts.reader(connection));
        Workers.run(lists, request.parallel(), tasks);
        boolean unknown = discovered.contains(null);
        if (unknown) {
            notes.add(new Note(
                    Note.Kind.INPUT,
                    "the server does not tell which resources it has (aggregated discovery, on by default since 1.27);"
                            + " those of Kubernetes itself are assumed, with the custom ones that are defined",
                    Origin.of(name)));
            if (wanted.contains(ListedKind.CUSTOM_RESOURCE_DEFINITION)) {
                found[number - 1] = kinds.read(ListedKind.CUSTOM_RESOURCE_DEFINITION, "", lists.worker());
            }
        }
        return Arrays.stream(found).filter(listed -> listed != null).toList();
    }

    /** What one of the two documents says, or null when the server does not give it. */
    private List<ApiResource> discover(String path) throws ClusterException {
        try {
            return asking.get(path, Discovery.ACCEPT, "discovery", Discovery::read);
        } catch (Refusal e) {
            return null;
        }
    }

    private List<ApiResource> apiResources() {
        if (discovered.contains(null)) {
            return List.of();
        }
        List<ApiResource> all = new ArrayList<>();
        discovered.forEach(all::addAll);
        // Not by Comparator.comparing, whose lambdas no archive of classes holds: they can be serialized.
        all.sort((a, b) -> {
            int groups = a.group().compareTo(b.group());
            return groups != 0 ? groups : a.resource().compareTo(b.resource());
        });
        return List.copyOf(all);
    }

    /** Where to look when a kind may not be listed in the whole cluster; asked for only then. */
    private Namespaces namespaces(List<KindLists.Listed> all) throws ClusterException {
        if (all.stream().noneMatch(ClusterReader::isToBeTriedByNamespace)) {
            return new Namespaces(List.of(), true);
        }
        KindLists.Listed listed = null;
        for (KindLists.Listed one : all) {
            listed = one.kind() == ListedKind.NAMESPACE ? one : listed;
        }
        if (listed == null && !request.without().contains(ListedKind.NAMESPACE)) {
            listed = kinds.read(ListedKind.NAMESPACE, "", lists.worker());
        }
        boolean complete = listed != null && listed.refusal() == null;
        TreeSet<String> names =
                new TreeSet<>(listed == null ? List.of() : listed.objects().names());
        if (!complete) {
            names.addAll(request.namespaces());
            names.add(connection.namespace());
        }
        names.remove("");
        return new Namespaces(List.copyOf(names), complete);
    }

    private List<KindLists.Listed> readNamespaces(List<KindLists.Listed> all, Namespaces namespaces)
            throws ClusterException {
        List<KindLists.Listed> refused =
                all.stream().filter(ClusterReader::isToBeTriedByNamespace).toList();
        KindLists.Listed[] found =
                new KindLists.Listed[refused.size() * namespaces.names().size()];
        Set<ListedKind> wanted = EnumSet.noneOf(ListedKind.class);
        refused.forEach(listed -> wanted.add(listed.kind()));
        OwnRights rights = new OwnRights(new Reviews(connection));
        List<Workers.Task> tasks = new ArrayList<>();
        for (int n = 0; n < namespaces.names().size(); n++) {
            String namespace = namespaces.names().get(n);
            int first = n * refused.size();
            tasks.add(worker -> {
                Set<ListedKind> listable = rights.listable(namespace, wanted);
                for (int k = 0; k < refused.size(); k++) {
                    ListedKind kind = refused.get(k).kind();
                    found[first + k] = listable.contains(kind)
                            ? kinds.read(kind, namespace, worker)
                            : new KindLists.Listed(
                                    kind,
                                    namespace,
                                    worker.objects(kind.apiVersion(), kind.kind()),
                                    refused.get(k).refusal());
                }
            });
        }
        Workers.run(lists, NAMESPACES_AT_A_TIME, tasks);
        return List.of(found);
    }

    private static boolean isToBeTriedByNamespace(KindLists.Listed listed) {
        return listed.refusal() != null
                && listed.refusal().kind() == Refusal.Kind.FORBIDDEN
                && listed.kind().namespaced()
                && listed.objects().size() == 0;
    }

    /**
     * Namespaces that were tried one by one.
     *
     * @param complete whether there are no others
     */
    record Namespaces(List<String> names, boolean complete) {}
}
