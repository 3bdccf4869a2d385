package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Severity;
import io.saaudit.model.Truth;
import io.saaudit.model.Workload;
import io.saaudit.workload.Tokens;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;

/** SA213: a token Secret is in the environment of a container. */
final class TokenInEnvironment extends PodSpecRule {
    private static final RuleInfo INFO = new RuleInfo(
            "SA213",
            "token-in-environment",
            "A token that never expires is in the environment",
            Severity.MEDIUM,
            "",
            "A container takes the key token of a token Secret into a variable (secretKeyRef), or such a Secret as a whole"
                    + " (envFrom). A Secret that was not read counts by its name, NAME-token-xxxxx. One finding a top owner.",
            "The environment is inherited by every process, printed by crash reports and debug pages, and shown by tools that"
                    + " list processes. This token works for good and from anywhere.",
            "Read the token from a file: the one that is mounted, or a projected volume, whose token expires and is renewed.",
            "Other keys of the Secret, such as ca.crt, are no token.",
            List.of(References.CIS_SECRETS_AS_FILES, References.PROJECTED, References.LONG_LIVED_TOKENS),
            "0.1");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    List<Hit> hits(Audit audit, Workload workload) {
        List<Hit> hits = new ArrayList<>();
        List<Container> containers = workload.pod().containers();
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            String in = " into container " + container.name();
            for (Container.SecretEnv env : container.secretEnv()) {
                if (isToken(audit, workload, env)) {
                    hits.add(new Hit(
                            "takes the token of Secret " + env.secret() + " into variable " + env.variable()
                                    + " of container " + container.name(),
                            "container=" + container.name() + " env=" + env.variable(),
                            workload.containerAt(i)));
                }
            }
            for (Container.EnvFrom from : container.envFrom()) {
                if (isToken(audit, workload, from.secret())) {
                    hits.add(new Hit(
                            "takes all of token Secret " + from.secret() + in,
                            "container=" + container.name() + " envFrom=" + from.secret(),
                            workload.containerAt(i)));
                }
            }
        }
        return hits;
    }

    private static boolean isToken(Audit audit, Workload workload, Container.SecretEnv env) {
        return env.key().equals("token") && isToken(audit, workload, env.secret());
    }

    private static boolean isToken(Audit audit, Workload workload, String secret) {
        return !audit.tokens().secrets().accountOf(workload.namespace(), secret).isEmpty();
    }

    @Override
    Fix fix(Audit audit, Use use, Workload member) {
        boolean mounted = audit.tokens().of(member).automount() != Truth.NO;
        PodSpec pod = member.pod();
        String volume = "api-token";
        for (int i = 2; isTaken(pod, volume); i++) {
            volume = "api-token-" + i;
        }
        Patch patch = new Patch();
        boolean needed = false;
        for (int c = 0; c < pod.containers().size(); c++) {
            Container container = pod.containers().get(c);
            boolean any = remove(audit, member, c, patch);
            if (any && !mounted) {
                needed = true;
                String mount =
                        "{\"name\":\"" + volume + "\",\"mountPath\":\"/var/run/secrets/tokens\",\"readOnly\":true}";
                add(
                        patch,
                        Patch.container(member, c) + "/volumeMounts",
                        container.mounts().size(),
                        mount);
            }
        }
        if (needed) {
            add(
                    patch,
                    Patch.spec(member) + "/volumes",
                    pod.volumes().size(),
                    "{\"name\":\"" + volume + "\",\"projected\":{\"sources\":[{\"serviceAccountToken\":"
                            + "{\"path\":\"token\",\"expirationSeconds\":3600}}]}}");
        }
        return new Fix(
                "Let the container read " + (mounted ? Tokens.PATH : "/var/run/secrets/tokens")
                        + "/token, again whenever it is renewed. That is a token of " + use.account()
                        + ", the account that the pod runs as: bind to it what the other token was for.",
                Fix.Kind.COMMAND,
                patch.command(use, member));
    }

    private static boolean remove(Audit audit, Workload member, int c, Patch patch) {
        Container container = member.pod().containers().get(c);
        boolean any = false;
        for (int i = container.secretEnv().size() - 1; i >= 0; i--) {
            Container.SecretEnv env = container.secretEnv().get(i);
            if (isToken(audit, member, env)) {
                patch.remove(Patch.container(member, c) + "/env/" + env.index());
                any = true;
            }
        }
        for (int i = container.envFrom().size() - 1; i >= 0; i--) {
            Container.EnvFrom from = container.envFrom().get(i);
            if (isToken(audit, member, from.secret())) {
                patch.remove(Patch.container(member, c) + "/envFrom/" + from.index());
                any = true;
            }
        }
        return any;
    }

    private static void add(Patch patch, String list, int size, String json) {
        patch.set(size == 0 ? list : list + "/-", size == 0 ? "[" + json + "]" : json);
    }

    private static boolean isTaken(PodSpec pod, String name) {
        return pod.volumes().stream().anyMatch(v -> v.name().equals(name));
    }
}
