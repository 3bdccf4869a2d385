package io.saaudit.cli;

import io.saaudit.config.Config;
import io.saaudit.config.Thresholds;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.Origin;
import io.saaudit.render.ExplainJson;
import io.saaudit.render.ExplainText;
import io.saaudit.render.ExplainView;
import io.saaudit.render.Renderer;
import io.saaudit.render.Story;
import io.saaudit.report.Gate;
import io.saaudit.report.GateRules;
import io.saaudit.report.Report;
import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit explain KIND/NAME}: the story of one object. */
final class ExplainCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "explain",
                "KIND/NAME [-f PATH...]",
                List.of(
                        "Tells the story of one object. Of a pod or workload: its account and why, its tokens and how"
                                + " long they work, what it may do, who decides, and how to try it. Of an account: what"
                                + " runs as it, its bindings, permissions and tokens. Of a role: its rules and who holds"
                                + " it. Of a binding: who gets what. Of a Secret: whose token it is, and what replaces"
                                + " it.",
                        "KIND is as in kubectl: deploy, pod, sts, ds, job, cronjob, sa, secret, role, clusterrole,"
                                + " rolebinding, clusterrolebinding. All namespaces are looked into unless -n names one;"
                                + " NAME may be NAMESPACE/NAME too.",
                        "What scan finds on it is told with the configuration that scan would use."),
                "0 fine, 1 no such object, 2 wrong usage, 3 something could not be read.",
                List.of(
                        "$ sa-audit explain deploy/nginx-1 -n ns-1 -f manifests",
                        "$ sa-audit explain clusterrole/edit -f manifests"));
        Options.words(spec, "KIND/NAME", "The object.");
        Options.values(spec, "NAME", "Look into this namespace only. Repeatable.", "-n", "--namespace");
        Options.value(spec, "FILE", "The configuration (default: as for scan).", "--config");
        Options.flag(spec, "Use no configuration.", "--no-config");
        InputOptions.add(spec);
        OutputOptions.add(spec);
        Topic.of(spec, Topic.INPUT, Topic.CLUSTER, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        List<String> namespaces = Options.values(options, "-n");
        Path folder = RepoPaths.workingFolder();
        Config config = ConfigFiles.of(options, folder);
        Expectations expectations = new Expectations(config);
        InputOptions input =
                InputOptions.of(options, List.of(), namespaces.size() == 1 ? namespaces.get(0) : "default");
        World world = World.read(input, Needed.ALL, io);
        Messages.print(world.snapshot(), output, io);
        if (world.isEmpty()) {
            return Messages.nothingRead(world, input, io);
        }
        boolean everything = world.snapshot().gaps().isEmpty();
        Audit audit = world.audit();
        ObjectArgument argument = ObjectArgument.of(Options.words(options), namespaces, audit);
        if (argument.found() == null) {
            notFound(argument, namespaces, everything, io);
            return everything ? ExitStatus.NEGATIVE : ExitStatus.INCOMPLETE;
        }
        Renderer<ExplainView> renderer = output.format() == OutputOptions.Format.JSON
                ? new ExplainJson()
                : new ExplainText(output.style(), output.format() == OutputOptions.Format.WIDE);
        GateRules rules =
                new GateRules(Thresholds.DEFAULT, true, config, true, null, false, new Today(), new RepoPaths(folder));
        Report report = Scan.of(audit, Selection.ALL, rules, expectations.rules(world));
        output.write(view(argument.found(), report, world, audit), renderer, io);
        return everything ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }

    private static void notFound(ObjectArgument argument, List<String> namespaces, boolean everything, Io io) {
        String where = namespaces.isEmpty() ? "" : " in " + String.join(" or ", namespaces);
        String what = "no " + argument.kind() + " " + argument.name() + where + " in what was read"
                + (everything ? "" : ", but not everything could be read");
        List<String> near = new ArrayList<>();
        for (ObjectKey key : argument.near()) {
            near.add(key.toString());
        }
        io.err().println(Dispatch.line(what, near.isEmpty() ? "" : "Near: " + String.join(", ", near) + "."));
    }

    private static ExplainView view(ObjectKey key, Report report, World world, Audit audit) {
        Runnings runnings = new Runnings(world, audit);
        List<Finding> findings = report.findings();
        Story story = story(key, findings, world, audit, runnings);
        List<Origin> places = new ArrayList<>();
        int definitions = 0;
        for (KubeObject object : of(key.kind(), world.snapshot().objects())) {
            if (object.key().equals(key)) {
                definitions++;
                for (long place : object.meta().places()) {
                    places.add(world.snapshot().origin(place));
                }
            }
        }
        boolean builtIn = definitions == 0
                && (story instanceof Story.OfRole role && role.role().assumed()
                        || story instanceof Story.OfBinding binding
                                && binding.given().binding().assumed());
        List<Finding> about = new ArrayList<>();
        for (Finding finding : findings) {
            if (isAbout(finding, key, story)) {
                about.add(finding);
            }
        }
        int suppressed = 0;
        for (Gate.Suppressed one : report.gate().suppressed()) {
            suppressed += isAbout(one.finding(), key, story) ? 1 : 0;
        }
        return new ExplainView(
                key,
                places,
                Math.max(0, definitions - 1),
                builtIn,
                story,
                runnings.everyAccount(),
                runnings.unusual(),
                about,
                suppressed,
                world.snapshot());
    }

    private static Story story(ObjectKey key, List<Finding> findings, World world, Audit audit, Runnings runnings) {
        return switch (key.kind()) {
            case "ServiceAccount" -> new Stories(world, audit, runnings).account(key);
            case "Secret" -> new Stories(world, audit, runnings).secret(key, findings);
            case "Role", "ClusterRole" -> new RoleStories(world, audit, runnings).role(key);
            case "RoleBinding", "ClusterRoleBinding" -> new RoleStories(world, audit, runnings).binding(key);
            default -> new Stories(world, audit, runnings).workload(key);
        };
    }

    private static List<? extends KubeObject> of(String kind, Objects objects) {
        return switch (kind) {
            case "ServiceAccount" -> objects.serviceAccounts();
            case "Secret" -> objects.secrets();
            case "Role", "ClusterRole" -> objects.roles();
            case "RoleBinding", "ClusterRoleBinding" -> objects.bindings();
            default -> objects.workloads();
        };
    }

    /** Whether the object is to blame, or the account is touched. */
    private static boolean isAbout(Finding finding, ObjectKey key, Story story) {
        if (story instanceof Story.OfAccount) {
            String user = Identity.serviceAccount(key.namespace(), key.name()).user();
            return finding.cause().equals(key) || finding.subjects().contains(user);
        }
        return finding.cause().equals(key)
                || story instanceof Story.OfWorkload workload
                        && finding.cause().equals(workload.running().owner());
    }
}
