package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.Container;
import io.saaudit.model.Credential;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.TokenReach;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import java.util.List;

/**
 * A workload as it runs as one account.
 *
 * @param owner the object that makes its pods, or the pod itself
 * @param pods how many of its pods were read
 * @param shown the pod or template that all of this is about: of several the one that exposes most
 * @param account the account; null for a mirror pod, which has none
 * @param field what names the account
 * @param complete whether an account that was not read does not exist
 * @param reach what the ServiceAccount admission plug-in does
 * @param containers the tokens in reach of each container
 * @param hostPaths mounts that show the tokens of other pods of the node
 * @param rights what the account may do; null for a mirror pod
 * @param others what other accounts may do whose tokens are in reach
 */
public record Running(
        ObjectKey owner,
        int pods,
        Workload shown,
        Account account,
        AccountField field,
        boolean complete,
        TokenReach reach,
        List<ContainerTokens> containers,
        List<HostPath> hostPaths,
        Rights rights,
        List<Rights> others) {

    /** A container and its tokens. */
    public record ContainerTokens(Container container, List<Credential> tokens) {}

    /**
     * A mount of a path of the node below which the tokens of its pods stand.
     *
     * @param container the container's name
     * @param path the path of the node
     * @param readOnly whether the container cannot write there
     */
    public record HostPath(String container, String path, boolean readOnly) {}

    /** What names a pod's account (semantics G.1). */
    public enum AccountField {
        SERVICE_ACCOUNT_NAME("serviceAccountName", Workload.SERVICE_ACCOUNT_NAME),
        DEPRECATED_FIELD("serviceAccount (deprecated)", Workload.SERVICE_ACCOUNT),
        NONE("no account named", Workload.SPEC);

        private final String word;
        private final int place;

        AccountField(String word, int place) {
            this.word = word;
            this.place = place;
        }

        String word() {
            return word;
        }

        /** The field of {@link Workload#places()}. */
        int place() {
            return place;
        }
    }

    /** Whether a token that the API server accepts is in reach of some container. */
    Truth token() {
        Truth any = Truth.NO;
        for (ContainerTokens container : containers) {
            for (Credential token : container.tokens()) {
                any = any.or(token.reach().and(token.accepted()));
            }
        }
        return any;
    }

    /** What is odd about the account: that it was not read; empty when nothing is. */
    String accountOddity() {
        if (account == null || account.declared() || account.isDefault()) {
            return "";
        }
        return complete ? "no such account" : "account not read";
    }
}
