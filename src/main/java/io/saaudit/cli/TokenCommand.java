package io.saaudit.cli;

import io.saaudit.model.Counts;
import io.saaudit.model.Gap;
import io.saaudit.model.Identity;
import io.saaudit.model.Objects;
import io.saaudit.model.Snapshot;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Kind;
import io.saaudit.model.TokenSignature;
import io.saaudit.model.TokenSignature.Result;
import io.saaudit.render.Renderer;
import io.saaudit.render.Rights;
import io.saaudit.render.TokenJson;
import io.saaudit.render.TokenText;
import io.saaudit.render.TokenView;
import io.saaudit.source.InputPathException;
import io.saaudit.token.KeySet;
import io.saaudit.token.KeySetException;
import io.saaudit.token.TokenException;
import io.saaudit.token.TokenReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sa-audit token [FILE|-]}: what a token says, without showing the token. */
final class TokenCommand implements Command {
    private static final Snapshot NOTHING =
            new Snapshot(Objects.EMPTY, List.of(), List.of(), List.of(), Counts.NONE, null);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "token",
                "[FILE|-]",
                List.of(
                        "Says what a token says: whose it is, for whom and until when, how long it really works, what it"
                                + " needs to stay valid; with -f or a cluster also what its account may do, and whether"
                                + " account, pod and Secret are still there. The token and its signature are never printed,"
                                + " and with --review alone is it sent anywhere.",
                        "It is taken from standard input, a file or a mounted path: bare, after Bearer, or in a Secret as"
                                + " YAML or JSON."),
                "0 fine, 1 expired, not valid yet or not valid, 2 wrong usage, 3 no token, or a gap.",
                List.of(
                        "$ kubectl create token ci -n shop | sa-audit token",
                        "$ kubectl get secret ci-token -n shop -o yaml | sa-audit token -f manifests",
                        "$ sa-audit token token.txt --jwks keys.json",
                        "$ sa-audit token token.txt --live --review"));
        Options.words(spec, "FILE", "What holds the token; - or nothing for standard input.");
        Options.value(
                spec,
                "FILE",
                "Verify the signature with these keys, as kubectl get --raw /openid/v1/jwks gives them.",
                "--jwks");
        Options.flag(
                spec,
                "Ask the cluster of the current context for its keys, for what the token names and for what its account"
                        + " may do. Options that name a cluster do so too.",
                "--live");
        Options.flag(spec, "Send the token to the cluster's TokenReview, and say what it answers.", "--review");
        InputOptions.add(spec);
        OutputOptions.add(spec);
        Topic.of(
                spec,
                "the cluster of --live and --review: --context, --server, --as and others",
                Topic.INPUT,
                Topic.CLUSTER,
                Topic.OUTPUT);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        TokenInput input = TokenInput.of(options);
        InputOptions world = InputOptions.of(options, List.of(), "default");
        boolean review = Options.isSet(options, "--review");
        boolean live = Options.isSet(options, "--live") || !review && ClusterFlags.named(options);
        check(input, world, live);
        KeySet keys = keys(options, input, world, io);
        TokenReader.Found found;
        try {
            found = input.read(io);
        } catch (TokenException e) {
            io.err().println(Dispatch.line(input.shown() + ": " + e.getMessage(), e.hint()));
            return e.isNothing() ? ExitStatus.INCOMPLETE : ExitStatus.NEGATIVE;
        }
        TokenCluster.Answers answers =
                live || review ? TokenCluster.ask(options, found.token(), keys == null, live, review, io) : null;
        TokenView view = view(found, input, keys, answers, worldOf(found, world, live, io), io);
        Messages.gaps(view.gaps(), io);
        Messages.notes(view.snapshot().notes(), output, io);
        Renderer<TokenView> renderer = output.format() == OutputOptions.Format.JSON
                ? new TokenJson()
                : new TokenText(output.style(), output.format() == OutputOptions.Format.WIDE);
        output.write(view, renderer, io);
        if (!view.refusals().isEmpty()) {
            return ExitStatus.NEGATIVE;
        }
        return view.gaps().isEmpty() ? ExitStatus.FINE : ExitStatus.INCOMPLETE;
    }

    private static void check(TokenInput token, InputOptions world, boolean live) throws UsageException {
        if (token.isStandard() && world.usesStandardInput()) {
            throw new UsageException(
                    "-f - and the token both stand for standard input", "Name a file for one of them.");
        }
        if (live && !world.paths().isEmpty()) {
            throw new UsageException(
                    "a path and a cluster are given, and what the token names is looked up in one of them",
                    "Leave out -f, or --live and the options of the cluster; --review goes with -f.");
        }
    }

    private static KeySet keys(ParseResult options, TokenInput token, InputOptions world, Io io) throws UsageException {
        String name = Options.value(options, "--jwks", "");
        if (name.isEmpty()) {
            return null;
        }
        if (name.equals("-") && (token.isStandard() || world.usesStandardInput())) {
            throw new UsageException("--jwks - and another input both stand for standard input", "");
        }
        byte[] text = TokenInput.bytes("--jwks " + name, name, io);
        try {
            return KeySet.parse(new String(text, StandardCharsets.UTF_8));
        } catch (KeySetException e) {
            throw new UsageException("--jwks " + name + ": " + e.getMessage(), "");
        }
    }

    /** Where the account is looked up: the paths or the cluster; null for neither, or where there is no account. */
    private static World worldOf(TokenReader.Found found, InputOptions input, boolean live, Io io)
            throws UsageException, InputPathException {
        if (!input.paths().isEmpty()) {
            return World.ofPaths(input, io);
        }
        return live && found.token().claims().kind() != Kind.FOREIGN ? World.read(input, Needed.ACCOUNTS, io) : null;
    }

    private static TokenView view(
            TokenReader.Found found, TokenInput input, KeySet given, TokenCluster.Answers answers, World world, Io io) {
        TokenClaims claims = found.token().claims();
        KeySet keys = given != null || answers == null ? given : answers.keys();
        TokenSignature signature = keys == null ? null : keys.verify(found.token());
        TokenView.Review review = answers == null ? null : answers.review();
        List<TokenView.Seen> seen = List.of();
        Rights rights = null;
        long now = io.now().get().getEpochSecond();
        if (world != null && claims.kind() != Kind.FOREIGN) {
            TokenObjects objects = new TokenObjects(world, now);
            seen = answers == null || answers.bound() == null
                    ? objects.of(claims)
                    : objects.of(claims, answers.bound());
            rights = new Runnings(world, world.audit())
                    .rights(Identity.serviceAccount(
                            claims.account().key().namespace(),
                            claims.account().key().name()));
        }
        return new TokenView(
                found.where().isEmpty() ? input.shown() : input.shown() + ": " + found.where(),
                claims,
                now,
                refusals(claims, now, signature, review, seen),
                signature,
                review,
                seen,
                rights,
                gaps(world, answers),
                world == null ? NOTHING : world.snapshot());
    }

    private static List<Gap> gaps(World world, TokenCluster.Answers answers) {
        List<Gap> gaps = new ArrayList<>();
        if (world != null) {
            gaps.addAll(world.snapshot().gaps());
        }
        if (answers != null) {
            gaps.addAll(answers.gaps());
        }
        return gaps;
    }

    /** Everything that stands against the token. */
    private static List<String> refusals(
            TokenClaims claims,
            long now,
            TokenSignature signature,
            TokenView.Review review,
            List<TokenView.Seen> seen) {
        List<String> refusals = new ArrayList<>();
        switch (claims.state(now)) {
            case EXPIRED ->
                refusals.add("it expired " + TokenView.ago(now, claims.times().expires()));
            case NOT_YET -> refusals.add("its time has not come");
            case CURRENT -> {}
        }
        if (signature != null && signature.result() != Result.RIGHT) {
            refusals.add("its signature is not right: " + signature.why());
        }
        if (review != null && !review.authenticated()) {
            refusals.add("the server does not take it" + (review.error().isEmpty() ? "" : ": " + review.error()));
        }
        for (String fault : claims.faults()) {
            if (signature == null || !fault.equals(signature.why())) {
                refusals.add(fault);
            }
        }
        for (TokenView.Seen object : seen) {
            if (object.standing().endsToken()) {
                refusals.add(object.object()
                        + switch (object.standing()) {
                            case OTHER -> " was deleted and made anew";
                            case INVALIDATED -> " is marked invalid";
                            default -> " is gone";
                        });
            }
        }
        return refusals;
    }
}
