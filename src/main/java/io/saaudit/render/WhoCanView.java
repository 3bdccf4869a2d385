package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Note;
import io.saaudit.model.Request;
import io.saaudit.model.Snapshot;
import java.util.List;

/**
 * The answer of {@code who-can}.
 *
 * @param asked the question; without a namespace
 * @param where in which namespaces, in words; empty where that plays no part
 * @param holders who can: accounts by namespace and name, then users, then groups
 * @param unresolved bindings whose role was not read
 * @param notes how the question was taken
 * @param all whether built-in identities are shown in full
 * @param snapshot what was read
 */
public record WhoCanView(
        Request asked,
        String where,
        List<Holder> holders,
        List<Binding> unresolved,
        List<Note> notes,
        boolean all,
        Snapshot snapshot) {

    /** Kinds of identities. */
    public enum Kind {
        ACCOUNT("ServiceAccount"),
        USER("User"),
        GROUP("Group");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The kind as subjects name it. */
        String word() {
            return word;
        }
    }

    /**
     * Who can.
     *
     * @param kind what sort of identity
     * @param namespace an account's namespace, else empty
     * @param name its name
     * @param declared whether it is an account that was read
     * @param accounts for a group, the number of accounts in sight that are in it
     * @param grants why, each binding and role once
     * @param uncertain the same, if the resource is namespaced
     */
    public record Holder(
            Kind kind,
            String namespace,
            String name,
            boolean declared,
            int accounts,
            List<Grant> grants,
            List<Grant> uncertain) {

        /** Whether all of it is assumed: what Kubernetes sets up by itself. */
        boolean builtIn() {
            for (Grant grant : grants) {
                if (!grant.binding().assumed()) {
                    return false;
                }
            }
            for (Grant grant : uncertain) {
                if (!grant.binding().assumed()) {
                    return false;
                }
            }
            return true;
        }

        /** Whether it has it through groups alone. */
        boolean throughGroupOnly() {
            if (kind == Kind.GROUP) {
                return false;
            }
            for (Grant grant : grants) {
                if (!grant.throughGroup()) {
                    return false;
                }
            }
            for (Grant grant : uncertain) {
                if (!grant.throughGroup()) {
                    return false;
                }
            }
            return true;
        }
    }
}
