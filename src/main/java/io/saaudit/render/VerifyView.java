package io.saaudit.render;

import io.saaudit.model.Decision;
import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
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
 * @param rules the rules that the server lists, held against ours
 * @param snapshot what ours rest on
 */
public record VerifyView(
        int asked,
        int identities,
        int allowed,
        int unknown,
        long seed,
        List<Difference> differences,
        Rules rules,
        Snapshot snapshot) {
    /** Whether the server answered or listed anything otherwise than we do. */
    public boolean differs() {
        return !differences.isEmpty() || !rules.differences().isEmpty();
    }

    /**
     * Lists of rules, each of an identity in a namespace.
     *
     * @param compared how many were compared
     * @param possible how many there are
     * @param identities whose those were to be
     * @param refused how many of these may not be impersonated, so that theirs were not asked for
     * @param silent how many the server refuses to those who are impersonated
     * @param incomplete how many the server calls incomplete
     * @param unknown how many hold rules that may come from what was not read
     * @param differences where they differ
     */
    public record Rules(
            int compared,
            int possible,
            int identities,
            int refused,
            int silent,
            int incomplete,
            int unknown,
            List<RuleDifference> differences) {}

    /**
     * Two lists that differ.
     *
     * @param who whose
     * @param namespace where
     * @param server rules that the server alone lists
     * @param ours rules that are ours alone
     */
    public record RuleDifference(Identity who, String namespace, List<PolicyRule> server, List<PolicyRule> ours) {}

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
