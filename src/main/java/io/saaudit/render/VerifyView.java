package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Snapshot;
import java.util.List;

/**
 * Our answers held against a server's.
 *
 * @param asked how many questions were asked
 * @param identities about how many identities
 * @param allowed how many of them the server allows
 * @param unknown how many were not compared, because we do not know the answer
 * @param seed what the questions were drawn by
 * @param differences where the answers differ
 * @param snapshot what ours rest on
 */
public record VerifyView(
        int asked,
        int identities,
        int allowed,
        int unknown,
        long seed,
        List<Difference> differences,
        Snapshot snapshot) {
    /**
     * A question that is answered differently.
     *
     * @param ours our answer with its reason
     * @param allowed whether the server allows it
     * @param denied whether an authorizer of the server forbids it
     * @param reason the server's reason, or empty
     * @param error what went wrong while the server decided, or empty
     */
    public record Difference(Decision ours, boolean allowed, boolean denied, String reason, String error) {
        /** Whether it was another authorizer than RBAC that decided. */
        public boolean byAnother() {
            return denied || allowed && !reason.startsWith("RBAC:");
        }
    }
}
