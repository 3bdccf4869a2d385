package io.saaudit.render;

import io.saaudit.model.Credential;
import io.saaudit.model.Positions;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import java.util.List;

/**
 * The story of a pod or of what makes pods. What it says of the server is semantics G (the ServiceAccount admission
 * plug-in), H.4 (tokens), F.4 (authorizers).
 */
final class WorkloadText {
    /** Where the plug-in mounts its volume (plugin/pkg/admission/serviceaccount/admission.go DefaultAPITokenMountPath). */
    private static final String PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    private final Page page;
    private final Words words;
    private final ExplainText text;
    private final ExplainView view;

    WorkloadText(Page page, Words words, ExplainText text, ExplainView view) {
        this.page = page;
        this.words = words;
        this.text = text;
        this.view = view;
    }

    void tell(Story.OfWorkload story) {
        Running running = story.running();
        account(story);
        if (running.account() == null) {
            return;
        }
        tokens(running);
        page.section("API server");
        page.line("In a container: https://kubernetes.default.svc, or the address in the variables"
                + " KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT, which every container has.");
        if (running.shown().pod().hostNetwork()) {
            page.line("The pod uses the node's network: the name resolves only with dnsPolicy"
                    + " ClusterFirstWithHostNet, the variables work without.");
        }
        page.section("What it may do");
        text.permissions(running.rights(), view, page, words);
        for (Rights other : running.others()) {
            page.line("As " + Words.quoted(other.holder().identity().shown())
                    + ", whose token is in a Secret that it reaches, besides: " + RightsWords.may(other, true) + ".");
        }
        decides(running, story);
        new TryText(page, view).tell(running, story.ended());
    }

    private void account(Story.OfWorkload story) {
        Running running = story.running();
        Workload shown = running.shown();
        page.section("Account");
        if (!shown.key().equals(view.object())) {
            page.line("All of this is about " + Words.object(shown.key())
                    + words.beside(shown.meta().at(), false) + ", of what was read of it the one that exposes most.");
        } else if (!running.owner().equals(view.object())) {
            page.line("Part of " + Words.object(running.owner()) + ".");
        }
        if (running.account() == null) {
            page.line("None: a mirror pod is the server's image of a static pod, and has neither account nor token.");
            return;
        }
        String account = Words.quoted(running.account().qualifiedName());
        long field = shown.places().of(running.field().place());
        String where = words.beside(field == Positions.NONE ? shown.meta().at() : field, false);
        page.line(
                switch (running.field()) {
                    case SERVICE_ACCOUNT_NAME ->
                        "Runs as " + account + ", which serviceAccountName names" + where + ".";
                    case DEPRECATED_FIELD ->
                        "Runs as " + account + ", which the deprecated field serviceAccount names" + where
                                + "; serviceAccountName would come before it.";
                    case NONE -> "Runs as " + account + ", because it names no account" + where + ".";
                });
        oddity(running);
        List<String> groups = running.account().identity().groups();
        page.line("To the API server it is the user "
                + Words.quoted(running.account().identity().user())
                + " in the groups " + Words.quoted(groups.get(0)) + ", " + Words.quoted(groups.get(1)) + " and "
                + Words.quoted(groups.get(2)) + ".");
        Clouds.tell(running.account(), view.snapshot(), page);
        if (!story.pullSecrets().isEmpty()) {
            page.line("Images are pulled with the Secrets " + Words.list(story.pullSecrets())
                    + (story.pullSecretsFrom().equals("account")
                            ? " of the account, because the pod lists none; the token plays no part in that."
                            : ", which the pod lists; those of the account are not added."));
        }
        if (Integer.valueOf(0).equals(shown.replicas())) {
            page.line("It makes no pods now: replicas is 0.");
        }
        if (story.ended()) {
            page.line("The pod has ended; all the same a copy of its token works until the pod is deleted.");
        }
    }

    private void oddity(Running running) {
        if (running.account().declared()) {
            return;
        }
        if (running.account().isDefault()) {
            page.line("The account was not read: the server makes one of this name in every namespace.");
        } else if (running.complete()) {
            page.line("There is no such account: the server starts no pod of it until somebody creates the account, and"
                    + " tokens of a deleted one stopped working with it.");
        } else {
            page.line("The account was not read: where it does not exist, the server starts no pod.");
        }
    }

