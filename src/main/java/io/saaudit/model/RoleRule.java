package io.saaudit.model;

/**
 * One rule of a role with the places of its entries. Equal rule values are shared between roles; places are not.
 *
 * <p>In an aggregated ClusterRole {@link #definedIn()} names the role that the rule was copied from.
 */
public final class RoleRule {
    private static final long[] NOWHERE = {};

    private final PolicyRule policy;
    private final ObjectKey definedIn;
    private final int index;
    private final long[] positions;

    /**
     * @param policy the rule's value
     * @param definedIn the role in whose text it stands
     * @param index its index in that text, from 0
     * @param positions place of the rule, then of each entry of verbs, apiGroups, resources, resourceNames and
     *     nonResourceURLs in this order; empty when the role was assumed
     */
    public RoleRule(PolicyRule policy, ObjectKey definedIn, int index, long[] positions) {
        this.policy = policy;
        this.definedIn = definedIn;
        this.index = index;
        this.positions = positions;
    }

    /** A rule that was read from no text. */
    public static RoleRule assumed(PolicyRule policy, ObjectKey definedIn, int index) {
        return new RoleRule(policy, definedIn, index, NOWHERE);
    }

    public PolicyRule policy() {
        return policy;
    }

    public ObjectKey definedIn() {
        return definedIn;
    }

    /** Index in the role that defines it, from 0. */
    public int index() {
        return index;
    }

    /** Place of the rule, or {@link Positions#NONE}. */
    public long at() {
        return position(0);
    }

    public long verbAt(int i) {
        return position(1 + i);
    }

    public long apiGroupAt(int i) {
        return position(1 + policy.verbs().size() + i);
    }

    public long resourceAt(int i) {
        return position(1 + policy.verbs().size() + policy.apiGroups().size() + i);
    }

    public long resourceNameAt(int i) {
        int before = policy.verbs().size()
                + policy.apiGroups().size()
                + policy.resources().size();
        return position(1 + before + i);
    }

    public long nonResourceUrlAt(int i) {
        int before = policy.verbs().size()
                + policy.apiGroups().size()
                + policy.resources().size()
                + policy.resourceNames().size();
        return position(1 + before + i);
    }

    private long position(int i) {
        return i < positions.length ? positions[i] : Positions.NONE;
    }
}
