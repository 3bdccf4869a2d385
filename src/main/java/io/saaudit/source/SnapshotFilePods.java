package io.saaudit.source;

import com.fasterxml.jackson.core.JsonGenerator;
import io.saaudit.model.Container;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the pod specs of workloads. Lists whose indexes findings name have an empty object where something stood that
 * the model does not have: a variable with a value, for instance.
 */
final class SnapshotFilePods {
    private final JsonGenerator out;

    SnapshotFilePods(JsonGenerator out) {
        this.out = out;
    }

    /** Writes the root fields. */
    void write(Workload workload) throws IOException {
        switch (workload.meta().kind()) {
            case "Pod" -> {
                spec("spec", workload);
                if (!workload.phase().isEmpty()) {
                    out.writeObjectFieldStart("status");
                    out.writeStringField("phase", workload.phase());
                    out.writeEndObject();
                }
            }
            case "PodTemplate" -> template(workload);
            case "CronJob" -> {
                out.writeObjectFieldStart("spec");
                out.writeObjectFieldStart("jobTemplate");
                workloadSpec(workload);
                out.writeEndObject();
                out.writeEndObject();
            }
            default -> workloadSpec(workload);
        }
    }

    private void workloadSpec(Workload workload) throws IOException {
        out.writeObjectFieldStart("spec");
        if (workload.replicas() != null) {
            out.writeNumberField("replicas", workload.replicas());
        }
        template(workload);
        out.writeEndObject();
    }

    private void template(Workload workload) throws IOException {
        out.writeObjectFieldStart("template");
        if (!workload.podLabels().isEmpty() || !workload.podAnnotations().isEmpty()) {
            out.writeObjectFieldStart("metadata");
            SnapshotFileObjects.strings("labels", workload.podLabels(), out);
            SnapshotFileObjects.strings("annotations", workload.podAnnotations(), out);
            out.writeEndObject();
        }
        spec("spec", workload);
        out.writeEndObject();
    }

    private void spec(String field, Workload workload) throws IOException {
        PodSpec pod = workload.pod();
        out.writeObjectFieldStart(field);
        SnapshotFileObjects.optional("serviceAccountName", pod.serviceAccountName(), out);
        SnapshotFileObjects.optional("serviceAccount", pod.serviceAccount(), out);
        if (pod.automount() != null) {
            out.writeBooleanField("automountServiceAccountToken", pod.automount());
        }
        SnapshotFileObjects.names("imagePullSecrets", pod.imagePullSecrets(), out);
        isTrue("hostNetwork", pod.hostNetwork());
        isTrue("hostPID", pod.hostPid());
        isTrue("hostIPC", pod.hostIpc());
        SnapshotFileObjects.optional("nodeName", workload.nodeName(), out);
        if (!pod.volumes().isEmpty()) {
            out.writeArrayFieldStart("volumes");
            for (Volume volume : pod.volumes()) {
                volume(volume);
            }
            out.writeEndArray();
        }
        containers("containers", Container.Kind.MAIN, pod.containers());
        containers("initContainers", Container.Kind.INIT, pod.containers());
        containers("ephemeralContainers", Container.Kind.EPHEMERAL, pod.containers());
        out.writeEndObject();
    }

