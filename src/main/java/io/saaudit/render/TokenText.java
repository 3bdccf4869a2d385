package io.saaudit.render;

import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Positions;
import io.saaudit.model.Secret;
import io.saaudit.model.TokenClaims;
import io.saaudit.model.TokenClaims.Kind;
import io.saaudit.model.TokenClaims.Named;
import io.saaudit.model.TokenClaims.State;
import io.saaudit.model.TokenSignature.Result;
import java.io.PrintStream;
import java.util.List;

/** {@code token} for people. */
public final class TokenText implements Renderer<TokenView> {
    private final Style style;
    private final boolean wide;

    /**
     * @param style colours and width
     * @param wide whether every permission of the account is shown
     */
    public TokenText(Style style, boolean wide) {
        this.style = style;
        this.wide = wide;
    }

    @Override
    public void render(TokenView view, PrintStream out) {
        out.println(style.heading(title(view.claims())));
        verdict(view).forEach(out::println);
        Page page = new Page(out, style);
        page.section("What it says").table(claims(view));
        TokenLife life = new TokenLife(view, page);
        life.howLong();
        life.needs();
        if (view.signature() != null) {
            page.section("Signature");
            page.line((view.signature().result() == Result.RIGHT ? "Right: " : "Not right: ")
                    + Escape.text(view.signature().why()) + ".");
        }
        review(view, page);
        seen(view, page);
        rights(view, page);
        page.end();
    }

    private static String title(TokenClaims claims) {
        if (claims.kind() == Kind.FOREIGN) {
            return "Foreign token: not one of a ServiceAccount";
        }
        String whose = " token of ServiceAccount "
                + Words.quoted(claims.account().key().qualifiedName());
        if (claims.kind() == Kind.LEGACY) {
            return "Legacy" + whose + ", from " + Words.object(claims.bound().key());
        }
        return "Bound" + whose
                + (claims.bound() == null
                        ? ", bound to nothing but it"
                        : ", for " + Words.object(claims.bound().key()));
    }

    private static List<String> verdict(TokenView view) {
        if (!view.refusals().isEmpty()) {
            return view.refusals().stream()
                    .map(why -> "Does not work: " + Escape.text(why) + ".")
                    .toList();
        }
        Long expires = view.claims().times().expires();
        String from = expires == null ? "" : TokenTimes.from(view.now(), expires);
        String until = expires == null
                ? "Works without an end"
                : "Works until " + TokenTimes.time(expires) + (from.isEmpty() ? "" : " (" + from + ")");
        List<String> audiences = view.claims().audiences();
        if (!audiences.isEmpty() && !audiences.contains(view.claims().issuer())) {
            until += ", for the audience " + Words.all(audiences);
        }
        String proven = view.review() != null
                ? "; the server takes it."
                : view.signature() != null
                        ? "; the signature is right."
                        : ", if it is genuine: the signature was not checked.";
        return List.of(until + proven);
    }

    private static Table claims(TokenView view) {
        TokenClaims claims = view.claims();
        Table table = new Table("CLAIM", "VALUE");
        row(table, "issuer", claims.issuer());
        row(table, "subject", subject(claims));
        row(table, "audience", Words.all(claims.audiences()));
        TokenClaims.Times times = claims.times();
        time(table, "issued", times.issued(), view.now());
        if (times.notBefore() != null && !times.notBefore().equals(times.issued())) {
            time(table, "not before", times.notBefore(), view.now());
        }
        time(table, "expires", times.expires(), view.now());
        time(table, "warn after", times.warnAfter(), view.now());
        named(table, claims.kind() == Kind.LEGACY ? "stored in" : "bound to", claims.bound());
        named(table, "node", claims.node());
        row(table, "id", claims.id());
        row(table, "algorithm", claims.algorithm());
        row(table, "key", claims.keyId());
        return table;
    }

    private static void row(Table table, String name, String value) {
        if (!value.isEmpty()) {
            table.row(name, value);
        }
    }

    private static String subject(TokenClaims claims) {
        String[] account = new Identity(claims.subject(), List.of()).account();
        String uid = claims.account() == null || claims.account().uid().isEmpty()
                ? ""
                : ", uid " + claims.account().uid();
        return account == null ? claims.subject() : account[0] + "/" + account[1] + " (" + claims.subject() + ")" + uid;
    }

    private static void time(Table table, String name, Long seconds, long now) {
        if (seconds != null) {
            String from = TokenTimes.from(now, seconds);
            table.row(name, TokenTimes.time(seconds) + (from.isEmpty() ? "" : " (" + from + ")"));
        }
    }

    private static void named(Table table, String name, Named object) {
        if (object != null) {
            ObjectKey key = object.key();
            table.row(
                    name,
                    key.kind() + " " + key.qualifiedName() + (object.uid().isEmpty() ? "" : ", uid " + object.uid()));
        }
    }

    private static void review(TokenView view, Page page) {
        TokenView.Review review = view.review();
        if (review == null) {
            return;
        }
        page.section("What the server says");
        if (!review.authenticated()) {
            page.line(
                    "It does not take it" + (review.error().isEmpty() ? "" : ": " + Escape.text(review.error())) + ".");
        } else if (review.audiences().isEmpty()) {
            page.line("It takes the holder for " + Words.quoted(review.user()) + ".");
        } else {
            page.line("It is good for the audience " + Words.all(review.audiences()) + ", as "
                    + Words.quoted(review.user()) + ", and not for the API server itself.");
        }
        State state = view.claims().state(view.now());
        if (review.authenticated() && state == State.EXPIRED) {
            page.line("It still does because it allows clocks to differ by " + TokenClaims.LEEWAY + " s, or because its"
                    + " clock or this one is wrong.");
        }
    }

    private static void seen(TokenView view, Page page) {
        page.section("What is still there");
        Words words = new Words(view.snapshot());
        for (TokenView.Seen seen : view.seen()) {
            String object = Words.object(seen.object());
            String place = seen.at() == Positions.NONE ? "" : " (" + words.place(seen.at(), false) + ")";
            page.line(
                    switch (seen.standing()) {
                        case SAME -> object + place + ": the same, by its uid.";
                        case OTHER ->
                            object + place + ": another one of that name, with uid " + Words.quoted(seen.found())
                                    + "; the one that the token names is gone.";
                        case THERE ->
                            object + place + ": there" + (seen.uid().isEmpty() ? "." : "; without a uid to compare.");
                        case INVALIDATED ->
                            object + place + ": there, with the label " + Secret.INVALID_SINCE
                                    + ", which takes the token back.";
                        case MISSING -> object + ": gone.";
                        case NOT_READ -> object + ": not read, so that it may be there or not.";
                    });
        }
    }

    private void rights(TokenView view, Page page) {
        if (view.rights() == null) {
            return;
        }
        page.section("What it may do");
        boolean complete = view.snapshot().gaps().isEmpty();
        page.line("Its holder is the user "
                + Words.quoted(view.rights().holder().identity().user()) + " and may: "
                + RightsWords.may(view.rights(), wide) + (complete ? "." : "; perhaps more, in what was not read."));
        new ExplainText(style, wide).dangers("it may ", view.rights().dangers(), page);
        if (wide || view.rights().worstFirst().size() > 1) {
            page.line(style.program() + " permissions "
                    + Words.quoted(view.claims().account().key().qualifiedName())
                    + " shows where each of it comes from.");
        }
    }
}
