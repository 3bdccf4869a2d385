package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Permissions;
import io.saaudit.rbac.EffectivePermissions;
import io.saaudit.render.PermissionsJson;
import io.saaudit.render.PermissionsText;
import io.saaudit.render.PermissionsView;
import io.saaudit.render.Renderer;
import io.saaudit.source.InputPathException;
import io.saaudit.workload.Workloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit permissions [ACCOUNT...]}: what identities may do, each permission with where it comes from. */
final class PermissionsCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "permissions",
                "[ACCOUNT...] [-f PATH...]",
                List.of(
                        "Shows what accounts may do, and which role and binding each permission comes from: everything"
                                + " that is granted directly, through a group, or by an aggregated role, without what"
                                + " a wider grant covers.",
                        "ACCOUNT is NAMESPACE/NAME, system:serviceaccount:NAMESPACE:NAME, user:NAME, group:NAME, or the"
                                + " bare name of an account of the namespace of -n. Without one: all accounts in sight"
                                + " that hold something of their own.",
                        "--self asks the cluster instead what the credential that is used may do itself.",
                        "What has an effect in special requests only, or none at all, stands apart with the reason."),
                "0 everything was read, 2 wrong usage, 3 something could not be read.",
                List.of(
                        "$ sa-audit permissions ns-1/k-sa-1 -f manifests",
                        "$ sa-audit permissions -n ns-1 -o wide -f manifests",
                        "$ sa-audit permissions --self -n prod --server https://10.0.0.1:6443 --token-file token"));
        Options.words(spec, "[ACCOUNT...]", "Whose permissions.");
        Options.values(spec, "NAME", "Only accounts of this namespace. Repeatable.", "-n", "--namespace");
        Options.flag(spec, "Show in full what every account has.", "--all");
        Options.flag(
                spec,
                "Ask the cluster what the present credential may do, in each namespace of -n, else in all. It need not be"
                        + " able to list anything.",
                "--self");
        InputOptions.add(spec);
        OutputOptions.add(spec);
        Topic.of(spec, Topic.INPUT, Topic.CLUSTER, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        List<String> namespaces = Options.values(options, "-n");
        String single = namespaces.size() == 1 ? namespaces.get(0) : "default";
        InputOptions input = InputOptions.of(options, List.of(), single);
        if (Options.isSet(options, "--self")) {
            if (!Options.words(options).isEmpty() || !input.paths().isEmpty()) {
                throw new UsageException(
                        "--self is about the present credential: no account and no path beside it",
                        "As in permissions --self -n prod --token-file token.");
            }
            return SelfRun.run(options, namespaces, output, io);
        }
        Needed needed = Options.words(options).isEmpty() ? Needed.USES : Needed.ACCOUNTS;
        World world = World.read(input, needed, io);
        PermissionsView view = view(Options.words(options), namespaces, Options.isSet(options, "--all"), world);
        Messages.print(world.snapshot(), output, io);
        if (world.isEmpty()) {
            return Messages.nothingRead(world, input, io);
        }
        Renderer<PermissionsView> renderer = output.format() == OutputOptions.Format.JSON
                ? new PermissionsJson()
                : new PermissionsText(output.style(), output.format() == OutputOptions.Format.WIDE);
        output.write(view, renderer, io);
        return world.snapshot().gaps().isEmpty() ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }

    private static PermissionsView view(List<String> words, List<String> namespaces, boolean all, World world)
            throws UsageException {
        Who who = new Who(world.accounts(), namespaces);
        EffectivePermissions permissions = world.permissions();
        Workloads workloads = world.knowsUses() ? world.workloads() : null;
        List<PermissionsView.Holder> holders = new ArrayList<>();
        for (String word : words) {
            holders.add(holder(who.named(word), who, workloads, permissions));
        }
        if (words.isEmpty()) {
            for (Account account : world.accounts().all()) {
                boolean selected = namespaces.isEmpty() || namespaces.contains(account.namespace());
                if (selected && !account.assumedOnly()) {
                    PermissionsView.Holder holder = holder(account.identity(), who, workloads, permissions);
                    if (all || holdsSomething(holder)) {
                        holders.add(holder);
                    }
                }
            }
        }
        List<PermissionRow> everyone = Everyone.rows(world, permissions);
        List<PermissionRow> unusual = Everyone.unusual(everyone, world);
        return new PermissionsView(holders, everyone, unusual, all, world.snapshot());
    }

    private static boolean holdsSomething(PermissionsView.Holder holder) {
        Permissions permissions = holder.permissions();
        return !holder.own().isEmpty()
                || !permissions.limited().isEmpty()
                || !permissions.inert().isEmpty()
                || !permissions.unresolved().isEmpty();
    }

    /** The identity with what it may do, apart from and like every account. */
    static PermissionsView.Holder holder(
            Identity identity, Who who, Workloads workloads, EffectivePermissions permissions) {
        Permissions all = permissions.of(identity);
        List<PermissionRow> own = new ArrayList<>();
        List<PermissionRow> shared = new ArrayList<>();
        for (PermissionRow row : all.live()) {
            (Everyone.has(row) ? shared : own).add(row);
        }
        return new PermissionsView.Holder(
                identity,
                usedBy(identity, workloads),
                who.clouds(identity),
                who.beyondRbac(identity),
                all,
                own,
                shared);
    }

    /** What runs as it; null where that was not looked for. */
    private static List<String> usedBy(Identity identity, Workloads workloads) {
        if (workloads == null) {
            return null;
        }
        String[] account = identity.account();
        List<String> owners = new ArrayList<>();
        if (account != null) {
            for (Workloads.Use use : workloads.runningAs(account[0], account[1])) {
                owners.add(use.owner().toString());
            }
        }
        return owners;
    }
}
