package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Role;
import io.saaudit.model.Scope;
import io.saaudit.model.Secret;
import io.saaudit.model.Subject;
import io.saaudit.rule.Fix;
import java.util.List;

/** What {@code explain} tells of an object. */
public sealed interface Story {
    /**
     * Of a pod, or of what makes pods.
     *
     * @param running the workload with its account and tokens
     * @param ended whether it is a pod that has ended
     * @param pullSecrets names of the Secrets that its images are pulled with
     * @param pullSecretsFrom {@code pod}, {@code account}, {@code nobody}, or {@code unknown} where the account was not
     *     read (semantics G.4)
     * @param webhooks the admission webhook configurations in sight
     */
    record OfWorkload(
            Running running, boolean ended, List<String> pullSecrets, String pullSecretsFrom, List<ObjectKey> webhooks)
            implements Story {}

    /**
     * Of an account.
     *
     * @param account the account
     * @param complete whether what was not read does not exist
     * @param automount what it says of automountServiceAccountToken, or null
     * @param workloads what runs as it
     * @param bindings what names it or one of its groups, those of every account apart
     * @param rights what it may do
     * @param secrets its token Secrets
     */
    record OfAccount(
            Account account,
            boolean complete,
            Boolean automount,
            List<Running> workloads,
            List<Bound> bindings,
            Rights rights,
            List<TokenSecret> secrets)
            implements Story {}

    /**
     * Of a Role or ClusterRole.
     *
     * @param role the role with its effective rules
     * @param aggregated whether it takes in the rules of other ClusterRoles
     * @param bindings what gives it, and to whom
     * @param effects what its rules come to where it is given; at least one
     */
    record OfRole(Role role, boolean aggregated, List<Given> bindings, List<Effect> effects) implements Story {}

    /**
     * Of a binding.
     *
     * @param given the binding and whom it names
     * @param role the role, or null when it was not read
     * @param effect what the role's rules come to; null without the role
     */
    record OfBinding(Given given, Role role, Effect effect) implements Story {}

    /**
     * Of a Secret.
     *
     * @param token the Secret, with its account where it holds a token
     * @param rights what its holder may do; null where it holds none
     * @param users the workloads that can reach the token in it
     * @param readers who may read it
     * @param fix what replaces it, or null
     */
    record OfSecret(TokenSecret token, Rights rights, List<Running> users, List<WhoCanView.Holder> readers, Fix fix)
            implements Story {}

    /**
     * A binding that counts for an account.
     *
     * @param binding the binding
     * @param subject the subject that matched
     * @param role the role, or null when it was not read
     */
    record Bound(Binding binding, Subject subject, Role role) {}

    /** A binding, and each of its subjects in order. */
    record Given(Binding binding, List<Receiver> receivers) {}

    /**
     * A subject, and whom it means.
     *
     * @param subject as written
     * @param at its place
     * @param user the user name that it means; empty for a group, or where it matches nobody
     * @param account the account that it means, or null
     * @param accounts for a group, how many accounts in sight are in it
     * @param nobody why it matches nobody, or empty
     */
    record Receiver(Subject subject, long at, String user, Account account, int accounts, String nobody) {}

    /**
     * What rules come to in a scope.
     *
     * @param scope where
     * @param live rows with an effect
     * @param limited rows with an effect in special requests
     * @param inert rows without one
     * @param dangers what is dangerous, worst first
     */
    record Effect(
            Scope scope,
            List<PermissionRow> live,
            List<PermissionRow> limited,
            List<PermissionRow> inert,
            List<Rights.Danger> dangers) {}

    /**
     * A Secret that may hold a token.
     *
     * @param secret the Secret
     * @param account the account that it names, or null when it holds no token
     * @param generated whether its account lists it in secrets: then it counts as made by a server before 1.24 (semantics
     *     H.2)
     * @param cleaner what the server's cleaner of tokens does with it, as a sentence
     * @param complete whether what was not read does not exist
     */
    record TokenSecret(Secret secret, Account account, boolean generated, String cleaner, boolean complete) {
        /** The label with which the legacy token cleaner makes a token invalid (semantics H.2). */
        static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";

        /** Since when its token is marked invalid, or empty. */
        String invalidSince() {
            return secret.meta().labels().getOrDefault(INVALID_SINCE, "");
        }
    }
}
