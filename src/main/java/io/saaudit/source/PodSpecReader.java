package io.saaudit.source;

import io.saaudit.model.Container;
import io.saaudit.model.FoundToken;
import io.saaudit.model.PodSpec;
import io.saaudit.model.Positions;
import io.saaudit.model.Volume;
import io.saaudit.model.Workload;
import java.util.ArrayList;
import java.util.List;

/** A pod spec (api core/v1 PodSpec), as far as accounts and credentials go. */
final class PodSpecReader {
    private static final PodSpec EMPTY =
            new PodSpec("", "", null, List.of(), List.of(), List.of(), false, false, false);

    /** Places in the order of the field numbers of {@link Workload}, then those of the volumes. */
    private final long[] places = new long[Workload.VOLUMES + 1];

    private final Values.Places volumePlaces = new Values.Places();
    private final List<FoundToken> tokens = new ArrayList<>(0);
    private final ContainerReader containerReader = new ContainerReader(tokens);
    private final Values.Places[] containerPlaces = {new Values.Places(), new Values.Places(), new Values.Places()};
    private PodSpec spec = EMPTY;
    private String nodeName = "";

    PodSpec spec() {
        return spec;
    }

    String nodeName() {
        return nodeName;
    }

    /** Tokens that stand in the spec. */
    List<FoundToken> tokens() {
        return tokens;
    }

    /** Places by field number of {@link Workload}. */
    long[] places() {
        int size = places.length + volumePlaces.size();
        for (Values.Places of : containerPlaces) {
            size += of.size();
        }
        long[] all = new long[size];
        System.arraycopy(places, 0, all, 0, places.length);
        int to = volumePlaces.copy(0, volumePlaces.size(), all, places.length);
        for (Values.Places of : containerPlaces) {
            to = of.copy(0, of.size(), all, to);
        }
        return all;
    }

    /** Reads the current value. */
    void read(Cursor in) {
        java.util.Arrays.fill(places, Positions.NONE);
        volumePlaces.clear();
        tokens.clear();
        for (Values.Places of : containerPlaces) {
            of.clear();
        }
        places[Workload.SPEC] = in.keyAt();
        spec = EMPTY;
        nodeName = "";
        if (in.isNull()) {
            return;
        }
        String accountName = "";
        String account = "";
        Boolean automount = null;
        List<String> pullSecrets = List.of();
        List<Volume> volumes = List.of();
        List<Container> main = List.of();
        List<Container> init = List.of();
        List<Container> ephemeral = List.of();
        boolean network = false;
        boolean pid = false;
        boolean ipc = false;
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "serviceAccountName" -> {
                    places[Workload.SERVICE_ACCOUNT_NAME] = in.keyAt();
                    accountName = Values.string(in);
                }
                case "serviceAccount" -> {
                    places[Workload.SERVICE_ACCOUNT] = in.keyAt();
                    account = Values.string(in);
                }
                case "automountServiceAccountToken" -> {
                    places[Workload.AUTOMOUNT] = in.keyAt();
                    automount = Values.bool(in);
                }
                case "imagePullSecrets" -> pullSecrets = Values.names(in);
                case "volumes" -> {
                    places[Workload.VOLUMES] = in.keyAt();
                    volumes = VolumeReader.volumes(in, volumePlaces);
                }
                case "containers" -> main = containers(in, Container.Kind.MAIN);
                case "initContainers" -> init = containers(in, Container.Kind.INIT);
                case "ephemeralContainers" -> ephemeral = containers(in, Container.Kind.EPHEMERAL);
                case "hostNetwork" -> network = Values.isTrue(in);
                case "hostPID" -> pid = Values.isTrue(in);
                case "hostIPC" -> ipc = Values.isTrue(in);
                case "nodeName" -> nodeName = Values.string(in);
                default -> in.skip();
            }
        }
        List<Container> containers = new ArrayList<>(main.size() + init.size() + ephemeral.size());
        containers.addAll(main);
        containers.addAll(init);
        containers.addAll(ephemeral);
        spec = in.out()
                .pool()
                .share(new PodSpec(
                        accountName,
                        account,
                        automount,
                        pullSecrets,
                        volumes,
                        List.copyOf(containers),
                        network,
                        pid,
                        ipc));
    }

    private List<Container> containers(Cursor in, Container.Kind kind) {
        List<Container> read = containerReader.containers(in, kind);
        Values.Places to = containerPlaces[kind.ordinal()];
        to.clear();
        to.addAll(containerReader.places());
        return read;
    }
}
