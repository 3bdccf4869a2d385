package io.saaudit.catalog;

import io.saaudit.model.ObjectKey;
import io.saaudit.model.Power.Atom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One need of a power while the table is written: any of its atoms covers it. */
final class Need {
    /** Cluster-scoped resources that powers name, as {@code group/resource} (semantics I). */
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "/nodes",
            "/nodes/status",
            "/nodes/proxy",
            "/persistentvolumes",
            "/users",
            "/groups",
            "admissionregistration.k8s.io/mutatingadmissionpolicies",
            "admissionregistration.k8s.io/mutatingadmissionpolicybindings",
            "admissionregistration.k8s.io/mutatingwebhookconfigurations",
            "admissionregistration.k8s.io/validatingadmissionpolicies",
            "admissionregistration.k8s.io/validatingadmissionpolicybindings",
            "admissionregistration.k8s.io/validatingwebhookconfigurations",
            "apiextensions.k8s.io/customresourcedefinitions",
            "apiregistration.k8s.io/apiservices",
            "authentication.k8s.io/nodes",
            "authentication.k8s.io/users",
            "certificates.k8s.io/certificatesigningrequests",
            "certificates.k8s.io/certificatesigningrequests/approval",
            "certificates.k8s.io/certificatesigningrequests/nodeclient",
            "certificates.k8s.io/signers",
            "rbac.authorization.k8s.io/clusterroles",
            "rbac.authorization.k8s.io/clusterrolebindings");

    private final List<Atom> atoms;

    private Need(List<Atom> atoms) {
        this.atoms = atoms;
    }

    /** Any of the verbs on any of the resources of a group, whatever the object's name. */
    static Need to(List<String> verbs, String group, String... resources) {
        return new Need(List.of()).or(verbs, group, resources);
    }

    /** Any of the verbs on any of the URLs. */
    static Need toUrl(List<String> verbs, String... urls) {
        return new Need(List.of()).or(verbs, null, urls);
    }

    /** This, or any of the verbs on any of the resources of a group. */
    Need or(List<String> verbs, String group, String... resources) {
        List<Atom> all = new ArrayList<>(atoms);
        for (String resource : resources) {
            for (String verb : verbs) {
                all.add(new Atom(group, resource, verb, Atom.EVERY, clusterOnly(group, resource, verb)));
            }
        }
        return new Need(all);
    }

    /** This, or what covers the other need. */
    Need or(Need other) {
        List<Atom> all = new ArrayList<>(atoms);
        all.addAll(other.atoms);
        return new Need(all);
    }

    /** The same for any one of these names of objects. */
    Need named(String... names) {
        List<Atom> all = new ArrayList<>();
        for (Atom atom : atoms) {
            for (String name : names) {
                all.add(new Atom(atom.group(), atom.resource(), atom.verb(), name, atom.clusterOnly()));
            }
        }
        return new Need(all);
    }

    /** The same where a restriction to names makes no difference. */
    Need ofSomeName() {
        return named(Atom.SOME);
    }

    List<Atom> atoms() {
        return List.copyOf(atoms);
    }

    private static boolean clusterOnly(String group, String resource, String verb) {
        if (group == null) {
            return true;
        }
        // bind is asked in the namespace of the RoleBinding that is written, also for a ClusterRole (semantics E.2).
        boolean bind = verb.equals("bind") && group.equals(ObjectKey.RBAC);
        return !bind && CLUSTER_SCOPED.contains(group + "/" + resource);
    }
}
