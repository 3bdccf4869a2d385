package io.saaudit.render;

import io.saaudit.model.Cluster;
import io.saaudit.rule.OutOfScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a report of a cluster begins with: what was read, when and as whom, and what was left out. */
final class ClusterText {
    private ClusterText() {}

    /** The cluster in a few words. */
    static String name(Cluster cluster) {
        return "cluster " + (cluster.context().isEmpty() ? cluster.server() : cluster.context());
    }

    /** The sentences, not escaped; none for manifests. */
    static List<String> sentences(Cluster cluster) {
        List<String> all = new ArrayList<>();
        if (cluster == null) {
            return all;
        }
        String server = cluster.context().isEmpty() ? "" : " at " + cluster.server();
        String version = cluster.version().isEmpty() ? "" : ", Kubernetes " + cluster.version();
        String reader = cluster.reader().isEmpty() ? "" : " as " + cluster.reader();
        all.add("Read from " + name(cluster) + server + version + ", at " + cluster.time() + reader
                + ". No built-in role was assumed.");
        if (!cluster.without().isEmpty()) {
            List<String> rules = OutOfScope.rules(cluster.without());
            all.add("Left out (--without): " + String.join(", ", cluster.without()) + "."
                    + (rules.isEmpty() ? "" : " Not evaluated, or not in full: " + String.join(", ", rules) + "."));
        }
        return all;
    }

    /** The same for programs, inside of an object; nothing for manifests. */
    static void write(Cluster cluster, Json json) throws IOException {
        if (cluster == null) {
            return;
        }
        json.object("cluster")
                .field("context", cluster.context())
                .field("server", cluster.server())
                .field("version", cluster.version())
                .field("reader", cluster.reader())
                .field("time", cluster.time().toString())
                .strings("without", cluster.without())
                .strings("notEvaluated", OutOfScope.rules(cluster.without()))
                .endObject();
    }
}
