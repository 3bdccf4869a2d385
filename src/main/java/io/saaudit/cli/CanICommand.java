package io.saaudit.cli;

import io.saaudit.model.Decision;
import io.saaudit.model.Identity;
import io.saaudit.model.Note;
import io.saaudit.model.Request;
import io.saaudit.model.Truth;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.render.CanIAnswer;
import io.saaudit.render.CanIJson;
import io.saaudit.render.CanIText;
import io.saaudit.render.Renderer;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit can-i VERB RESOURCE --as WHO}: whether somebody may do something, and why. */
final class CanICommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "can-i",
                "(VERB RESOURCE --as WHO | --requests FILE) [-f PATH...]",
                List.of(
                        "Says whether an identity may do something, with the deciding grant and its place; or the rules"
                                + " that come nearest, and what each misses on.",
                        "RESOURCE is as in kubectl: pods, po, Pod, deployments.apps, pods/log (a subresource), pods/web"
                                + " (a name), or a path such as /healthz.",
                        "WHO is NAMESPACE/NAME or system:serviceaccount:NAMESPACE:NAME for an account, user:NAME,"
                                + " group:NAME, or the bare name of an account of the namespace of -n.",
                        "The answer is for the request that a server would really see; what was corrected is said."),
                "0 yes, 1 no (--requests: not as expected), 2 wrong usage, 3 unknown.",
                List.of(
                        "$ sa-audit can-i list pods --as ns-1/k-sa-1 -n ns-1 -f manifests",
                        "$ helm template chart | sa-audit can-i get secrets --as ns-1/build-robot -A -f -"));
        Options.words(spec, "VERB RESOURCE", "What is asked.");
        Options.value(spec, "WHO", "Who it is asked about.", "--as");
        Options.values(
                spec, "GROUP", "Groups of that identity instead of those it would have. Repeatable.", "--as-group");
        Options.value(
                spec,
                "NAME",
                "Namespace of the request (default: default; of a cluster the context's).",
                "-n",
                "--namespace");
        Options.flag(spec, "Ask for all namespaces at once.", "-A", "--all-namespaces");
        Options.value(spec, "NAME", "Name of the object.", "--name");
        Options.value(spec, "NAME", "Subresource, such as log or exec.", "--subresource");
        Options.value(
                spec,
                "FILE",
                "Answer the requests in this file (- for standard input) instead: one JSON object a line, each taken as"
                        + " a SubjectAccessReview; the answers are JSON lines too.",
                "--requests");
        InputOptions.add(spec, false);
        OutputOptions.add(spec);
        Topic.of(spec, Topic.INPUT, Topic.CLUSTER, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        InputOptions input = InputOptions.of(options, List.of(), "default");
        List<String> words = Options.words(options);
        if (options.hasMatchedOption("--requests")) {
            alone(options, words);
            return RequestsRun.run(Options.value(options, "--requests", ""), input, output, io);
        }
        if (words.size() != 2) {
            throw new UsageException(
                    "can-i takes a verb and a resource", "As in can-i list pods --as ns-1/web -n ns-1.");
        }
        String who = Options.value(options, "--as", "");
        if (who.isEmpty()) {
            throw new UsageException("can-i needs --as WHO", "WHO is NAMESPACE/NAME, user:NAME or group:NAME.");
        }
        World world = World.read(input, Needed.RIGHTS, io);
        CanIAnswer answer = answer(options, words, who, world);
        Messages.print(world.snapshot(), output, io);
        if (world.isEmpty()) {
            return Messages.nothingRead(world, input, io);
        }
        Renderer<CanIAnswer> renderer = output.format() == OutputOptions.Format.JSON
                ? new CanIJson()
                : new CanIText(output.style(), output.format() == OutputOptions.Format.WIDE);
        output.write(answer, renderer, io);
        return status(answer.decision().truth());
    }

    private static void alone(ParseResult options, List<String> words) throws UsageException {
        boolean others = !words.isEmpty();
        for (String name : List.of("--as", "--as-group", "-n", "-A", "--name", "--subresource")) {
            others |= options.hasMatchedOption(name);
        }
        if (others) {
            throw new UsageException(
                    "--requests takes no other question", "What is asked, and of whom, stands in its lines.");
        }
    }

    private static ExitStatus status(Truth truth) {
        return switch (truth) {
            case YES -> ExitStatus.FINE;
            case NO -> ExitStatus.NEGATIVE;
            case UNKNOWN -> ExitStatus.INCOMPLETE;
        };
    }

    private static CanIAnswer answer(ParseResult options, List<String> words, String who, World world)
            throws UsageException {
        boolean everywhere = Options.isSet(options, "-A");
        String namespace = Options.value(options, "-n", "");
        if (everywhere && !namespace.isEmpty()) {
            throw new UsageException("-n and -A exclude each other", "");
        }
        Who accounts = new Who(world.accounts(), namespace.isEmpty() ? List.of() : List.of(namespace));
        Identity identity = accounts.named(who);
        List<String> groups = Options.values(options, "--as-group");
        Identity asked = groups.isEmpty() ? identity : Who.withGroups(identity, groups);
        ResourceArgument resource = ResourceArgument.of(options, words.get(0), words.get(1), world);
        boolean clusterScoped = resource.path() == null && resource.scope(world) == ResourceScopes.Kind.CLUSTER;
        String otherwise = everywhere || clusterScoped ? "" : world.namespace();
        Request request = resource.request(words.get(0), namespace.isEmpty() ? otherwise : namespace);
        Decision decision = world.decider().decide(asked, request);
        return new CanIAnswer(
                withNotes(decision, resource.answerNotes(), world.knowsAccounts() ? accounts.oddity(asked) : ""),
                request,
                clusterScoped,
                world.snapshot());
    }

    private static Decision withNotes(Decision decision, List<Note> taken, String oddity) {
        List<Note> notes = new ArrayList<>(taken);
        notes.addAll(decision.notes());
        if (!oddity.isEmpty()) {
            notes.add(new Note(Note.Kind.DANGLING_ACCOUNT, oddity, null));
        }
        return new Decision(
                decision.identity(),
                decision.request(),
                decision.truth(),
                decision.bypass(),
                decision.grants(),
                decision.nearest(),
                decision.unknownBecause(),
                notes);
    }
}
