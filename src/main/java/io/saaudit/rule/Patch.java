package io.saaudit.rule;

import io.saaudit.model.Container;
import io.saaudit.model.Meta;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Workload;
import io.saaudit.workload.Workloads.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A JSON patch (RFC 6902) as the kubectl command that makes it: for fields in lists, which a merge cannot name. */
final class Patch {
    private final List<String> operations = new ArrayList<>();

    /** Takes a field or list item away. Of several items of a list the last goes first. */
    Patch remove(String pointer) {
        operations.add("{\"op\":\"remove\",\"path\":" + Quote.json(pointer) + "}");
        return this;
    }

    /**
     * Sets a field, or adds an item to a list.
     *
     * @param json its value
     */
    Patch set(String pointer, String json) {
        operations.add("{\"op\":\"add\",\"path\":" + Quote.json(pointer) + ",\"value\":" + json + "}");
        return this;
    }

    /**
     * Puts a list item in the place of another.
     *
     * @param json the new one
     */
    Patch replace(String pointer, String json) {
        operations.add("{\"op\":\"replace\",\"path\":" + Quote.json(pointer) + ",\"value\":" + json + "}");
        return this;
    }

    /** Where the pod spec stands in an object of this kind, as a JSON pointer. */
    static String spec(Workload workload) {
        return "/" + String.join("/", Manifest.path(workload.meta().kind()));
    }

    /** Where the i-th container stands. */
    static String container(Workload workload, int i) {
        PodSpec pod = workload.pod();
        Container.Kind kind = pod.containers().get(i).kind();
        int number = 0;
        for (int before = 0; before < i; before++) {
            number += pod.containers().get(before).kind() == kind ? 1 : 0;
        }
        return spec(workload)
                + switch (kind) {
                    case MAIN -> "/containers/";
                    case INIT -> "/initContainers/";
                    case EPHEMERAL -> "/ephemeralContainers/";
                }
                + number;
    }

    /** The command for a pod or template; with a remark where the server does not let it be changed as it stands. */
    String command(Use use, Workload member) {
        String kind = member.meta().kind();
        if (!member.key().equals(use.owner())) {
            return "# " + Quote.comment(use.owner().toString())
                    + " makes it: change what it makes pods from like this.\n" + locally(member.meta());
        }
        if (member.isPod() || kind.equals("Job")) {
            // core/v1 ValidatePodUpdate; batch/v1 ValidateJobUpdate: spec.template is immutable.
            return "# This cannot be changed in a " + kind + ": delete it, and create what this prints.\n"
                    + locally(member.meta());
        }
        return command(member.meta());
    }

    /** The command for any other object. */
    String command(Meta meta) {
        return meta.generated() ? locally(meta) : "kubectl patch " + object(meta) + patch() + "\n";
    }

    /** The command that changes a copy, where the object itself cannot be changed. */
    String locally(Meta meta) {
        String change = "kubectl patch --local --filename -" + patch() + " --output yaml\n";
        return meta.generated()
                ? "# The server makes up its name: give this the manifest.\n" + change
                : "kubectl get " + object(meta) + " --output yaml | " + change;
    }

    private String patch() {
        return " --type json --patch " + Quote.shell("[" + String.join(",", operations) + "]");
    }

    /** Type, name and namespace as words of a command. */
    static String object(Meta meta) {
        return meta.kind().toLowerCase(Locale.ROOT) + " " + Quote.shell(meta.name())
                + (meta.namespace().isEmpty() ? "" : " --namespace " + Quote.shell(meta.namespace()));
    }
}
