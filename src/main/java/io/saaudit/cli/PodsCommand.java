package io.saaudit.cli;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.Workload;
import io.saaudit.render.PodsJson;
import io.saaudit.render.PodsText;
import io.saaudit.render.PodsView;
import io.saaudit.render.Renderer;
import io.saaudit.render.Running;
import io.saaudit.rule.Audit;
import io.saaudit.source.InputPathException;
import io.saaudit.workload.Workloads.Use;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit pods}: which account every workload runs as, and whether a token is in reach. */
final class PodsCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "pods",
                "[-f PATH...]",
                List.of(
                        "Shows which account every workload runs as and why, which tokens its containers can reach, and"
                                + " what the account may do beyond what every account may.",
                        "Pods stand under what makes them, a Deployment for instance. -o wide shows every container"
                                + " with its tokens, where they are, and until when a copy of one works."),
                "0 everything was read, 2 wrong usage, 3 something could not be read.",
                List.of("$ sa-audit pods -f manifests", "$ helm template chart | sa-audit pods -o wide -f -"));
        Options.values(spec, "NAME", "Only workloads of this namespace. Repeatable.", "-n", "--namespace");
        InputOptions.add(spec);
        OutputOptions.add(spec);
        Topic.of(spec, Topic.INPUT, Topic.CLUSTER, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        List<String> namespaces = Options.values(options, "-n");
        InputOptions input =
                InputOptions.of(options, List.of(), namespaces.size() == 1 ? namespaces.get(0) : "default");
        World world = World.read(input, Needed.ALL, io);
        Messages.print(world.snapshot(), output, io);
        if (world.isEmpty()) {
            return Messages.nothingRead(world, input, io);
        }
        Renderer<PodsView> renderer = output.format() == OutputOptions.Format.JSON
                ? new PodsJson()
                : new PodsText(output.style(), output.format() == OutputOptions.Format.WIDE);
        output.write(view(namespaces, world), renderer, io);
        return world.snapshot().gaps().isEmpty() ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }

    private static PodsView view(List<String> namespaces, World world) {
        Audit audit = world.audit();
        Runnings runnings = new Runnings(world, audit);
        List<Running> workloads = new ArrayList<>();
        Set<ObjectKey> listed = new HashSet<>();
        for (Use use : audit.workloads().all()) {
            if (namespaces.isEmpty() || namespaces.contains(use.owner().namespace())) {
                workloads.add(runnings.of(use));
                for (Workload member : use.members()) {
                    listed.add(member.key());
                }
            }
        }
        return new PodsView(workloads, runnings.unusual(), leftOut(world, namespaces, listed), world.snapshot());
    }

    private static PodsView.LeftOut leftOut(World world, List<String> namespaces, Set<ObjectKey> listed) {
        int finished = 0;
        int mirror = 0;
        int retired = 0;
        for (Workload workload : world.snapshot().objects().workloads()) {
            boolean selected = namespaces.isEmpty() || namespaces.contains(workload.namespace());
            if (!selected || !listed.add(workload.key())) {
                continue;
            }
            if (workload.isMirror()) {
                mirror++;
            } else if (workload.isFinished()) {
                finished++;
            } else {
                retired++;
            }
        }
        return new PodsView.LeftOut(finished, mirror, retired);
    }
}
