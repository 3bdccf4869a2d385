package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Subject;
import io.saaudit.rbac.RbacState;
import io.saaudit.rbac.WhoCan;
import io.saaudit.render.WhoCanView.Holder;
import io.saaudit.render.WhoCanView.Kind;
import io.saaudit.workload.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns the grants of {@code who-can} into identities: those that subjects name, and the accounts of their groups. */
final class WhoCanQuestion {
    private final Accounts accounts;
    private final Map<String, Found> found = new TreeMap<>();

    private WhoCanQuestion(Accounts accounts) {
        this.accounts = accounts;
    }

    private static final class Found {
        private final Kind kind;
        private final String namespace;
        private final String name;
        private final List<Grant> grants = new ArrayList<>(1);
        private final List<Grant> uncertain = new ArrayList<>(0);

        Found(Kind kind, String namespace, String name) {
            this.kind = kind;
            this.namespace = namespace;
            this.name = name;
        }
    }

    /** The identities: accounts by namespace and name, then users, then groups. */
    static List<Holder> holders(WhoCan.Answer answer, Accounts accounts) {
        WhoCanQuestion question = new WhoCanQuestion(accounts);
        for (Grant grant : answer.grants()) {
            question.add(grant, true);
        }
        for (Grant grant : answer.uncertain()) {
            question.add(grant, false);
        }
        Map<String, Integer> sizes = question.addMembers();
        List<Holder> holders = new ArrayList<>();
        for (Found one : question.found.values()) {
            Account account = one.kind == Kind.ACCOUNT ? accounts.find(one.namespace, one.name) : null;
            holders.add(new Holder(
                    one.kind,
                    one.namespace,
                    one.name,
                    account != null && account.declared(),
                    one.kind == Kind.GROUP ? sizes.getOrDefault(one.name, 0) : 0,
                    List.copyOf(one.grants),
                    List.copyOf(one.uncertain)));
        }
        return holders;
    }

    private void add(Grant grant, boolean certain) {
        Subject subject = grant.matched();
        if (subject instanceof Subject.Group) {
            put(Kind.GROUP, "", subject.name(), grant, certain);
            return;
        }
        String user = RbacState.userName(subject, grant.binding());
        String[] account = new Identity(user, List.of()).account();
        if (account == null) {
            put(Kind.USER, "", user, grant, certain);
        } else {
            put(Kind.ACCOUNT, account[0], account[1], grant, certain);
        }
    }

    /** Gives the accounts in sight what their groups have, and counts them. */
    private Map<String, Integer> addMembers() {
        List<Found> groups = new ArrayList<>();
        for (Found one : found.values()) {
            if (one.kind == Kind.GROUP) {
                groups.add(one);
            }
        }
        Map<String, Integer> sizes = new TreeMap<>();
        for (Found group : groups) {
            int size = 0;
            for (Account account : accounts.all()) {
                if (!account.assumedOnly() && account.identity().groups().contains(group.name)) {
                    size++;
                    for (Grant grant : group.grants) {
                        put(Kind.ACCOUNT, account.namespace(), account.name(), grant, true);
                    }
                    for (Grant grant : group.uncertain) {
                        put(Kind.ACCOUNT, account.namespace(), account.name(), grant, false);
                    }
                }
            }
            sizes.put(group.name, size);
        }
        return sizes;
    }

    private void put(Kind kind, String namespace, String name, Grant grant, boolean certain) {
        String key = kind.ordinal() + "\0" + namespace + "\0" + name;
        Found one = found.get(key);
        if (one == null) {
            one = new Found(kind, namespace, name);
            found.put(key, one);
        }
        List<Grant> list = certain ? one.grants : one.uncertain;
        for (Grant other : list) {
            // Several rules of one role, or a subject named twice: the binding and the role say it all.
            if (other.binding() == grant.binding() && other.throughGroup() == grant.throughGroup()) {
                return;
            }
        }
        list.add(grant);
    }
}
