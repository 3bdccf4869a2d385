package io.saaudit.workload;

import io.saaudit.model.Account;
import io.saaudit.model.Container;
import io.saaudit.model.Objects;
import io.saaudit.model.PodSpec;
import io.saaudit.model.TokenReach;
import io.saaudit.model.Truth;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which credentials the containers of a pod can reach (plugin/pkg/admission/serviceaccount/admission.go; semantics G.2
 * and G.3). A pod that a server has stored has been through the plug-in: what counts is what was mounted then, not what
 * its account says now.
 */
public final class Tokens {
    /** Where the admission plug-in mounts the token, unless a container mounts something there itself. */
    public static final String PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    /** How the volumes that the plug-in adds are called, with a random end. */
    static final String VOLUME = "kube-api-access-";

    private final Accounts accounts;
    private final TokenSecrets secrets;
    private final Audiences audiences;

    /**
     * @param accounts the accounts in sight
     * @param objects what was read
     */
    public Tokens(Accounts accounts, Objects objects) {
        this.accounts = accounts;
        this.secrets = new TokenSecrets(objects);
        this.audiences = new Audiences(objects);
    }

    /** Which audiences the API server may take for its own. */
    public Audiences audiences() {
        return audiences;
    }

    /** The Secrets that hold tokens. */
    public TokenSecrets secrets() {
        return secrets;
    }

    /** What is in reach of the workload's containers. */
    public TokenReach of(Workload workload) {
        if (workload.isMirror()) {
            return new TokenReach(Truth.NO, "a mirror pod has no account", List.of(), Truth.NO, List.of());
        }
        PodSpec pod = workload.pod();
        List<Volume.TokenProjection> projected = new ArrayList<>();
        TreeSet<String> legacy = new TreeSet<>();
        for (Volume volume : pod.volumes()) {
            if (!volume.name().startsWith(VOLUME) || !mountsAtPath(pod, volume)) {
                for (Volume.TokenProjection token : volume.tokens()) {
                    if (isShown(pod, volume, token.path())) {
                        projected.add(token);
                    }
                }
            }
            for (Volume.SecretSource secret : volume.secrets()) {
                for (String file : secret.tokenFiles()) {
                    if (isShown(pod, volume, file)) {
                        legacy.add(secret.name());
                    }
                }
            }
        }
        for (Container container : pod.containers()) {
            for (Container.EnvFrom from : container.envFrom()) {
                legacy.add(from.secret());
            }
            for (Container.SecretEnv env : container.secretEnv()) {
                if (env.key().equals("token")) {
                    legacy.add(env.secret());
                }
            }
        }
        for (Iterator<String> names = legacy.iterator(); names.hasNext(); ) {
            if (secrets.accountOf(workload.namespace(), names.next()).isEmpty()) {
                names.remove();
            }
        }
        Automount automount = automount(workload);
        Truth accepted = Truth.NO;
        for (Volume.TokenProjection token : projected) {
            accepted = accepted.or(audiences.accepted(token.audience()));
        }
        return new TokenReach(automount.truth, automount.why, List.copyOf(projected), accepted, List.copyOf(legacy));
    }

    /**
     * Whether a credential of the account that the workload runs as is in reach and accepted by the API server: mounted
     * Secrets may hold those of other accounts.
     */
    public Truth ofItsAccount(Workload workload, TokenReach reach) {
        String account = PodAccount.of(workload.pod()).name();
        for (String secret : reach.legacySecrets()) {
            if (secrets.accountOf(workload.namespace(), secret).equals(account)) {
                return Truth.YES;
            }
        }
        return reach.automount().or(reach.projected());
    }

    /** Of the pods and templates of a use the first one in which such a credential is most certain. */
    public Workload mostExposing(Workloads.Use use) {
        Workload most = use.members().get(0);
        Truth best = ofItsAccount(most, of(most));
        for (int i = 1; i < use.members().size() && best != Truth.YES; i++) {
            Workload member = use.members().get(i);
            Truth reach = ofItsAccount(member, of(member));
            if (reach.compareTo(best) > 0) {
                best = reach;
                most = member;
            }
        }
        return most;
    }

    /** What the plug-in decides, and why. */
    record Automount(Truth truth, String why) {}

