package io.saaudit.rule;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Origin;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.Positions;
import io.saaudit.model.Power;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Scope;
import io.saaudit.rbac.HeldPower;
import io.saaudit.rbac.Holding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A rule about a dangerous permission: its rows in the table of powers say what it is about, {@link Grants} who has it and
 * by what, {@link Precedence} which rule tells it. One finding a binding, or a role that nobody holds.
 */
final class GrantRule implements Rule {
    private static final int MOST_HOLDERS = 5;

    private final RuleInfo info;

    GrantRule(RuleInfo info) {
        this.info = info;
    }

    @Override
    public RuleInfo info() {
        return info;
    }

    @Override
    public void check(Audit audit, Consumer<Finding> found) {
        for (GrantCase one : audit.grants().of(audit, info.id())) {
            List<String> subjects = one.subjects();
            found.accept(new Finding(
                    info.id(),
                    one.severity(),
                    one.cause(),
                    subjects.isEmpty() ? "" : account(subjects.get(0)),
                    subjects,
                    GrantWords.message(audit, one),
                    places(audit, one),
                    new Lazy(audit, one)));
        }
    }

    private static String account(String subject) {
        Identity identity = new Identity(subject, List.of());
        return identity.account() == null ? "" : identity.shown();
    }

    private static List<Origin> places(Audit audit, GrantCase one) {
        Places places = new Places(audit.snapshot());
        if (one.unheld()) {
            return places.add(one.role().meta()).list();
        }
        for (Binding binding : one.bindings()) {
            places.add(binding.meta(), binding.places().roleRef());
        }
        return places.list();
    }

    /** The permissions that made it true, and no more of the rules that they stand in. */
    private static List<String> permissions(GrantCase one) {
        TreeSet<String> lines = new TreeSet<>();
        for (GrantCase.Holder holder : one.holders()) {
            for (ToldPower told : holder.powers()) {
                HeldPower held = told.power();
                List<Power.Atom> atoms = new ArrayList<>();
                for (List<Power.Atom> need : held.power().needs()) {
                    atoms.addAll(need);
                }
                for (Grant grant : held.grants()) {
                    Scope scope = one.unheld() ? held.scope() : grant.scope();
                    PolicyRule part = Narrowed.to(grant.rule().policy(), atoms);
                    Extent.add(scope, part == null ? grant.rule().policy() : part, lines);
                }
            }
        }
        return List.copyOf(lines);
    }

    private final class Lazy extends Details {
        private final Audit audit;
        private final GrantCase one;

        Lazy(Audit audit, GrantCase one) {
            this.audit = audit;
            this.one = one;
        }

        @Override
        Told tell() {
            return new Told(evidence(), LessRole.of(audit, one, info.fix(), decisive()));
        }

        @Override
        List<String> extent() {
            return permissions(one);
        }

        private List<Evidence> evidence() {
            Facts facts = new Facts(audit);
            if (one.unheld()) {
                facts.at(
                        one.cause() + " is named by no binding in sight",
                        one.role().meta().at());
            }
            List<GrantCase.Holder> holders = one.holders();
            Set<RoleRule> rules = new HashSet<>();
            Set<String> named = new HashSet<>();
            for (GrantCase.Holder holder : holders.subList(0, Math.min(MOST_HOLDERS, holders.size()))) {
                if (!one.unheld()) {
                    who(holder, named.add(holder.name()), facts);
                }
                for (ToldPower told : holder.powers()) {
                    // Several holders of one role: its rules are told once.
                    boolean more = false;
                    for (Grant grant : told.power().grants()) {
                        more |= rules.add(grant.rule());
                    }
                    if (more) {
                        facts.powers(List.of(told.power())).powers(told.includes());
                    }
                }
            }
            if (holders.size() > MOST_HOLDERS) {
                facts.at("and so may " + Words.count(holders.size() - MOST_HOLDERS, "more subject"), Positions.NONE);
            }
            return one.unheld()
                    ? facts.list()
                    : facts.users(GrantWords.users(audit, one)).list();
        }

        /** @param first whether it is the first definition of the binding that gives it to somebody of this name */
        private void who(GrantCase.Holder holder, boolean first, Facts facts) {
            if (first) {
                name(holder, facts);
            }
            for (Holding holding : holder.through()) {
                facts.subject(holding).role(holding);
            }
            Set<String> told = new TreeSet<>();
            for (Grant grant : holder.beside()) {
                if (told.add(grant.binding().key().toString())) {
                    facts.subject(grant).role(grant);
                }
            }
        }

        private void name(GrantCase.Holder holder, Facts facts) {
            if (holder.group() == null) {
                String[] name = holder.who().account();
                Account account = audit.accounts().find(name[0], name[1]);
                if (account != null) {
                    facts.account(account);
                }
            } else {
                facts.at("Group " + holder.group() + " is " + GrantWords.everyone(holder.group()), Positions.NONE);
            }
        }

        /** What is decisive in any row of the rule. */
        private List<Power.Atom> decisive() {
            List<Power.Atom> atoms = new ArrayList<>();
            for (Power power : audit.powerTable()) {
                if (power.id().equals(info.id())) {
                    atoms.addAll(power.needs().get(0));
                }
            }
            return atoms;
        }
    }
}
