package io.saaudit.cli;

import io.saaudit.model.Identity;
import io.saaudit.render.Renderer;
import io.saaudit.render.VerifyJson;
import io.saaudit.render.VerifyText;
import io.saaudit.render.VerifyView;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit verify}: holds our answers against those of the server. */
final class VerifyCommand implements Command {
    private static final int USUAL = 200;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "verify",
                "[ACCOUNT...]",
                List.of(
                        "Asks the cluster's API server (SubjectAccessReview) about requests drawn at random, half of them"
                                + " as some role allows them and half with one part changed, and compares its answers with"
                                + " those that sa-audit gives by the roles and bindings. What differs is shown with both"
                                + " reasons; where another authorizer than RBAC decides it is said so. Where you may"
                                + " impersonate them, the rules that the server lists are compared as well.",
                        "ACCOUNT is as in permissions; without one everybody whom a binding names is asked about. The"
                                + " questions need create on subjectaccessreviews.authorization.k8s.io, and no more; roles"
                                + " and bindings are read from the cluster too, or with -f from a snapshot or manifests."),
                "0 no difference, 1 an answer differs, 2 wrong usage, 3 not all could be compared.",
                List.of(
                        "$ sa-audit verify --samples 1000",
                        "$ sa-audit verify shop/ci -f prod.json.gz --context prod"));
        Options.words(spec, "[ACCOUNT...]", "Whom to ask about.");
        Options.values(spec, "NAME", "Only accounts of this namespace. Repeatable.", "-n", "--namespace");
        Options.value(spec, "N", "How many questions (default: 200).", "--samples");
        Options.value(spec, "N", "Draw the questions of an earlier run again (default: others each time).", "--seed");
        InputOptions.add(spec);
        OutputOptions.add(spec);
        Topic.of(
                spec,
                "which cluster is asked, and as whom: --context, --server, --as and others",
                Topic.INPUT,
                Topic.CLUSTER,
                Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        List<String> namespaces = Options.values(options, "-n");
        InputOptions input = InputOptions.of(options, List.of(), "default");
        int samples = Options.number(options, "--samples", USUAL);
        long seed = Options.number(options, "--seed", (int) (System.nanoTime() % 1_000_000) + 1);
        World world = input.paths().isEmpty() ? World.read(input, Needed.ACCOUNTS, io) : World.ofPaths(input, io);
        Messages.print(world.snapshot(), output, io);
        if (world.isEmpty()) {
            return Messages.nothingRead(world, input, io);
        }
        Who who = new Who(world.accounts(), namespaces);
        List<Identity> chosen = new ArrayList<>();
        for (String word : Options.words(options)) {
            chosen.add(who.named(word));
        }
        if (chosen.isEmpty() && !namespaces.isEmpty()) {
            world.accounts().all().stream()
                    .filter(account -> namespaces.contains(account.namespace()))
                    .forEach(account -> chosen.add(account.identity()));
            if (chosen.isEmpty()) {
                throw new UsageException("no account in " + String.join(" or ", namespaces), "");
            }
        }
        VerifyView view = VerifyRun.run(options, world, chosen, samples, seed, io);
        Renderer<VerifyView> renderer =
                output.format() == OutputOptions.Format.JSON ? new VerifyJson() : new VerifyText();
        output.write(view, renderer, io);
        notCompared(view.rules(), output, io);
        if (view.differs()) {
            return ExitStatus.NEGATIVE;
        }
        boolean all = world.snapshot().gaps().isEmpty() && view.unknown() < view.asked();
        return all ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }

    /** One note about those who may not be impersonated; what was asked by review counts all the same. */
    private static void notCompared(VerifyView.Rules rules, OutputOptions output, Io io) {
        if (rules.refused() > 0 && !output.quiet()) {
            String whom = rules.refused() == rules.identities()
                    ? "anybody"
                    : rules.refused() + " of " + rules.identities() + " identities";
            io.err()
                    .println(
                            Dispatch.line(
                                    "note: the rules that the server lists were not compared for " + whom
                                            + ", because you may not impersonate them",
                                    "That needs impersonate on serviceaccounts, users and groups; the other questions do not."));
        }
    }
}
