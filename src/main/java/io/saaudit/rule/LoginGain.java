package io.saaudit.rule;

import io.saaudit.model.AwsLogin;
import io.saaudit.model.Binding;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Positions;
import io.saaudit.model.Severity;
import io.saaudit.rbac.HeldPower;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an account may do beyond its own rights where it logs in as an IAM role that it stands for. */
final class LoginGain {
    /** The group of the nodes. */
    static final String NODES = "system:nodes";

    private static final String NODE_PREFIX = "system:node:";

    private final ConfigMap map;
    private final AwsLogin login;
    private final Identity identity;
    private final List<HeldPower> powers;

    /**
     * @param map the ConfigMap in which the login stands
     * @param identity whom the server takes its sessions for
     * @param powers what that may do and the account may not, the worst first
     */
    LoginGain(ConfigMap map, AwsLogin login, Identity identity, List<HeldPower> powers) {
        this.map = map;
        this.login = login;
        this.identity = identity;
        this.powers = powers;
    }

    private boolean isMaster() {
        return identity.groups().contains(Identity.MASTERS);
    }

    /** Whether the Node authorizer takes it for a node (semantics C). */
    private boolean isNode() {
        return identity.user().startsWith(NODE_PREFIX) && identity.groups().contains(NODES);
    }

    /** Whether there is anything. */
    boolean isEmpty() {
        return powers.isEmpty() && !isMaster() && !isNode();
    }

    /** How bad it is; info where there is nothing. */
    Severity severity() {
        if (isMaster()) {
            return Severity.CRITICAL;
        }
        Severity worst = powers.isEmpty() ? Severity.INFO : powers.get(0).severity();
        return isNode() ? worst.or(Severity.HIGH) : worst;
    }

    /** In a few words after "may". */
    String summary() {
        if (isMaster()) {
            return "do everything as a member of " + Identity.MASTERS;
        }
        boolean node = isNode() && (powers.isEmpty() || powers.get(0).severity() != Severity.CRITICAL);
        return node ? "act as a node" : Words.powers(powers);
    }

    /** What aws-auth says, and what that gives. */
    void tell(Facts facts) {
        List<String> groups = login.groups();
        facts.at(
                map.key() + " lets " + login.role() + " log in as "
                        + (login.user().isEmpty() ? "a user without a name" : login.user())
                        + (groups.isEmpty() ? "" : " in " + String.join(", ", groups)),
                map.meta().at());
        if (!login.user().equals(identity.user())) {
            facts.at("the name of the session can make that " + identity.user(), Positions.NONE);
        }
        if (isMaster()) {
            facts.at(
                    "whoever is in " + Identity.MASTERS + " may do everything, whatever the bindings say",
                    Positions.NONE);
            return;
        }
        if (isNode()) {
            facts.at(
                    "a node may read the Secrets of the pods that are bound to it, and make tokens of their accounts",
                    Positions.NONE);
        }
        Set<Binding> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (HeldPower power : powers) {
            for (Grant grant : power.grants()) {
                if (told.add(grant.binding())) {
                    facts.subject(grant).role(grant);
                }
            }
        }
        facts.powers(powers);
    }

    /** In the form of a finding's extent. */
    void extent(TreeSet<String> to) {
        if (isMaster()) {
            to.add("group " + Identity.MASTERS);
        } else {
            Extra.extent(powers, to);
            if (isNode()) {
                to.add("group " + NODES);
            }
        }
    }
}
