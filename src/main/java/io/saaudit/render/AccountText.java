package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.Positions;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Subject;
import java.util.List;

/** The story of an account: semantics C (groups), G.1 and G.2 (pods), H (tokens). */
final class AccountText {
    private final Page page;
    private final Words words;
    private final ExplainText text;
    private final ExplainView view;

    AccountText(Page page, Words words, ExplainText text, ExplainView view) {
        this.page = page;
        this.words = words;
        this.text = text;
        this.view = view;
    }

    void tell(Story.OfAccount story) {
        identity(story);
        workloads(story);
        bindings(story.bindings());
        page.section("What it may do");
        text.permissions(story.rights(), view, page, words);
        tokens(story);
    }

    private void identity(Story.OfAccount story) {
        Account account = story.account();
        page.section("Identity");
        if (!account.declared()) {
            page.line(unread(account, story.complete()));
        }
        List<String> groups = account.identity().groups();
        page.line("To the API server it is the user "
                + Words.quoted(account.identity().user()) + ".");
        page.line("It is in the groups " + Words.quoted(groups.get(0)) + " (all accounts), "
                + Words.quoted(groups.get(1)) + " (all of its namespace) and " + Words.quoted(groups.get(2))
                + " (everybody with credentials): what is bound to one of them counts for it too.");
        Clouds.tell(account, view.snapshot(), page);
        page.line("A pod of its namespace runs as it by naming " + (account.isDefault() ? "it or none" : "it")
                + ", and whoever may create pods there may do that.");
    }

    /** What it means that it was not read. */
    static String unread(Account account, boolean complete) {
        if (account.isDefault()) {
            return "It was not read: the server makes one of this name in every namespace.";
        }
        String known = account.phantom()
                ? "only bindings name it; whoever creates it gets what it is bound to."
                : "only workloads name it; without it no pod of theirs starts.";
        return (complete ? "There is no such account: " : "It was not read: ") + known;
    }

    private void workloads(Story.OfAccount story) {
        page.section("What runs as it");
        Table table = new Table("POD", "WHY", "TOKEN", "WHERE");
        for (Running running : story.workloads()) {
            table.row(
                    running.owner().kind() + "/" + running.owner().name(),
                    running.field().word(),
                    TokenWords.summary(running),
                    words.place(running.shown().meta().at(), false));
        }
        if (table.isEmpty()) {
            page.line("Nothing that was read.");
        }
        page.table(table);
        String says = story.automount() == null
                ? "It does not say whether tokens are mounted into its pods; they are, unless a pod declines."
                : "It says automountServiceAccountToken: " + story.automount() + where(story.account())
                        + "; what a pod says itself comes before that.";
        page.line(
                story.account().declared()
                        ? says
                        : "Whether tokens are mounted into pods that do not say is assumed: the account was not read.");
    }

    private String where(Account account) {
        for (ServiceAccount definition : account.definitions()) {
            long place = definition.places().of(ServiceAccount.AUTOMOUNT);
            if (place != Positions.NONE) {
                return words.beside(place, false);
            }
        }
        return "";
    }

    private void bindings(List<Story.Bound> bindings) {
        page.section("What is bound to it");
        Table table = new Table("SCOPE", "ROLE", "BINDING", "NAMES", "WHERE");
        for (Story.Bound bound : bindings) {
            table.row(
                    bound.binding().scope().toString(),
                    bound.binding().roleRef().kind() + " "
                            + bound.binding().roleRef().name() + (bound.role() == null ? " (not read)" : ""),
                    bound.binding().meta().kind() + " " + bound.binding().name(),
                    subject(bound.subject()),
                    words.place(bound.binding()));
        }
        if (table.isEmpty()) {
            page.line("Nothing beyond what is bound to every account.");
        }
        page.table(table);
    }

    /** How the binding means it: by its name, in either spelling, or by a group. */
    static String subject(Subject subject) {
        return subject instanceof Subject.ServiceAccountRef
                ? "the account"
                : (subject instanceof Subject.Group ? "group " : "user ") + Words.quoted(subject.name());
    }

    private void tokens(Story.OfAccount story) {
        page.section("Tokens");
        for (Story.TokenSecret token : story.secrets()) {
            page.line("Secret " + Words.quoted(token.secret().name())
                    + words.beside(token.secret().meta().at(), false) + " holds one without an end"
                    + SecretText.state(token) + ".");
        }
        if (story.secrets().isEmpty()) {
            page.line("No Secret with a token of it was read.");
        }
        page.line("Other tokens, which kubelets and kubectl create token ask for, are kept nowhere and cannot be"
                + " listed.");
        page.line("All of them end when the account is deleted. One that is made anew under the same name has the same"
                + " permissions, but does not make old tokens work again.");
    }
}
