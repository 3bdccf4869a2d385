package io.saaudit.cli;

import io.saaudit.model.Snapshot;
import io.saaudit.source.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit snapshot FILE}: keeps what is read of a cluster, to ask it later and elsewhere. */
final class SnapshotCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "snapshot",
                "FILE",
                List.of(
                        "Reads the cluster of the current context and writes what was read to FILE (.json, or packed as"
                                + " .json.gz; - for standard output). Every command takes it with -f FILE, and answers as it"
                                + " would have of the cluster at that time.",
                        "No value of a Secret, no token, no managedFields and no value of an environment variable is in"
                                + " it; names, labels and annotations are. Only its owner may read the file."),
                "0 everything was read, 2 wrong usage, 3 something could not be read.",
                List.of("$ sa-audit snapshot prod.json.gz --context prod", "$ sa-audit scan prod.json.gz"));
        Options.words(spec, "FILE", "Where to.");
        Options.values(
                spec,
                "NAME",
                "Look into this namespace where namespaces may not be listed. Repeatable.",
                "-n",
                "--namespace");
        ClusterFlags.add(spec, true, true);
        Options.flag(spec, "Print no notes, only what could not be read.", "--quiet");
        Options.flag(spec, "Print the stack trace of a defect.", "--debug");
        Topic.of(spec, "which cluster, and as whom: --context, --server, --as and others", Topic.CLUSTER);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, IOException {
        List<String> words = Options.words(options);
        if (words.size() != 1) {
            throw new UsageException("snapshot takes one file", "As in sa-audit snapshot prod.json.gz.");
        }
        String name = words.get(0);
        Path file = name.equals("-") ? null : OutputOptions.file("snapshot", name);
        if (file != null && Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UsageException("snapshot " + name + ": no plain file", "For a pipe write - and redirect it.");
        }
        Snapshot snapshot = ClusterInput.read(options, "", Needed.ALL, io).snapshot();
        Messages.gaps(snapshot.gaps(), io);
        if (file == null) {
            SnapshotFile.write(snapshot, io.out());
        } else {
            SnapshotFile.write(snapshot, file);
            if (!Options.isSet(options, "--quiet")) {
                io.err()
                        .println(Dispatch.line(
                                "wrote " + snapshot.objects().size() + " objects to " + name,
                                "Ask it with -f " + name + "."));
            }
        }
        return snapshot.gaps().isEmpty() ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }
}
