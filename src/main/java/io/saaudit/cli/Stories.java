package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Container;
import io.saaudit.model.Credential;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Request;
import io.saaudit.model.Secret;
import io.saaudit.model.ServiceAccount;
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
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects what there is to tell of workloads, accounts and Secrets; of roles and bindings {@link RoleStories} does. */
final class Stories {
    private final World world;
    private final Audit audit;
    private final Runnings runnings;

    Stories(World world, Audit audit, Runnings runnings) {
        this.world = world;
        this.audit = audit;
        this.runnings = runnings;
    }

    /**
     * The story of a workload.
     *
     * @param key a pod, a template, or an owner of pods that was not read
     */
    Story.OfWorkload workload(ObjectKey key) {
        Running running = running(key);
        PodSpec pod = running.shown().pod();
        TreeSet<String> ofAccount = new TreeSet<>();
        if (running.account() != null) {
            running.account().definitions().forEach(d -> ofAccount.addAll(d.imagePullSecrets()));
        }
        boolean own = !pod.imagePullSecrets().isEmpty();
        List<ObjectKey> webhooks = audit.snapshot().objects().webhooks().stream()
                .map(w -> w.key())
                .distinct()
                .toList();
        return new Story.OfWorkload(
                running,
                running.shown().isFinished(),
                own ? pod.imagePullSecrets() : List.copyOf(ofAccount),
                !own,
                webhooks);
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
        Account account = runnings.account(key.namespace(), key.name());
        List<Running> workloads = new ArrayList<>();
        audit.workloads().runningAs(key.namespace(), key.name()).forEach(u -> workloads.add(runnings.of(u)));
        List<Story.Bound> bindings = new ArrayList<>();
        for (Holding holding : audit.state().holdings(account.identity())) {
            Subject subject = holding.binding().subjects().get(holding.subject());
            if (!holding.binding().assumed() || !ofEveryAccount(subject)) {
                bindings.add(new Story.Bound(holding.binding(), subject, holding.role()));
            }
        }
        List<Story.TokenSecret> secrets = new ArrayList<>();
        for (Secret secret : audit.snapshot().objects().secrets()) {
            if (secret.namespace().equals(key.namespace())
                    && secret.isServiceAccountToken()
                    && secret.accountName().equals(key.name())) {
                secrets.add(tokenSecret(secret));
            }
        }
        return new Story.OfAccount(
                account,
                audit.complete(),
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
        boolean listed = false;
        if (account != null) {
            for (ServiceAccount definition : account.definitions()) {
                listed |= definition.secrets().contains(secret.name());
            }
        }
        return new Story.TokenSecret(secret, account, listed, audit.complete());
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
        Set<String> here = Set.of(secret.namespace());
        WhoCan.Answer all = new WhoCan.Answer(new ArrayList<>(), new ArrayList<>(), List.of());
        for (String verb : new String[] {"get", "list", "watch"}) {
            Request request = Request.of(verb, "", "secrets", "", "", secret.name());
            WhoCan.Answer answer = whoCan.of(request, false, here::contains);
            all.grants().addAll(answer.grants());
            all.uncertain().addAll(answer.uncertain());
        }
        return WhoCanQuestion.holders(all, audit.accounts());
    }
}
