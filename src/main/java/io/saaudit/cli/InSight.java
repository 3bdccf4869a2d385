package io.saaudit.cli;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Identity;
import io.saaudit.model.KubeObject;
import io.saaudit.model.Names;
import io.saaudit.model.ObjectKey;
import io.saaudit.model.Objects;
import io.saaudit.model.Subject;
import io.saaudit.source.InputPathException;
import io.saaudit.source.SnapshotReader;
import io.saaudit.workload.Accounts;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ParseResult;

/**
 * The names that can be seen from a command line that is being typed: in the manifests that it names, else in the cluster.
 * Standard input is never read. What cannot be read has no names.
 */
final class InSight {
    private final Typed typed;
    private final Io io;

    InSight(Typed typed, Io io) {
        this.typed = typed;
        this.io = io;
    }

    /** Namespaces. */
    Set<String> namespaces() {
        Set<String> names = new TreeSet<>();
        for (String name : Accounts.namespaces(objects("Namespace"))) {
            if (Names.isLabel(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Accounts that are there, named or used. */
    List<Account> accounts() {
        Objects objects = objects("ServiceAccount");
        List<Account> accounts = new ArrayList<>();
        for (Account account : Accounts.of(objects, objects.bindings()).all()) {
            if (Names.isLabel(account.namespace()) && Names.isSubdomain(account.name())) {
                accounts.add(account);
            }
        }
        return accounts;
    }

    /** Users or groups that bindings name. */
    Set<String> subjects(Class<? extends Subject> kind) {
        Set<String> names = new TreeSet<>();
        for (Binding binding : objects("RoleBinding", "ClusterRoleBinding").bindings()) {
            for (Subject subject : binding.subjects()) {
                if (kind.isInstance(subject)) {
                    names.add(subject.name());
                }
            }
        }
        return names;
    }

    /** Objects of a kind that {@code explain} knows. */
    List<ObjectKey> objectsOf(String kind) {
        Objects objects = objects(kind);
        List<ObjectKey> keys = new ArrayList<>();
        for (List<? extends KubeObject> list : List.of(
                objects.workloads(),
                objects.serviceAccounts(),
                objects.secrets(),
                objects.roles(),
                objects.bindings())) {
            for (KubeObject object : list) {
                if (object.key().kind().equals(kind)) {
                    keys.add(object.key());
                }
            }
        }
        return keys;
    }

    /** Custom resources of manifests. A cluster is not asked for them. */
    List<io.saaudit.model.CustomResource> customResources() {
        return paths().isEmpty() ? List.of() : objects().customResources();
    }

    private Objects objects(String... kinds) {
        ParseResult options = typed.parsed();
        if (options == null) {
            return Objects.EMPTY;
        }
        try {
            List<String> paths = paths();
            if (!paths.isEmpty()) {
                List<String> there = there(paths);
                InputOptions input = InputOptions.of(options, there, "default");
                return there.isEmpty()
                        ? Objects.EMPTY
                        : SnapshotReader.read(there, InputStream.nullInputStream(), input.read())
                                .objects();
            }
            return kinds.length > 0 && typed.spec().findOption("--context") != null
                    ? ClusterInput.glance(options, List.of(kinds), io)
                    : Objects.EMPTY;
        } catch (UsageException | InputPathException e) {
            return Objects.EMPTY;
        }
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>(typed.values("--filename"));
        if (typed.command().equals("scan")) {
            paths.addAll(typed.words());
        }
        return paths;
    }

    private List<String> there(List<String> paths) {
        List<String> there = new ArrayList<>();
        for (String path : paths) {
            String home = io.env().apply("HOME");
            String whole = path.startsWith("~/") && home != null ? home + path.substring(1) : path;
            if (!path.equals("-") && exists(whole)) {
                there.add(whole);
            }
        }
        return there;
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Groups that every cluster has. */
    static List<String> usualGroups() {
        return List.of(Identity.AUTHENTICATED, Identity.UNAUTHENTICATED, Identity.MASTERS, Identity.ALL_ACCOUNTS);
    }
}
