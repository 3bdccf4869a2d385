package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Lists;
import io.saaudit.model.Positions;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Snapshot;
import io.saaudit.model.Subject;
import io.saaudit.model.TokenReach;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the evidence of one finding, in the order to read it. */
final class Facts {
    private static final int MOST_RULES = 10;
    private static final int MOST_WORKLOADS = 10;

    private final Audit audit;
    private final Snapshot snapshot;
    private final List<Evidence> list = new ArrayList<>();

    Facts(Audit audit) {
        this.audit = audit;
        this.snapshot = audit.snapshot();
    }

    List<Evidence> list() {
        return List.copyOf(list);
    }

    /** Facts that were collected before. */
    Facts all(List<Evidence> facts) {
        list.addAll(facts);
        return this;
    }

    /** A fact at a packed place. */
    Facts at(String what, long place) {
        list.add(new Evidence(what, snapshot.origin(place)));
        return this;
    }

    /** Who it is, and whether it was read. */
    Facts account(Account account) {
        String who = account.qualifiedName() + " is " + account.identity().user();
        if (!account.declared()) {
            return at(
                    who + (account.isDefault() ? ", made by the server" : ", not among the accounts read"),
                    Positions.NONE);
        }
        for (ServiceAccount definition : account.definitions()) {
            at(who, definition.meta().at());
        }
        return this;
    }

    /** The subject of a binding that names somebody. */
    Facts subject(Holding holding) {
        return subject(holding.binding(), holding.subject());
    }

    /** The subject that a grant came by. */
    Facts subject(Grant grant) {
        return subject(grant.binding(), grant.subject());
    }

    private Facts subject(Binding binding, int number) {
        Subject subject = binding.subjects().get(number);
        long place = binding.subjectAt(number);
        return at(
                binding.key() + " names " + subject.kind() + " " + subject.name(),
                place == Positions.NONE ? binding.meta().at() : place);
    }

    /** The role that a binding gives, and where. */
    Facts role(Holding holding) {
        return role(holding.binding(), holding.role());
    }

    /** The role that a grant came by. */
    Facts role(Grant grant) {
        return role(grant.binding(), grant.role());
    }

    private Facts role(Binding binding, Role role) {
        String gives = binding.key() + " gives " + Words.role(binding.roleRef()) + " " + Words.in(binding.scope());
        if (role == null) {
            return at(gives + ", which was not read", binding.places().roleRef());
        }
        if (role.assumed()) {
            return at(gives + ", a built-in role", binding.places().roleRef());
        }
        return at(gives, role.meta().at());
    }

    /** What somebody may do that is dangerous: the rules, each with the worst that they give. */
    Facts powers(List<HeldPower> powers) {
        Map<Scope, Map<List<Grant>, List<HeldPower>>> byRules = new LinkedHashMap<>();
        for (HeldPower held : powers) {
            Map<List<Grant>, List<HeldPower>> inScope = byRules.get(held.scope());
            if (inScope == null) {
                inScope = new LinkedHashMap<>();
                byRules.put(held.scope(), inScope);
            }
            Lists.of(inScope, held.grants()).add(held);
        }
        for (Map<List<Grant>, List<HeldPower>> inScope : byRules.values()) {
            for (Map.Entry<List<Grant>, List<HeldPower>> entry : inScope.entrySet()) {
                powers(entry.getKey(), entry.getValue());
            }
        }
        return this;
    }

    private void powers(List<Grant> grants, List<HeldPower> given) {
        Set<String> rules = new LinkedHashSet<>();
        for (Grant grant : grants) {
            rules.add(name(grant.role(), grant.rule()));
        }
        String severity = given.get(0).severity().word();
        at(
                String.join(" and ", rules) + ": may " + Words.powers(given) + ", " + severity,
                grants.isEmpty() ? Positions.NONE : grants.get(0).rule().at());
    }

    /** What the rules of a role say. */
    Facts rules(Role role, List<RoleRule> rules) {
        for (RoleRule rule : rules.subList(0, Math.min(MOST_RULES, rules.size()))) {
            at(name(role, rule), rule.at());
        }
        return more(rules.size() - MOST_RULES, "rule");
    }

    private static String name(Role role, RoleRule rule) {
        String from = rule.definedIn().equals(role.key()) ? "" : " aggregated from " + rule.definedIn();
        return role.key() + from + ", rule " + (rule.index() + 1) + ": " + Words.rule(rule.policy());
    }

    /** Who runs as an account, and whether a token is there. */
    Facts users(List<Use> uses) {
        for (Use use : uses.subList(0, Math.min(MOST_WORKLOADS, uses.size()))) {
            user(use);
        }
        return more(uses.size() - MOST_WORKLOADS, "workload");
    }

    /** One of them. */
    Facts user(Use use) {
        Workload most = audit.tokens().mostExposing(use);
        TokenReach reach = audit.tokens().of(most);
        String token = reach.automount() == Truth.NO ? "no token mounted" : "token mounted";
        return at(
                Words.workload(use) + " runs as " + use.owner().namespace() + "/" + use.account() + ", " + token + " ("
                        + reach.why() + ")",
                Places.account(most));
    }

    private Facts more(int number, String what) {
        return number > 0 ? at("and " + Words.count(number, what) + " more", Positions.NONE) : this;
    }
}
