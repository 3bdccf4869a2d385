package io.saaudit.workload;

import io.saaudit.model.Container;
import io.saaudit.model.Objects;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import java.util.HashSet;
import java.util.Set;

/**
 * Which audiences an API server may take for its own (semantics H.4): a token that names none always has them; one that
 * names another is refused. They are the server's --api-audiences, else its issuers, which a manifest does not show.
 */
public final class Audiences {
    /** The issuers that kubeadm and most installers set; many clusters have others. */
    private static final Set<String> USUAL =
            Set.of("https://kubernetes.default.svc", "https://kubernetes.default.svc.cluster.local");

    private final Set<String> own = new HashSet<>(USUAL);

    /** The usual ones, and what the command line of an API server among the pods says. */
    public Audiences(Objects objects) {
        for (Workload workload : objects.workloads()) {
            for (Container container : workload.pod().containers()) {
                own.addAll(container.audiences());
            }
        }
    }

    /** Whether the same are known of another input. */
    public boolean same(Audiences other) {
        return own.equals(other.own);
    }

    /** Whether the API server accepts a token for this audience; empty stands for the server's own. */
    public Truth accepted(String audience) {
        return audience.isEmpty() ? Truth.YES : own.contains(audience) ? Truth.UNKNOWN : Truth.NO;
    }
}
