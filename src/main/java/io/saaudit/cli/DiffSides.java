package io.saaudit.cli;

import io.saaudit.catalog.Catalog;
import io.saaudit.model.ApiResource;
import io.saaudit.model.CustomResource;
import io.saaudit.model.SecondThread;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.Standings;
import io.saaudit.report.Applied;
import io.saaudit.source.GitRange;
import io.saaudit.source.InputPathException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParseResult;

/** The two sides of a comparison: how they are named, and what was read. */
final class DiffSides {
    private final SideInput from;
    private final SideInput to;
    private World base;
    private World head;
    /** Whether nothing was read of what is applied to a cluster. */
    private boolean nothingApplied;

    private DiffSides(SideInput from, SideInput to) {
        this.from = from;
        this.to = to;
    }

    /**
     * The sides that the words name.
     *
     * @throws UsageException when they are not two, or the same
     * @throws InputPathException when a revision is not there
     */
    static DiffSides of(ParseResult options) throws UsageException, InputPathException {
        List<String> words = Options.words(options);
        String range = Options.value(options, "--git", "");
        if (!range.isEmpty()) {
            GitRange found = GitRange.of(range, words, null);
            return new DiffSides(
                    SideInput.ofRevision(found.base(), found.baseInputs()),
                    SideInput.ofRevision(found.head(), found.headInputs()));
        }
        if (words.size() != 2) {
            throw new UsageException(
                    words.isEmpty() ? "no sides to compare" : "two sides are compared: BASE and HEAD",
                    "As in sa-audit diff old new, or sa-audit diff --git origin/main...HEAD.");
        }
        SideInput one = SideInput.of(words.get(0));
        SideInput other = SideInput.of(words.get(1));
        if (one.name().equals("-") && other.name().equals("-")) {
            throw new UsageException("standard input can be one side only", "Name a file for the other.");
        }
        if (one.isSame(other)) {
            throw new UsageException(
                    one.name() + " and " + other.name() + " are the same",
                    "Name how it was, and then how it is to be.");
        }
        return new DiffSides(one, other);
    }

    SideInput from() {
        return from;
    }

    SideInput to() {
        return to;
    }

    /** How they were named, the old one first. */
    List<String> names() {
        return List.of(from.name(), to.name());
    }

    /**
     * Reads both. Where files follow a cluster, or a snapshot of one, they are applied to it.
     *
     * @throws UsageException when a cluster cannot be read
     */
    void read(InputOptions input, Io io) throws InputPathException, UsageException {
        if (!from.isCluster() && !to.isCluster()) {
            ClusterFlags.noneBesidePaths(input.given());
        }
        boolean both = from.isFile() && to.isFile();
        SecondThread<Attempt> second = both ? SecondThread.begin("new side", new Reading(to, input, io)) : null;
        base = both ? new Reading(from, input, io).call().world() : world(from, input, false, io);
        boolean applying = base.snapshot().fromServer() && !to.isCluster();
        InputOptions rest = input;
        if (applying && !input.given().hasMatchedOption("--default-namespace")) {
            rest = input.withDefaultNamespace(base.namespace());
        }
        // Files that are applied to a snapshot are numbered behind it: what was read beside it is read again.
        head = both && !applying ? second.got().world() : world(to, rest, applying, io);
        if (head.snapshot().fromServer() && !base.snapshot().fromServer() && input.version() == null) {
            // What is assumed is that of the server's version: no change of Kubernetes' own is one of theirs.
            base = base.as(head.version());
        } else if (applying && !head.snapshot().fromServer()) {
            nothingApplied = head.isEmpty();
            head = base.with(Applied.of(base.snapshot(), head.snapshot()));
        }
    }

    /** What came of reading: a world, or why there is none. */
    private record Attempt(World read, InputPathException failed) {
        World world() throws InputPathException {
            if (failed != null) {
                throw failed;
            }
            return read;
        }
    }

    /** Reads a file and works out what either side needs of it: one after the other that takes nearly twice as long. */
    private record Reading(SideInput side, InputOptions input, Io io) implements Callable<Attempt> {
        @Override
        public Attempt call() {
            try {
                World read = World.ofPaths(input.of(side.inputs(), input.version()), io, 0);
                read.audit();
                return new Attempt(read, null);
            } catch (InputPathException e) {
                return new Attempt(null, e);
            }
        }
    }

    private static World world(SideInput side, InputOptions input, boolean applied, Io io)
            throws InputPathException, UsageException {
        if (side.isCluster()) {
            return World.ofCluster(input.of(List.of(), input.version()), side.context(), Needed.ALL, io);
        }
        return World.ofPaths(input.of(side.inputs(), input.version()), io, applied ? 1 : 0);
    }

    World base() {
        return base;
    }

    World head() {
        return head;
    }

    /** Whether the new side holds nothing: then nothing is compared. */
    boolean isHeadEmpty() {
        return head.isEmpty() || nothingApplied;
    }

    /** Names of sides of which nothing of a kind that matters was read. */
    List<String> empty() {
        List<String> empty = new ArrayList<>();
        if (base.isEmpty()) {
            empty.add(from.name());
        }
        if (isHeadEmpty()) {
            empty.add(to.name());
        }
        return List.copyOf(empty);
    }

    /** One judgement of resources for both: a custom resource that only one side defines is the same on the other. */
    Standings standings() {
        Set<ApiResource> served = new LinkedHashSet<>(base.apiResources());
        served.addAll(head.apiResources());
        List<CustomResource> custom = new ArrayList<>(base.snapshot().objects().customResources());
        custom.addAll(head.snapshot().objects().customResources());
        return new Standings(new ResourceScopes(served, custom), Catalog.removed(head.version()));
    }
}