    private void tokens(Running running) {
        page.section("Tokens");
        page.line(
                switch (running.reach().automount()) {
                    case YES ->
                        "The server mounts one (" + Escape.text(running.reach().why()) + ").";
                    case NO ->
                        "The server mounts none (" + Escape.text(running.reach().why()) + ").";
                    case UNKNOWN ->
                        "The server is assumed to mount one: the pod does not say, and the account, which could"
                                + " decline, was not read.";
                });
        Table table = new Table("CONTAINER", "TOKEN", "PLACE", "FOR", "A COPY WORKS").wrapping(4);
        boolean automounted = false;
        boolean extended = false;
        boolean renewed = false;
        boolean stale = false;
        boolean endless = false;
        for (Running.ContainerTokens container : running.containers()) {
            String name = PodsText.container(container);
            if (container.tokens().isEmpty()) {
                table.row(name, "none");
            }
            for (Credential token : container.tokens()) {
                table.row(
                        name,
                        TokenWords.way(token, running),
                        TokenWords.place(token),
                        TokenWords.use(token),
                        TokenWords.until(token));
                automounted |= token.way() == Credential.Way.AUTOMOUNT;
                extended |= token.end() == Credential.End.YEAR;
                renewed |= token.renewed();
                stale |= token.seconds() > 0 && !token.renewed();
                endless |= token.seconds() == 0;
            }
        }
        page.table(table);
        for (Running.HostPath path : running.hostPaths()) {
            page.line("Container " + Words.quoted(path.container()) + " sees " + Words.quoted(path.path())
                    + " of its node, below which the tokens of all pods of the node stand.");
        }
        if (automounted) {
            files(running);
        }
        life(extended, renewed, stale, endless);
        if (running.token() == Truth.NO) {
            page.line("Without a token its requests are those of user system:anonymous in the group"
                    + " system:unauthenticated, where the server takes such requests at all.");
        }
    }

    private void files(Running running) {
        page.line("As the server makes it, the mount " + PATH + " holds three files:");
        page.line("  token      the token, a JWT that is bound to the pod");
        page.line("  ca.crt     the certificates to know the API server by, from ConfigMap kube-root-ca.crt");
        page.line("  namespace  the pod's namespace, "
                + Words.quoted(running.shown().namespace()));
    }

    private void life(boolean extended, boolean renewed, boolean stale, boolean endless) {
        if (renewed) {
            page.line("The kubelet asks for a mounted token, and writes a new one into the file when 80 % of its time"
                    + " is over, or 24 hours. The application has to read the file again, as client libraries do.");
        }
        if (extended) {
            page.line("The time asked for is 3607 seconds. The server makes exactly that a year"
                    + " (--service-account-extend-token-expiration, on unless turned off), so that applications which"
                    + " never read the file again go on working.");
        }
        if (stale) {
            page.line("A file that is mounted by subPath never changes: after its time the application has a token that"
                    + " is no longer accepted.");
        }
        if (renewed || stale) {
            page.line(
                    "At the API server such a token ends early with its pod (at most 60 s after the deletion's time) or its account, by"
                            + " nothing else: turning automounting off takes none back.");
        }
        if (endless) {
            page.line("The token in a Secret has no end: it works from anywhere until the Secret or the account is"
                    + " deleted.");
        }
    }

    private void decides(Running running, Story.OfWorkload story) {
        page.section("Who decides");
        if (running.token() != Truth.NO) {
            page.line("Authentication: the server takes a token for the account if signature, issuer, audience and time"
                    + " are right, and the account, and the pod or Secret that it belongs to, still exist.");
        }
        page.line(
                "Authorization: the server's authorizers, usually Node and RBAC. RBAC allows what stands above and can"
                        + " forbid nothing. Which are on is not in the input: a webhook may allow more, or forbid.");
        int webhooks = story.webhooks().size();
        page.line("Admission: requests that write, and connections such as exec, then pass the admission plug-ins,"
                + " policies and webhooks, which may change or refuse them; reads do not. "
                + (webhooks == 0
                        ? "No webhook configuration was read."
                        : Words.count(webhooks, "webhook configuration was", "webhook configurations were") + " read, "
                                + Words.object(story.webhooks().get(0)) + (webhooks == 1 ? "." : " first.")));
    }
}