    private void volume(Volume volume) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", volume.name());
        switch (volume.kind()) {
            case SECRET -> secret("secretName", volume.secrets().get(0));
            case CONFIG_MAP -> reference("configMap", "name", volume.reference());
            case HOST_PATH -> reference("hostPath", "path", volume.reference());
            case PROJECTED -> projected(volume);
            case OTHER -> {
                // Which one it is matters to nobody.
            }
        }
        if (!volume.claim().isEmpty()) {
            reference("persistentVolumeClaim", "claimName", volume.claim());
        }
        out.writeEndObject();
    }

    private void reference(String field, String name, String value) throws IOException {
        out.writeObjectFieldStart(field);
        SnapshotFileObjects.optional(name, value, out);
        out.writeEndObject();
    }

    /** Tokens at the index that they had; where the Secrets stood between them is not known. */
    private void projected(Volume volume) throws IOException {
        List<Volume.TokenProjection> tokens = new ArrayList<>(volume.tokens());
        List<Volume.SecretSource> secrets = new ArrayList<>(volume.secrets());
        out.writeObjectFieldStart("projected");
        out.writeArrayFieldStart("sources");
        for (int i = 0; !tokens.isEmpty() || !secrets.isEmpty(); i++) {
            out.writeStartObject();
            if (!tokens.isEmpty() && tokens.get(0).index() <= i) {
                token(tokens.remove(0));
            } else if (!secrets.isEmpty()) {
                secret("name", secrets.remove(0));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Of the items those of the key {@code token}; where there are others alone, an empty one stands for them. */
    private void secret(String nameField, Volume.SecretSource secret) throws IOException {
        out.writeObjectFieldStart("secret");
        SnapshotFileObjects.optional(nameField, secret.name(), out);
        if (!secret.tokenFiles().equals(Volume.SecretSource.WHOLE)) {
            out.writeArrayFieldStart("items");
            for (String file : secret.tokenFiles()) {
                out.writeStartObject();
                out.writeStringField("key", "token");
                out.writeStringField("path", file);
                out.writeEndObject();
            }
            if (secret.tokenFiles().isEmpty()) {
                out.writeStartObject();
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private void token(Volume.TokenProjection token) throws IOException {
        out.writeObjectFieldStart("serviceAccountToken");
        SnapshotFileObjects.optional("audience", token.audience(), out);
        if (token.expirationSeconds() != 0) {
            out.writeNumberField("expirationSeconds", token.expirationSeconds());
        }
        SnapshotFileObjects.optional("path", token.path(), out);
        out.writeEndObject();
    }

    private void containers(String field, Container.Kind kind, List<Container> all) throws IOException {
        boolean any = false;
        for (Container container : all) {
            if (container.kind() == kind) {
                if (!any) {
                    out.writeArrayFieldStart(field);
                    any = true;
                }
                container(container);
            }
        }
        if (any) {
            out.writeEndArray();
        }
    }

    /** Of a command line what says who is let in, each word in its place. */
    private void words(String list, List<Container.Flag> flags, List<String> audiences) throws IOException {
        List<String> words = new ArrayList<>(0);
        for (Container.Flag flag : flags) {
            if (flag.list().equals(list)) {
                while (words.size() < flag.index()) {
                    words.add("--"); // something else
                }
                boolean equals = flag.words() == 1 && !flag.value().isEmpty();
                words.add(equals ? flag.name() + "=" + flag.value() : flag.name());
                if (flag.words() == 2) {
                    words.add(flag.value());
                }
            }
        }
        for (String audience : audiences) {
            words.add("--api-audiences=" + audience);
        }
        if (!words.isEmpty()) {
            out.writeArrayFieldStart(list);
            for (String word : words) {
                out.writeString(word);
            }
            out.writeEndArray();
        }
    }

    private void container(Container container) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", container.name());
        words("command", container.serverFlags(), List.of());
        words("args", container.serverFlags(), container.audiences());
        if (!container.mounts().isEmpty()) {
            out.writeArrayFieldStart("volumeMounts");
            for (Container.Mount mount : container.mounts()) {
                out.writeStartObject();
                out.writeStringField("name", mount.volume());
                out.writeStringField("mountPath", mount.path());
                SnapshotFileObjects.optional("subPath", mount.subPath(), out);
                isTrue("readOnly", mount.readOnly());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        env(container);
        if (container.privileged()) {
            out.writeObjectFieldStart("securityContext");
            out.writeBooleanField("privileged", true);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void env(Container container) throws IOException {
        if (!container.secretEnv().isEmpty()) {
            out.writeArrayFieldStart("env");
            int next = 0;
            for (Container.SecretEnv env : container.secretEnv()) {
                next = passOver(next, env.index());
                out.writeStartObject();
                out.writeStringField("name", env.variable());
                out.writeObjectFieldStart("valueFrom");
                out.writeObjectFieldStart("secretKeyRef");
                SnapshotFileObjects.optional("name", env.secret(), out);
                SnapshotFileObjects.optional("key", env.key(), out);
                out.writeEndObject();
                out.writeEndObject();
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        if (!container.envFrom().isEmpty()) {
            out.writeArrayFieldStart("envFrom");
            int next = 0;
            for (Container.EnvFrom from : container.envFrom()) {
                next = passOver(next, from.index());
                out.writeStartObject();
                SnapshotFileObjects.optional("prefix", from.prefix(), out);
                reference("secretRef", "name", from.secret());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
    }

    /** Fills a list up to an index; gives the index after it. */
    private int passOver(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            out.writeStartObject();
            out.writeEndObject();
        }
        return Math.max(from, to) + 1;
    }

    private void isTrue(String field, boolean value) throws IOException {
        if (value) {
            out.writeBooleanField(field, true);
        }
    }
}
