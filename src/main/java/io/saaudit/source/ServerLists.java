package io.saaudit.source;

import com.fasterxml.jackson.core.JsonFactory;
import io.saaudit.model.Cluster;
import io.saaudit.model.Gap;
import io.saaudit.model.Note;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * What an API server lists, read by the very reader that files are read by and gathered to one snapshot. Safe for several
 * threads; a {@link Worker} and what it makes belong to one.
 *
 * <p>All objects have one and the same place, the whole source: a line of a server's answer is nowhere to be looked up.
 */
public final class ServerLists {
    private final Source source;
    private final Limits limits = Limits.DEFAULT;
    private final JsonFactory json = JsonCursor.serverFactory(limits);
    private final RulePool rules = new RulePool();

    /** @param name what people are shown as the place of every object, such as {@code cluster prod} */
    public ServerLists(String name) {
        this.source = Source.of(name);
    }

    /** What shares equal values between all that one thread reads. */
    public Worker worker() {
        return new Worker(new Pool());
    }

    /**
     * Puts together what was read.
     *
     * @param lists what was read, in an order that does not depend on threads
     * @param gaps what could not be read
     * @param notes what is worth saying
     * @param cluster where it is from
     */
    public Snapshot gather(List<ListedObjects> lists, List<Gap> gaps, List<Note> notes, Cluster cluster) {
        Gathering all = new Gathering(new ArrayList<>(gaps), new ArrayList<>(notes));
        for (ListedObjects list : lists) {
            all.add(list.out(), source);
        }
        return all.snapshot(List.of(source), 0, cluster);
    }

    /** Starts lists for one thread. */
    public final class Worker {
        private final Pool pool;

        private Worker(Pool pool) {
            this.pool = pool;
        }

        /**
         * Nothing yet of the objects of a kind.
         *
         * @param apiVersion their apiVersion
         * @param kind their kind, one of those that the reader knows
         */
        public ListedObjects objects(String apiVersion, String kind) {
            return new ListedObjects(apiVersion, kind, false, json, limits, out());
        }

        /**
         * Nothing yet of Secrets of the type kubernetes.io/service-account-token, by their metadata alone. An answer
         * that holds more is refused before its first object.
         */
        public ListedObjects tokenSecrets() {
            return new ListedObjects("v1", "Secret", true, json, limits, out());
        }

        private Out out() {
            return new Out(1, pool, rules, "default");
        }
    }
}
