package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Truth;
import java.util.List;

/**
 * What a change grants and takes: the difference of what everybody may do, whatever roles and bindings it comes by.
 *
 * @param base what was read of the old side
 * @param head what was read of the new side
 * @param holders whose permissions differ: groups first, then users by name
 * @param roles built-in roles that hold other permissions, by name: those who have them need not be in sight
 * @param accounts accounts that are new or gone
 * @param workloads workloads that run as another account, or reach a token that they did not
 */
public record Diff(
        Snapshot base,
        Snapshot head,
        List<Holder> holders,
        List<RoleChange> roles,
        List<AccountChange> accounts,
        List<WorkloadChange> workloads) {

    /**
     * Somebody whose permissions differ. What a group gains or loses is told of the group, and not again of its members.
     *
     * @param identity who; without a user name a member of its first group
     * @param gained what is allowed now and was not
     * @param lost what was allowed and is no more
     * @param unknownBefore bindings that counted before, and whose role was not read
     * @param unknownNow bindings that count now and did not, or gave a role that was read, and whose role was not read
     * @param ways what is allowed as before and comes another way; empty unless it was asked for
     */
    public record Holder(
            Identity identity,
            List<Change> gained,
            List<Change> lost,
            List<Binding> unknownBefore,
            List<Binding> unknownNow,
            List<Way> ways) {
        /** Whether it is a group. */
        public boolean isGroup() {
            return identity.user().isEmpty();
        }
    }

    /**
     * A built-in role that takes up other rules: whoever has it gains and loses that, where he has it. The scope of a row is
     * the cluster, and the binding of its grants has no name.
     *
     * @param role the role
     * @param gained what it gives now and did not
     * @param lost what it gave and gives no more
     */
    public record RoleChange(ObjectKey role, List<Change> gained, List<Change> lost) {}

    /**
     * Permissions that were gained or lost.
     *
     * @param row what, with its grants on the side that has it
     * @param rest what of it the other side allows too: it is not in the change
     * @param accounts how many accounts in sight gain or lose it
     * @param causes where the change stands that made it so, on the side that has it
     */
    public record Change(PermissionRow row, List<PermissionRow> rest, int accounts, List<Cause> causes) {}

    /**
     * The place in a change that made a permission come or go.
     *
     * @param kind what is new or gone there
     * @param object the object
     * @param rule number of the rule in it from 1, or 0
     * @param entry the entry of the rule, the subject's name, or empty
     * @param at the place on the side that has the permission
     */
    public record Cause(Kind kind, ObjectKey object, int rule, String entry, long at) {
        /** What is new or gone. */
        public enum Kind {
            /** The binding itself. */
            BINDING,
            /** A subject of the binding. */
            SUBJECT,
            /** The role that the binding names. */
            ROLE_REF,
            /** The role itself. */
            ROLE,
            /** A rule of the role. */
            RULE,
            /** A rule of the role, in more than one list. */
            CHANGED_RULE,
            /** A verb of a rule. */
            VERB,
            /** A resource of a rule. */
            RESOURCE,
            /** An API group of a rule. */
            API_GROUP,
            /** A name that a rule is limited to, or that it is limited. */
            NAME,
            /** Labels by which the role is aggregated into another one. */
            LABEL,
            /** The selectors of an aggregated role. */
            AGGREGATION_RULE,
            /** The account of a workload. */
            ACCOUNT,
            /** That a token is in reach of a workload. */
            TOKEN,
            /** Something else that it only works beside. */
            BESIDE
        }
    }

    /** A permission that stays and comes another way. */
    public record Way(PermissionRow before, PermissionRow after) {}

    /**
     * An account that is new or gone.
     *
     * @param account it, on the side that has it
     * @param added whether it is new
     * @param at where it is declared on that side
     */
    public record AccountChange(Account account, boolean added, long at) {}

    /**
     * A workload that is on both sides.
     *
     * @param owner the top owner
     * @param before names of the accounts that it ran as
     * @param after names of the accounts that it runs as
     * @param reachBefore whether a token of its account was in reach
     * @param reachAfter whether one is now
     * @param at the place in the new side that decides
     * @param gained what its containers may do by that and could not, beyond what every account may
     */
    public record WorkloadChange(
            ObjectKey owner,
            List<String> before,
            List<String> after,
            Truth reachBefore,
            Truth reachAfter,
            long at,
            List<Change> gained) {}

    /** Whether somebody may do now what he could not. */
    public boolean gains() {
        for (Holder holder : holders) {
            if (!holder.gained().isEmpty()) {
                return true;
            }
        }
        for (RoleChange role : roles) {
            if (!role.gained().isEmpty()) {
                return true;
            }
        }
        for (WorkloadChange workload : workloads) {
            if (!workload.gained().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody may no longer do what he could. */
    public boolean losses() {
        for (Holder holder : holders) {
            if (!holder.lost().isEmpty()) {
                return true;
            }
        }
        for (RoleChange role : roles) {
            if (!role.lost().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is not known what somebody gains. */
    public boolean unknown() {
        for (Holder holder : holders) {
            if (!holder.unknownNow().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
