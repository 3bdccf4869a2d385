package io.saaudit.catalog;

import io.saaudit.model.Power;
import io.saaudit.model.Power.Atom;
import io.saaudit.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** A row of {@link Powers} while it is written, so that it reads like a sentence. */
final class PowerRow {
    private final String id;
    private final String title;
    private Severity cluster;
    private Severity namespaced;
    private Severity named;
    private boolean systemNamespaceOnly;
    private boolean namedByTarget;
    private int from;
    private int before = Integer.MAX_VALUE;

    /**
     * A row that is written.
     *
     * @param power what it says
     * @param from minor version of Kubernetes from which it holds
     * @param before minor version from which it holds no more
     */
    record Row(Power power, int from, int before) {
        /** Whether a server of this version knows it. */
        boolean holdsIn(KubeVersion version) {
            return from <= version.minor() && version.minor() < before;
        }
    }

    private PowerRow(String id, String title) {
        this.id = id;
        this.title = title;
    }

    static PowerRow may(String id, String title) {
        return new PowerRow(id, title);
    }

    /** Severity through a ClusterRoleBinding and through a RoleBinding. */
    PowerRow is(Severity throughClusterRoleBinding, Severity throughRoleBinding) {
        cluster = throughClusterRoleBinding;
        namespaced = throughRoleBinding;
        return this;
    }

    /** Severity of what has no effect through a RoleBinding. */
    PowerRow isClusterWide(Severity severity) {
        return is(severity, null);
    }

    /** Severity for some names only; without this that is harmless. */
    PowerRow withNames(Severity severity) {
        named = severity;
        return this;
    }

    /** Severity for some names only, where it really is that of what the named objects may do. */
    PowerRow withNamesAsTheTargets(Severity unlessKnown) {
        namedByTarget = true;
        return withNames(unlessKnown);
    }

    /** Counts in kube-system and in the whole cluster only. */
    PowerRow inKubeSystem() {
        systemNamespaceOnly = true;
        return this;
    }

    /** Holds from this minor version on. */
    PowerRow from(int minor) {
        from = minor;
        return this;
    }

    /** Holds in versions before this minor one. */
    PowerRow before(int minor) {
        before = minor;
        return this;
    }

    /** Ends the row: all of these must be held. The first is the decisive one: what gives it is what to change. */
    Row when(Need... needs) {
        List<List<Atom>> all = new ArrayList<>(needs.length);
        for (Need need : needs) {
            all.add(need.atoms());
        }
        Power power =
                new Power(id, title, cluster, namespaced, named, List.copyOf(all), systemNamespaceOnly, namedByTarget);
        return new Row(power, from, before);
    }
}
