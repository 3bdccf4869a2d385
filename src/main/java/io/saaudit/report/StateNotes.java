package io.saaudit.report;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.Note;
import io.saaudit.model.Positions;
import io.saaudit.model.RoleRef;
import io.saaudit.model.Subject;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.rbac.RbacState;
import io.saaudit.rule.Audit;
import io.saaudit.workload.Workloads.Use;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is worth saying about references and spellings, without being a finding: roleRefs and accounts that lead nowhere,
 * and accounts that are spelled as users. What an API server would refuse is noted when it is read.
 */
final class StateNotes {
    private final Audit audit;
    private final List<Note> notes;

    private StateNotes(Audit audit, List<Note> notes) {
        this.audit = audit;
        this.notes = notes;
    }

    /** Adds the notes, in the order of the objects' keys. */
    static void add(Audit audit, List<Note> notes) {
        StateNotes state = new StateNotes(audit, notes);
        state.roles();
        state.spellings();
        state.accounts();
        state.defaults();
    }

    private void note(Note.Kind kind, String what, long... places) {
        long at = Positions.NONE;
        for (long place : places) {
            at = at == Positions.NONE ? place : at;
        }
        notes.add(new Note(kind, what, audit.snapshot().origin(at)));
    }

    private void roles() {
        for (Binding binding : audit.snapshot().objects().bindings()) {
            // Where it certainly is not there SA408 says so.
            if (audit.state().roleOf(binding) == null && !audit.complete(binding.namespace(), Audit.ROLES)) {
                note(
                        Note.Kind.DANGLING_ROLE,
                        binding.key() + " gives " + binding.roleRef().kind() + " "
                                + binding.roleRef().name() + ", which was not read" + hint(binding) + ".",
                        binding.places().roleRef(),
                        binding.meta().at());
            }
        }
    }

    /** The same name as the other kind is the usual slip. */
    private String hint(Binding binding) {
        RoleRef ref = binding.roleRef();
        if (ref.kind().equals("Role") && audit.state().role("", ref.name()) != null) {
            return "; there is a ClusterRole of that name";
        }
        boolean other = ref.kind().equals("ClusterRole")
                && !binding.cluster()
                && audit.state().role(binding.namespace(), ref.name()) != null;
        return other ? "; there is a Role of that name" : "";
    }

    private void spellings() {
        for (Binding binding : audit.snapshot().objects().bindings()) {
            for (int i = 0; i < binding.subjects().size(); i++) {
                Subject subject = binding.subjects().get(i);
                Identity user = new Identity(subject.name(), List.of());
                if (subject instanceof Subject.User && user.account() != null) {
                    note(
                            Note.Kind.SPELLING,
                            binding.key() + " names the account " + user.shown() + " as a user. That counts; kind:"
                                    + " ServiceAccount is the usual way.",
                            binding.subjectAt(i),
                            binding.meta().at());
                }
            }
        }
    }

    private void accounts() {
        if (audit.snapshot().objects().serviceAccounts().isEmpty()) {
            noneRead();
            return;
        }
        Map<String, List<Use>> missing = new TreeMap<>();
        for (Use use : audit.workloads().all()) {
            Account account = audit.accounts().find(use.owner().namespace(), use.account());
            // Where it certainly is not there SA109 says so.
            if (!account.declared() && !account.isDefault() && !isNone(account.namespace())) {
                Lists.of(missing, account.qualifiedName()).add(use);
            }
        }
        for (Map.Entry<String, List<Use>> entry : missing.entrySet()) {
            missing(entry.getKey(), entry.getValue());
        }
        Map<String, Account> phantoms = new TreeMap<>();
        for (Account account : audit.accounts().all()) {
            // The server makes a default account with its namespace. Where it certainly is not there SA409 says so.
            if (account.phantom() && !account.isDefault() && !isNone(account.namespace())) {
                phantoms.put(account.identity().user(), account);
            }
        }
        if (!phantoms.isEmpty()) {
            for (Map.Entry<String, List<Named>> entry :
                    bindingsOf(phantoms.keySet()).entrySet()) {
                phantom(phantoms.get(entry.getKey()), entry.getValue());
            }
        }
    }

    /** Whether pods that are silent have a token hangs on a default account that manifests seldom hold: once a namespace. */
    private void defaults() {
        for (Account account : audit.accounts().all()) {
            if (!account.isDefault() || account.declared()) {
                continue;
            }
            for (Use use : audit.workloads().runningAs(account.namespace(), account.name())) {
                Workload first = use.members().get(0);
                if (audit.tokens().of(first).automount() == Truth.UNKNOWN) {
                    note(
                            Note.Kind.INPUT,
                            "the default account of " + account.namespace()
                                    + " was not read: whether it turns automounting off (SA104) is not known.",
                            first.meta().at());
                    break;
                }
            }
        }
    }

    private void missing(String account, List<Use> uses) {
        Use first = uses.get(0);
        Workload member = first.members().get(0);
        note(
                Note.Kind.DANGLING_ACCOUNT,
                first.owner() + more(uses.size()) + " names the account " + account + ", which was not read.",
                member.places().of(Workload.SERVICE_ACCOUNT_NAME),
                member.places().of(Workload.SERVICE_ACCOUNT),
                member.meta().at());
    }

    private void phantom(Account account, List<Named> by) {
        Named first = by.get(0);
        note(
                Note.Kind.DANGLING_ACCOUNT,
                first.binding().key() + more(by.size()) + " names the account " + account.qualifiedName()
                        + ", which was not read: whoever creates it gets what it is bound to.",
                first.binding().subjectAt(first.subject()),
                first.binding().meta().at());
    }

    /** Without a single ServiceAccount in the input a note for each account would say the same thing many times. */
    private void noneRead() {
        int named = 0;
        for (Account account : audit.accounts().all()) {
            named += !account.assumedOnly() && !account.isDefault() ? 1 : 0;
        }
        if (named > 0) {
            note(
                    Note.Kind.DANGLING_ACCOUNT,
                    "no ServiceAccount was read: " + named + (named == 1 ? " account is" : " accounts are")
                            + " known by name only.");
        }
    }

    /** Whether an account of this namespace that was not read does not exist. */
    private boolean isNone(String namespace) {
        return audit.complete(namespace, Audit.ACCOUNTS);
    }

    private static String more(int number) {
        return number == 1 ? "" : " (and " + (number - 1) + " more)";
    }

    private record Named(Binding binding, int subject) {}

    /** The bindings that were read and name these users; not what an API server names by itself. */
    private Map<String, List<Named>> bindingsOf(Set<String> users) {
        Map<String, List<Named>> named = new TreeMap<>();
        for (Binding binding : audit.snapshot().objects().bindings()) {
            for (int i = 0; i < binding.subjects().size(); i++) {
                String user = RbacState.userName(binding.subjects().get(i), binding);
                if (user != null && users.contains(user) && !audit.stock().namesByItself(binding, user)) {
                    Lists.of(named, user).add(new Named(binding, i));
                }
            }
        }
        return named;
    }
}