    private Automount automount(Workload workload) {
        PodSpec pod = workload.pod();
        Volume standing = accessVolume(pod);
        if (standing != null && mountsAtPath(pod, standing)) {
            return held(standing);
        }
        if (workload.isPod() && workload.meta().stored()) {
            return admitted(workload);
        }
        if (!someContainerTakesIt(pod)) {
            return new Automount(Truth.NO, "every container mounts something else at " + PATH);
        }
        Automount decided = decided(workload);
        // The plug-in takes a volume of this name for its own, whatever it contains.
        boolean useless = standing != null && held(standing).truth == Truth.NO;
        return useless && decided.truth != Truth.NO ? held(standing) : decided;
    }

    /** What pod and account say; whether a container takes the mount is not asked. */
    Automount decided(Workload workload) {
        Boolean pod = workload.pod().automount();
        if (pod != null) {
            return pod
                    ? new Automount(Truth.YES, "the pod says automountServiceAccountToken: true")
                    : new Automount(Truth.NO, "the pod says automountServiceAccountToken: false");
        }
        Account account = accounts.find(
                workload.namespace(), PodAccount.of(workload.pod()).name());
        if (account == null || !account.declared()) {
            return new Automount(Truth.UNKNOWN, "assumed: the pod is silent and its account was not read");
        }
        Boolean says = Accounts.automount(account);
        if (says == null) {
            return new Automount(Truth.YES, "pod and account are silent: the default");
        }
        return says
                ? new Automount(Truth.YES, "the account says automountServiceAccountToken: true")
                : new Automount(Truth.NO, "the account says automountServiceAccountToken: false");
    }

    /** Servers before 1.21 mounted the account's token Secret in place of the projected volume. */
    private Automount admitted(Workload workload) {
        PodSpec pod = workload.pod();
        String account = PodAccount.of(pod).name();
        for (Volume volume : pod.volumes()) {
            boolean own = volume.kind() == Volume.Kind.SECRET
                    && secrets.accountOf(workload.namespace(), volume.reference())
                            .equals(account);
            if (own && mountsAtPath(pod, volume)) {
                return new Automount(Truth.YES, "Secret " + volume.reference() + " is mounted where tokens are");
            }
        }
        return new Automount(Truth.NO, "the server started the pod without a token");
    }

    private Automount held(Volume volume) {
        Truth held = Truth.NO;
        for (Volume.TokenProjection token : volume.tokens()) {
            held = held.or(audiences.accepted(token.audience()));
        }
        if (held != Truth.NO) {
            return new Automount(held, "its volume " + volume.name() + " is mounted");
        }
        return new Automount(Truth.NO, "its volume " + volume.name() + " holds no token for the API server");
    }

    /** The volume that the plug-in takes for its own, or null. */
    static Volume accessVolume(PodSpec pod) {
        for (Volume volume : pod.volumes()) {
            if (volume.name().startsWith(VOLUME)) {
                return volume;
            }
        }
        return null;
    }

    private static boolean mountsAtPath(PodSpec pod, Volume volume) {
        for (Container container : pod.containers()) {
            for (Container.Mount mount : container.mounts()) {
                if (mount.path().equals(PATH) && mount.volume().equals(volume.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Ephemeral containers get no mount; the path is compared as a string (semantics G.3). */
    private static boolean someContainerTakesIt(PodSpec pod) {
        boolean any = false;
        for (Container container : pod.containers()) {
            if (container.kind() != Container.Kind.EPHEMERAL) {
                any = true;
                if (!mountsThere(container)) {
                    return true;
                }
            }
        }
        return !any;
    }

    /** Whether a container has a mount of its own at the path where the plug-in would put one. */
    static boolean mountsThere(Container container) {
        for (Container.Mount mount : container.mounts()) {
            if (mount.path().equals(PATH)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some container mounts the volume so that it sees the file. */
    private static boolean isShown(PodSpec pod, Volume volume, String file) {
        for (Container container : pod.containers()) {
            for (Container.Mount mount : container.mounts()) {
                if (mount.volume().equals(volume.name()) && SubPaths.shows(mount, file)) {
                    return true;
                }
            }
        }
        return false;
    }
}
