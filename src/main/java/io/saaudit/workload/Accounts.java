package io.saaudit.workload;

import io.saaudit.model.Account;
import io.saaudit.model.Account.Reason;
import io.saaudit.model.Binding;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Namespace;
import io.saaudit.model.Objects;
import io.saaudit.model.ServiceAccount;
import io.saaudit.model.Subject;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The accounts in sight (design 4.10). */
public final class Accounts {
    private final Map<String, Map<String, Account>> byNamespace = new HashMap<>();
    private final List<Account> all = new ArrayList<>();

    private Accounts() {}

    /**
     * Finds the accounts of what was read, and those that the bindings name.
     *
     * @param objects what was read
     * @param bindings the bindings that count, the assumed ones among them
     */
    public static Accounts of(Objects objects, Collection<Binding> bindings) {
        Collector found = new Collector();
        for (ServiceAccount account : objects.serviceAccounts()) {
            found.add(account.namespace(), account.name(), Reason.DECLARED)
                    .definitions
                    .add(account);
        }
        for (String namespace : namespaces(objects)) {
            found.add(namespace, "default", Reason.DEFAULT);
        }
        for (Workload workload : objects.workloads()) {
            if (!workload.isMirror()) {
                String name = PodAccount.of(workload.pod()).name();
                Seen seen = found.add(workload.namespace(), name, Reason.WORKLOAD);
                if (hasPodIdentity(workload)) {
                    String pod = workload.key().toString();
                    seen.podIdentity =
                            seen.podIdentity.isEmpty() || pod.compareTo(seen.podIdentity) < 0 ? pod : seen.podIdentity;
                }
            }
        }
        for (Binding binding : bindings) {
            Reason reason = binding.assumed() ? Reason.ASSUMED_BINDING : Reason.BINDING;
            for (Subject subject : binding.subjects()) {
                named(subject, binding, reason, found);
            }
        }
        Accounts accounts = new Accounts();
        for (Map.Entry<String, Map<String, Seen>> namespace : found.byNamespace.entrySet()) {
            Map<String, Account> ofNamespace = new HashMap<>();
            List<String> groups = Identity.accountGroups(namespace.getKey());
            String prefix = Identity.ACCOUNT_PREFIX + namespace.getKey() + ":";
            for (Map.Entry<String, Seen> name : namespace.getValue().entrySet()) {
                Account account = name.getValue()
                        .account(new Identity(prefix + name.getKey(), groups), namespace.getKey(), name.getKey());
                ofNamespace.put(account.name(), account);
                accounts.all.add(account);
            }
            accounts.byNamespace.put(namespace.getKey(), ofNamespace);
        }
        accounts.all.sort(null);
        return accounts;
    }

    /** All of them, by namespace and name. */
    public List<Account> all() {
        return all;
    }

    /** Names of accounts that are known by bindings alone, whatever their namespaces. */
    public Set<String> namedByBindingsAlone() {
        Set<String> names = new HashSet<>();
        for (Account account : all) {
            if (account.phantom() && !account.assumedOnly()) {
                names.add(account.name());
            }
        }
        return names;
    }

    /** The account of this name, or null when nothing knows it. */
    public Account find(String namespace, String name) {
        return byNamespace.getOrDefault(namespace, Map.of()).get(name);
    }

    /** The account that a pod or template runs as. */
    public Account of(Workload workload) {
        return find(workload.namespace(), PodAccount.of(workload.pod()).name());
    }

    /**
     * What the account says of automountServiceAccountToken; of differing definitions the more exposing one counts.
     *
     * @return null when it is silent or was not read
     */
    public static Boolean automount(Account account) {
        boolean off = account.declared();
        boolean on = false;
        for (ServiceAccount definition : account.definitions()) {
            off &= Boolean.FALSE.equals(definition.automount());
            on |= Boolean.TRUE.equals(definition.automount());
        }
        return off ? Boolean.FALSE : on ? Boolean.TRUE : null;
    }

    /** Namespaces that were read or that some object stands in. */
    public static Set<String> namespaces(Objects objects) {
        // Lists are sorted by namespace: the same one comes many times in a row.
        Set<String> seen = new TreeSet<>();
        for (Namespace namespace : objects.namespaces()) {
            seen.add(namespace.name());
        }
        List<List<? extends KubeObject>> namespaced = List.of(
                objects.serviceAccounts(),
                objects.roles(),
                objects.bindings(),
                objects.workloads(),
                objects.secrets(),
                objects.configMaps(),
                objects.services(),
                objects.ingresses());
        for (List<? extends KubeObject> list : namespaced) {
            String last = "";
            for (KubeObject object : list) {
                String namespace = object.namespace();
                if (!namespace.equals(last)) {
                    seen.add(namespace);
                    last = namespace;
                }
            }
        }
        seen.remove("");
        return seen;
    }

    /** Whether it has the token that EKS Pod Identity takes ({@link CloudIdentity#POD_IDENTITY}). */
    private static boolean hasPodIdentity(Workload workload) {
        for (Volume volume : workload.pod().volumes()) {
            for (Volume.TokenProjection token : volume.tokens()) {
                if (token.audience().equals(CloudIdentity.POD_IDENTITY)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void named(Subject subject, Binding binding, Reason reason, Collector found) {
        if (subject instanceof Subject.ServiceAccountRef ref) {
            String namespace = ref.namespace().isEmpty() ? binding.namespace() : ref.namespace();
            if (!namespace.isEmpty() && !ref.name().isEmpty()) {
                found.add(namespace, ref.name(), reason);
            }
        } else if (subject instanceof Subject.User) {
            String[] account = new Identity(subject.name(), List.of()).account();
            if (account != null) {
                found.add(account[0], account[1], reason);
            }
        }
    }

    /** What is known of one account so far. */
    private static final class Seen {
        private final EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
        private final List<ServiceAccount> definitions = new ArrayList<>(1);
        private String podIdentity = "";

        Account account(Identity identity, String namespace, String name) {
            return new Account(identity, namespace, name, List.copyOf(definitions), List.copyOf(reasons), podIdentity);
        }
    }

    private static final class Collector {
        private final Map<String, Map<String, Seen>> byNamespace = new HashMap<>();

        Seen add(String namespace, String name, Reason reason) {
            Map<String, Seen> ofNamespace = byNamespace.get(namespace);
            if (ofNamespace == null) {
                ofNamespace = new HashMap<>();
                byNamespace.put(namespace, ofNamespace);
            }
            Seen seen = ofNamespace.get(name);
            if (seen == null) {
                seen = new Seen();
                ofNamespace.put(name, seen);
            }
            seen.reasons.add(reason);
            return seen;
        }
    }
}
