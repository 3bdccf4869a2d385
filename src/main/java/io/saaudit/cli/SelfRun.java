package io.saaudit.cli;

import io.saaudit.model.KubeObject;
import io.saaudit.model.Snapshot;
import io.saaudit.render.SelfJson;
import io.saaudit.render.SelfText;
import io.saaudit.render.SelfView;
import io.saaudit.source.cluster.ClusterException;
import io.saaudit.source.cluster.Connection;
import io.saaudit.source.cluster.Reviews;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.ParseResult;

/** {@code permissions --self}: what the server says that the present credential may do. It need not be able to list anything. */
final class SelfRun {
    private SelfRun() {}

    /**
     * Asks in each namespace that is named, else in each that there is, else in the context's.
     *
     * @param named namespaces of {@code -n}
     */
    static ExitStatus run(ParseResult options, List<String> named, OutputOptions output, Io io)
            throws UsageException, IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        SelfView view;
        try (Connection connection = ClusterInput.open(options, now, io)) {
            Snapshot snapshot = ClusterInput.namespaces(connection, named.isEmpty(), now);
            boolean everywhere = named.isEmpty() && snapshot.gaps().isEmpty();
            TreeSet<String> names = new TreeSet<>(named);
            for (KubeObject namespace : snapshot.objects().namespaces()) {
                names.add(namespace.name());
            }
            if (names.isEmpty()) {
                names.add(connection.namespace());
            }
            Reviews reviews = new Reviews(connection);
            List<SelfView.InNamespace> rules = Asked.all(List.copyOf(names), name -> {
                Reviews.SelfRules said = reviews.selfRules(name);
                return new SelfView.InNamespace(name, said.rules(), said.incomplete(), said.error());
            });
            view = new SelfView(rules, everywhere, snapshot.withGaps(List.of()));
        } catch (ClusterException e) {
            throw ClusterInput.failure(e);
        }
        output.write(
                view, output.format() == OutputOptions.Format.JSON ? new SelfJson() : new SelfText(output.style()), io);
        return view.complete() ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }
}
