package io.saaudit.cli;

import io.saaudit.model.Identity;
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
    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                "token",
                "[FILE|-]",
                List.of(
                        "Says what a token says: whose it is, for whom and until when, how long it really works, what it"
                                + " needs to stay valid, and with -f what its account may do and whether account, pod and"
                                + " Secret are still there. Nothing is sent anywhere. The token and its signature are never"
                                + " printed.",
                        "It is taken from standard input, a file or a mounted path: bare, after Bearer, or in a Secret as"
                                + " YAML or JSON.",
                        "Exit status: 1 when it has expired, is not valid yet, or is not valid; 3 when there is none."),
                List.of(
                        "$ kubectl create token web -n prod | sa-audit token",
                        "$ kubectl get secret robot-token -n prod -o yaml | sa-audit token -f manifests",
                        "$ sa-audit token token.txt --jwks keys.json"));
        Options.words(spec, "FILE", "What holds the token; - or nothing for standard input.");
        Options.value(
                spec,
                "FILE",
                "Verify the signature with these keys, as kubectl get --raw /openid/v1/jwks gives them.",
                "--jwks");
        InputOptions.addPaths(spec);
        OutputOptions.add(spec);
        return spec;
    }

    @Override
    public ExitStatus run(ParseResult options, Io io) throws UsageException, InputPathException, IOException {
        OutputOptions output = OutputOptions.of(options, io);
        TokenInput input = TokenInput.of(options);
        InputOptions manifests =
                Options.values(options, "-f").isEmpty() ? null : InputOptions.of(options, List.of(), "default");
        if (input.isStandard() && manifests != null && manifests.usesStandardInput()) {
            throw new UsageException(
                    "-f - and the token both stand for standard input", "Name a file for one of them.");
        }
        KeySet keys = keys(options, input, manifests, io);
        TokenReader.Found found;
        try {
            found = input.read(io);
        } catch (TokenException e) {
            io.err().println(Dispatch.line(input.shown() + ": " + e.getMessage(), e.hint()));
            return e.isNothing() ? ExitStatus.INCOMPLETE : ExitStatus.NEGATIVE;
        }
        World world = manifests == null ? null : World.read(manifests, Needed.ALL, io);
        if (world != null) {
            Messages.print(world.snapshot(), output, io);
        }
        TokenView view = view(found, input, keys == null ? null : keys.verify(found.token()), world, io);
        Renderer<TokenView> renderer = output.format() == OutputOptions.Format.JSON
                ? new TokenJson()
                : new TokenText(output.style(), output.format() == OutputOptions.Format.WIDE);
        output.write(view, renderer, io);
        if (!view.refusals().isEmpty()) {
            return ExitStatus.NEGATIVE;
        }
        return world != null && !world.snapshot().gaps().isEmpty() ? ExitStatus.INCOMPLETE : ExitStatus.FINE;
    }

    private static KeySet keys(ParseResult options, TokenInput token, InputOptions manifests, Io io)
            throws UsageException {
        String name = Options.value(options, "--jwks", "");
        if (name.isEmpty()) {
            return null;
        }
        if (name.equals("-") && (token.isStandard() || manifests != null && manifests.usesStandardInput())) {
            throw new UsageException("--jwks - and another input both stand for standard input", "");
        }
        byte[] text = TokenInput.bytes("--jwks " + name, name, io);
        try {
            return KeySet.parse(new String(text, StandardCharsets.UTF_8));
        } catch (KeySetException e) {
            throw new UsageException("--jwks " + name + ": " + e.getMessage(), "");
        }
    }

    private static TokenView view(
            TokenReader.Found found, TokenInput input, TokenSignature signature, World world, Io io) {
        TokenClaims claims = found.token().claims();
        List<TokenView.Seen> seen = List.of();
        Rights rights = null;
        if (world != null && claims.kind() != Kind.FOREIGN) {
            seen = new TokenObjects(world).of(claims);
            rights = new Runnings(world, world.audit())
                    .rights(Identity.serviceAccount(
                            claims.account().key().namespace(),
                            claims.account().key().name()));
        }
        long now = io.now().get().getEpochSecond();
        return new TokenView(
                found.where().isEmpty() ? input.shown() : input.shown() + ": " + found.where(),
                claims,
                now,
                refusals(claims, now, signature, seen),
                signature,
                null,
                seen,
                rights,
                world == null ? null : world.snapshot());
    }

    /** Everything that stands against the token. */
    private static List<String> refusals(
            TokenClaims claims, long now, TokenSignature signature, List<TokenView.Seen> seen) {
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
