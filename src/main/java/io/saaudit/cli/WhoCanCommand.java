package io.saaudit.cli;

import io.saaudit.model.Request;
import io.saaudit.rbac.ResourceScopes;
import io.saaudit.rbac.WhoCan;
import io.saaudit.render.Renderer;
import io.saaudit.render.WhoCanJson;
import io.saaudit.render.WhoCanText;
import io.saaudit.render.WhoCanView;
import io.saaudit.source.InputPathException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit who-can VERB RESOURCE}: every identity that may do something. */
final class WhoCanCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "who-can",
                "VERB RESOURCE [-f PATH...]",
                List.of(
                        "Lists every account, user and group that may do something, with the scope, and the role and"
                                + " binding that give it. A group is shown with the number of its accounts; -o wide and"
                                + " -o json list them.",
                        "RESOURCE is as in can-i. Every namespace is looked into unless -n names some; -A asks who may"
                                + " in all namespaces at once."),
                "0 everything was read, 2 wrong usage, 3 something could not be read.",
                List.of(
                        "$ sa-audit who-can get secrets -f manifests",
                        "$ sa-audit who-can create pods/exec -n ns-1 -f manifests"));
        Options.words(spec, "VERB RESOURCE", "What is asked.");
        Options.values(spec, "NAME", "Look into this namespace only. Repeatable.", "-n", "--namespace");
        Options.flag(spec, "Ask for all namespaces at once.", "-A", "--all-namespaces");
        Options.value(spec, "NAME", "Name of the object.", "--name");
        Options.value(spec, "NAME", "Subresource, such as log or exec.", "--subresource");
        Options.flag(spec, "List built-in identities in full.", "--all");
        InputOptions.add(spec);
        OutputOptions.add(spec);
        Topic.of(spec, Topic.INPUT, Topic.CLUSTER, Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        InputOptions input = InputOptions.of(options, List.of(), "default");
        List<String> words = Options.words(options);
        if (words.size() != 2) {
            throw new UsageException("who-can takes a verb and a resource", "As in who-can get secrets.");
        }
        List<String> namespaces = Options.values(options, "-n");
        if (Options.isSet(options, "-A") && !namespaces.isEmpty()) {
            throw new UsageException("-n and -A exclude each other", "");
        }
        World world = World.read(input, Needed.ACCOUNTS, io);
        WhoCanView view = view(options, words, namespaces, world);
        Messages.print(world.snapshot(), output, io);
        if (world.isEmpty()) {
            return Messages.nothingRead(world, input, io);
        }
        Renderer<WhoCanView> renderer = output.format() == OutputOptions.Format.JSON
                ? new WhoCanJson()
                : new WhoCanText(output.style(), output.format() == OutputOptions.Format.WIDE);
        output.write(view, renderer, io);
        return world.snapshot().gaps().isEmpty() ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }

    private static WhoCanView view(ParseResult options, List<String> words, List<String> namespaces, World world)
            throws UsageException {
        ResourceArgument resource = ResourceArgument.of(options, words.get(0), words.get(1), world);
        Request asked = resource.request(words.get(0), "");
        boolean everywhere = Options.isSet(options, "-A");
        WhoCan.Answer answer = new WhoCan(world.state(), world.scopes()).of(asked, everywhere, namespaces);
        boolean placeless = resource.path() != null || resource.scope(world) == ResourceScopes.Kind.CLUSTER;
        String where = placeless
                ? ""
                : everywhere
                        ? "in all namespaces at once"
                        : namespaces.isEmpty() ? "in any namespace" : "in " + String.join(" or ", namespaces);
        return new WhoCanView(
                asked,
                where,
                WhoCanQuestion.holders(answer, world.accounts()),
                answer.unresolved(),
                resource.answerNotes(),
                Options.isSet(options, "--all"),
                world.snapshot());
    }
}
