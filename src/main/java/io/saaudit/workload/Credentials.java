package io.saaudit.workload;

import io.saaudit.model.Container;
import io.saaudit.model.Credential;
import io.saaudit.model.Credential.Way;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Truth;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.List;

/** The credentials of each container of a pod, by which way, and until when a copy of them works (semantics G.3, H). */
public final class Credentials {
    /** What the admission plug-in asks for; only these seconds make a token of a year (semantics H.4). */
    private static final long AUTOMOUNT_SECONDS = 3607;

    private static final long DEFAULT_SECONDS = 3600;

    private final Tokens tokens;

    /**
     * A container with what it can reach.
     *
     * @param container the container
     * @param credentials in the order of its mounts, then of its environment; the automatically mounted one first
     */
    public record InContainer(Container container, List<Credential> credentials) {
        /** Whether a credential is among them that the API server accepts. */
        public Truth any() {
            Truth any = Truth.NO;
            for (Credential credential : credentials) {
                any = any.or(credential.accepted());
            }
            return any;
        }
    }

    /** Over these tokens. */
    public Credentials(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The containers in the order of the pod spec: main, init and ephemeral ones. Those of mirror pods have none. */
    public List<InContainer> of(Workload workload) {
        List<InContainer> all = new ArrayList<>();
        for (Container container : workload.pod().containers()) {
            List<Credential> found = new ArrayList<>();
            if (!workload.isMirror()) {
                automount(workload, container, found);
                mounts(workload, container, found);
                environment(workload, container, found);
            }
            all.add(new InContainer(container, List.copyOf(found)));
        }
        return List.copyOf(all);
    }

    /** The plug-in's mount, where it has yet to be made: a stored pod shows it among its mounts. */
    private void automount(Workload workload, Container container, List<Credential> to) {
        boolean taken = container.kind() == Container.Kind.EPHEMERAL
                || container.mounts().stream().anyMatch(m -> m.path().equals(Tokens.PATH));
        boolean admitted = workload.isPod() && workload.meta().stored();
        Truth mounted = taken || admitted ? Truth.NO : tokens.decided(workload).truth();
        if (mounted == Truth.NO) {
            return;
        }
        String account = PodAccount.of(workload.pod()).name();
        Volume standing = Tokens.accessVolume(workload.pod());
        if (standing == null) {
            to.add(new Credential(
                    Way.AUTOMOUNT, mounted, account, "", Tokens.PATH + "/token", "", Credential.YEAR, true, true));
            return;
        }
        for (Volume.TokenProjection token : standing.tokens()) {
            to.add(projected(
                    Way.AUTOMOUNT,
                    mounted.and(accepted(token)),
                    account,
                    Tokens.PATH + "/" + token.path(),
                    token,
                    true));
        }
    }

    private void mounts(Workload workload, Container container, List<Credential> to) {
        String account = PodAccount.of(workload.pod()).name();
        for (Container.Mount mount : container.mounts()) {
            Volume volume = volume(workload.pod(), mount.volume());
            if (volume == null) {
                continue;
            }
            boolean plugIn =
                    volume.name().startsWith(Tokens.VOLUME) && mount.path().equals(Tokens.PATH);
            for (Volume.TokenProjection token : volume.tokens()) {
                if (SubPaths.shows(mount, token.path())) {
                    to.add(projected(
                            plugIn ? Way.AUTOMOUNT : Way.PROJECTED,
                            accepted(token),
                            account,
                            SubPaths.file(mount, token.path()),
                            token,
                            mount.subPath().isEmpty()));
                }
            }
            if (SubPaths.shows(mount, "token")) {
                List<String> secrets =
                        volume.kind() == Volume.Kind.SECRET ? List.of(volume.reference()) : volume.projectedSecrets();
                secrets.forEach(s -> secret(workload, s, Way.SECRET_VOLUME, SubPaths.file(mount, "token"), to));
            }
        }
    }

    private void environment(Workload workload, Container container, List<Credential> to) {
        for (Container.SecretEnv env : container.secretEnv()) {
            if (env.key().equals("token")) {
                secret(workload, env.secret(), Way.SECRET_ENV, env.variable(), to);
            }
        }
        container.envFrom().forEach(e -> secret(workload, e.secret(), Way.SECRET_ENV, "*", to));
    }

    private void secret(Workload workload, String secret, Way way, String place, List<Credential> to) {
        String account = tokens.secrets().accountOf(workload.namespace(), secret);
        if (!account.isEmpty()) {
            to.add(new Credential(way, Truth.YES, account, secret, place, "", 0, false, true));
        }
    }

    private Truth accepted(Volume.TokenProjection token) {
        return tokens.audiences().accepted(token.audience());
    }

    /** The kubelet asks for a token bound to the pod: 3607 seconds become a year where the audience is the server's own. */
    private static Credential projected(
            Way way, Truth accepted, String account, String file, Volume.TokenProjection token, boolean refreshed) {
        long asked = token.expirationSeconds() == 0 ? DEFAULT_SECONDS : token.expirationSeconds();
        boolean extended = asked == AUTOMOUNT_SECONDS && accepted != Truth.NO;
        return new Credential(
                way,
                accepted,
                account,
                "",
                file,
                token.audience(),
                extended ? Credential.YEAR : asked,
                true,
                refreshed);
    }

    private static Volume volume(PodSpec pod, String name) {
        for (Volume volume : pod.volumes()) {
            if (volume.name().equals(name)) {
                return volume;
            }
        }
        return null;
    }
}
