package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Container;
import io.saaudit.model.Credential;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Request;
import io.saaudit.model.Secret;
import io.saaudit.model.Subject;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.rbac.Holding;
import io.saaudit.rbac.WhoCan;
import io.saaudit.render.Rights;
import io.saaudit.render.Running;
import io.saaudit.render.Story;
import io.saaudit.render.WhoCanView;
import io.saaudit.rule.Audit;
import io.saaudit.rule.Finding;
import io.saaudit.rule.Fix;
import io.saaudit.workload.Accounts;
import io.saaudit.workload.Credentials;
import io.saaudit.workload.Days;
import io.saaudit.workload.PullSecrets;
import io.saaudit.workload.TokenCleaner;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects what there is to tell of workloads, accounts and Secrets; of roles and bindings {@link RoleStories} does. */
final class Stories {
    private final World world;
    private final Audit audit;
    private final Runnings runnings;
    private final TokenCleaner cleaner;

    Stories(World world, Audit audit, Runnings runnings) {
        this.world = world;
        this.audit = audit;
        this.runnings = runnings;
        this.cleaner = new TokenCleaner(audit.snapshot().objects());
    }

    /**
     * The story of a workload.
     *
     * @param key a pod, a template, or an owner of pods that was not read
     */
    Story.OfWorkload workload(ObjectKey key) {
        Running running = running(key);
        PullSecrets pull = PullSecrets.of(running.shown(), audit.accounts());
        Set<ObjectKey> webhooks = new LinkedHashSet<>();
        for (KubeObject webhook : audit.snapshot().objects().webhooks()) {
            webhooks.add(webhook.key());
        }
        return new Story.OfWorkload(
                running,
                running.shown().isFinished(),
                pull.names(),
                pull.from().name().toLowerCase(Locale.ROOT),
                List.copyOf(webhooks));
    }

    private Running running(ObjectKey key) {
        List<Workload> definitions = new ArrayList<>();
        for (Workload workload : audit.snapshot().objects().workloads()) {
            if (workload.key().equals(key)) {
                definitions.add(workload);
            }
        }
        for (Use use : audit.workloads().all()) {
            if (use.owner().equals(key)) {
                return runnings.of(use);
            }
        }
        Workload most = definitions.get(0);
        for (Workload definition : definitions) {
            if (reach(definition).compareTo(reach(most)) > 0) {
                most = definition;
            }
        }
        for (Use use : audit.workloads().all()) {
            if (use.members().contains(most)) {
                return runnings.of(most, use.owner(), use.pods());
            }
        }
        return runnings.of(most, key, 0);
    }

    private Truth reach(Workload workload) {
        return audit.tokens().ofItsAccount(workload, audit.tokens().of(workload));
    }

    /** The story of an account. */
    Story.OfAccount account(ObjectKey key) {
        List<Secret> secrets = new ArrayList<>();
        for (Secret secret : audit.snapshot().objects().secrets()) {
            if (secret.namespace().equals(key.namespace())
                    && secret.isServiceAccountToken()
                    && secret.accountName().equals(key.name())) {
                secrets.add(secret);
            }
        }
        return account(runnings.account(key.namespace(), key.name()), secrets);
    }

    /** The same, its token Secrets being known. */
    Story.OfAccount account(Account account, List<Secret> tokenSecrets) {
        List<Running> workloads = new ArrayList<>();
        for (Use use : audit.workloads().runningAs(account.namespace(), account.name())) {
            workloads.add(runnings.of(use));
        }
        List<Story.Bound> bindings = new ArrayList<>();
        for (Holding holding : audit.state().holdings(account.identity())) {
            Subject subject = holding.binding().subjects().get(holding.subject());
            if (!holding.binding().assumed() || !ofEveryAccount(subject)) {
                bindings.add(new Story.Bound(holding.binding(), subject, holding.role()));
            }
        }
        List<Story.TokenSecret> secrets = new ArrayList<>();
        for (Secret secret : tokenSecrets) {
            secrets.add(tokenSecret(secret));
        }
        return new Story.OfAccount(
                account,
                audit.complete(account.namespace(), Audit.ACCOUNTS),
                Accounts.automount(account),
                workloads,
                bindings,
                runnings.rights(account.identity()),
                secrets);
    }

