package io.saaudit.workload;

import io.saaudit.model.Container;
import io.saaudit.model.Credential;
import io.saaudit.model.Credential.Way;
import io.saaudit.model.Truth;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tokens a single container can reach, by which way (semantics G.3, H.1, H.4). What {@link Tokens} says of a pod,
 * container by container.
 */
public final class Credentials {
    private final Tokens tokens;

    /** With the same knowledge of accounts and Secrets. */
    public Credentials(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The tokens in reach of a container of the workload: in files by their mounts, then in variables. */
    public List<Credential> of(Workload workload, Container container) {
        List<Credential> found = new ArrayList<>();
        if (workload.isMirror()) {
            return found;
        }
        String account = PodAccount.of(workload.pod()).name();
        for (Container.Mount mount : container.mounts()) {
            for (Volume volume : workload.pod().volumes()) {
                if (volume.name().equals(mount.volume())) {
                    mounted(workload, account, mount, volume, found);
                }
            }
        }
        automounted(workload, account, container, found);
        for (Container.EnvFrom from : container.envFrom()) {
            fromSecret(workload, Way.SECRET_ENV, from.secret(), from.prefix() + "token", found);
        }
        for (Container.SecretEnv env : container.secretEnv()) {
            if (env.key().equals("token")) {
                fromSecret(workload, Way.SECRET_ENV, env.secret(), env.variable(), found);
            }
        }
        return found;
    }

    private void mounted(
            Workload workload, String account, Container.Mount mount, Volume volume, List<Credential> found) {
        boolean plugIns =
                volume.name().startsWith(Tokens.VOLUME) && mount.path().equals(Tokens.PATH);
        for (Volume.TokenProjection token : volume.tokens()) {
            if (SubPaths.shows(mount, token.path())) {
                found.add(bound(
                        plugIns ? Way.AUTOMOUNT : Way.PROJECTED,
                        Truth.YES,
                        SubPaths.file(mount, token.path()),
                        account,
                        token,
                        mount.subPath().isEmpty()));
            }
        }
        for (Volume.SecretSource secret : volume.secrets()) {
            for (String file : secret.tokenFiles()) {
                if (SubPaths.shows(mount, file)) {
                    fromSecret(workload, Way.SECRET_VOLUME, secret.name(), SubPaths.file(mount, file), found);
                }
            }
        }
    }

    /** The plug-in looks for a mount of exactly its path, and takes a volume of its name for its own. */
    private void automounted(Workload workload, String account, Container container, List<Credential> found) {
        boolean admitted = workload.isPod() && workload.meta().stored();
        if (admitted || container.kind() == Container.Kind.EPHEMERAL || Tokens.mountsThere(container)) {
            return;
        }
        Truth decided = tokens.decided(workload).truth();
        if (decided == Truth.NO) {
            return;
        }
        Volume standing = Tokens.accessVolume(workload.pod());
        List<Volume.TokenProjection> mounted = standing == null
                ? List.of(new Volume.TokenProjection("", Credential.EXTENDED, "token", 0))
                : standing.tokens();
        for (Volume.TokenProjection token : mounted) {
            found.add(bound(Way.AUTOMOUNT, decided, Tokens.PATH + "/" + token.path(), account, token, true));
        }
    }

    private Credential bound(
            Way way, Truth reach, String place, String account, Volume.TokenProjection token, boolean renewed) {
        long seconds = token.expirationSeconds() == 0 ? Credential.USUAL : token.expirationSeconds();
        Truth accepted = tokens.audiences().accepted(token.audience());
        return new Credential(way, reach, place, account, "", token.audience(), accepted, seconds, renewed);
    }

    private void fromSecret(Workload workload, Way way, String secret, String place, List<Credential> found) {
        String account = tokens.secrets().accountOf(workload.namespace(), secret);
        if (!account.isEmpty()) {
            found.add(new Credential(way, Truth.YES, place, account, secret, "", Truth.YES, 0, false));
        }
    }
}
