package io.saaudit.rule;

import io.saaudit.model.ApiResource;
import io.saaudit.model.ConfigMap;
import io.saaudit.model.Power;
import io.saaudit.model.Role;
import io.saaudit.model.RoleRule;
import io.saaudit.model.Severity;
import io.saaudit.model.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table of powers, as what was read makes it. */
final class InputPowers {
    private static final String CUSTOM = "SA333";

    private InputPowers() {}

    /**
     * With aws-auth as bad as it is where the input shows a cluster of EKS, and without custom resources that the server
     * does not serve.
     */
    static List<Power> of(Snapshot snapshot, List<Power> table) {
        boolean logins = takesLoginsFromAwsAuth(snapshot);
        Set<String> served = served(snapshot);
        List<Power> powers = new ArrayList<>(table.size());
        for (Power power : table) {
            boolean login = power.needs().get(0).get(0).name().equals(Power.AWS_AUTH);
            if (login && logins) {
                powers.add(power.withSeverity(Severity.HIGH, Severity.MEDIUM));
            } else if (!power.id().equals(CUSTOM) || served.isEmpty() || anyServed(power, served)) {
                powers.add(power);
            }
        }
        return List.copyOf(powers);
    }

    /**
     * Whether there is a sign that aws-auth counts: the ConfigMap itself, a role that names it, or a server that says it
     * is of EKS, as in {@code v1.33.1-eks-c0ffee0}. Whether the cluster takes logins from access entries alone is a setting of EKS
     * that no object tells.
     */
    private static boolean takesLoginsFromAwsAuth(Snapshot snapshot) {
        if (snapshot.fromServer() && snapshot.cluster().version().contains("-eks-")) {
            return true;
        }
        for (ConfigMap map : snapshot.objects().configMaps()) {
            if (map.name().equals(Power.AWS_AUTH) && map.namespace().equals(Power.SYSTEM_NAMESPACE)) {
                return true;
            }
        }
        for (Role role : snapshot.objects().roles()) {
            for (RoleRule rule : role.rules()) {
                if (rule.policy().resourceNames().contains(Power.AWS_AUTH)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the server serves, as {@code group/resource}; nothing where that is not known. */
    private static Set<String> served(Snapshot snapshot) {
        Set<String> served = new HashSet<>();
        if (snapshot.fromServer() && !snapshot.isApplied()) {
            for (ApiResource resource : snapshot.cluster().apiResources()) {
                served.add(resource.group() + "/" + resource.resource());
            }
        }
        return served;
    }

    private static boolean anyServed(Power power, Set<String> served) {
        for (Power.Atom atom : power.needs().get(0)) {
            if (served.contains(atom.group() + "/" + atom.resource())) {
                return true;
            }
        }
        return false;
    }
}