    private static boolean ofEveryAccount(Subject subject) {
        return subject instanceof Subject.Group
                && (subject.name().equals(Identity.AUTHENTICATED)
                        || subject.name().equals(Identity.ALL_ACCOUNTS));
    }

    private Story.TokenSecret tokenSecret(Secret secret) {
        String name = secret.isServiceAccountToken() ? secret.accountName() : "";
        Account account = name.isEmpty() ? null : runnings.account(secret.namespace(), name);
        TokenCleaner.View view = account == null ? null : cleaner.of(secret);
        return new Story.TokenSecret(
                secret,
                account,
                view != null && view.fate() != TokenCleaner.Fate.MADE_BY_HAND,
                view == null ? "" : sentence(view, account),
                audit.complete(secret.namespace(), Audit.ACCOUNTS));
    }

    private static String sentence(TokenCleaner.View view, Account account) {
        String listed = "Its account lists it in secrets, so that it counts as made by a server before 1.24: ";
        String day = view.day() == Days.NONE ? "" : Days.date(view.day());
        return switch (view.fate()) {
            case MADE_BY_HAND ->
                account.declared()
                        ? "Its account does not list it in secrets: it counts as made by hand, and the server's cleaner"
                                + " never removes it"
                        : "Its account, which was not read, may list it in secrets; if not it counts as made by hand, and"
                                + " the server's cleaner never removes it";
            case REFERRED -> listed + "the server's cleaner leaves it alone as long as a pod refers to it, as one does";
            case ODD_LABEL ->
                listed + "the server's cleaner leaves it alone, because its label of the last use is no date";
            case UNKNOWN ->
                listed
                        + "the server's cleaner marks such a one invalid after a year without use, unless a pod refers to"
                        + " it, and deletes it a year later";
            case MARKED -> listed + "the server's cleaner marks it invalid on " + day + ", unless it is used before";
            case DELETED ->
                listed + "the server's cleaner deletes it on " + day + ", unless the mark is taken off before";
        };
    }

    /** The story of a Secret; of definitions that differ the one that is a token. */
    Story.OfSecret secret(ObjectKey key, List<Finding> findings) {
        Secret shown = null;
        for (Secret secret : audit.snapshot().objects().secrets()) {
            if (secret.key().equals(key) && (shown == null || secret.isServiceAccountToken())) {
                shown = secret;
            }
        }
        Fix fix = null;
        for (Finding finding : findings) {
            if (finding.rule().equals("SA201") && finding.cause().equals(key)) {
                fix = finding.fix();
            }
        }
        Story.TokenSecret token = tokenSecret(shown);
        Rights rights =
                token.account() == null ? null : runnings.rights(token.account().identity());
        return new Story.OfSecret(token, rights, users(key), readers(key), fix);
    }

    private List<Running> users(ObjectKey secret) {
        List<Running> users = new ArrayList<>();
        Credentials credentials = new Credentials(audit.tokens());
        for (Use use : audit.workloads().all()) {
            if (!use.owner().namespace().equals(secret.namespace())) {
                continue;
            }
            for (Workload member : use.members()) {
                if (reaches(member, secret.name(), credentials)) {
                    users.add(runnings.of(member, use.owner(), use.pods()));
                    break;
                }
            }
        }
        return users;
    }

    private static boolean reaches(Workload workload, String secret, Credentials credentials) {
        for (Container container : workload.pod().containers()) {
            for (Credential token : credentials.of(workload, container)) {
                if (token.secret().equals(secret)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Who may read it: a list and a watch show what is in it too. */
    private List<WhoCanView.Holder> readers(ObjectKey secret) {
        WhoCan whoCan = new WhoCan(world.state(), world.scopes());
        List<String> here = List.of(secret.namespace());
        WhoCan.Answer all = new WhoCan.Answer(new ArrayList<>(), new ArrayList<>(), List.of());
        for (String verb : new String[] {"get", "list", "watch"}) {
            Request request = Request.of(verb, "", "secrets", "", "", secret.name());
            WhoCan.Answer answer = whoCan.of(request, false, here);
            all.grants().addAll(answer.grants());
            all.uncertain().addAll(answer.uncertain());
        }
        return WhoCanQuestion.holders(all, audit.accounts());
    }
}
