package io.saaudit.source;

import io.saaudit.model.Volume;
import java.util.ArrayList;
import java.util.List;

/** The volumes of a pod (api core/v1 Volume). */
final class VolumeReader {
    private VolumeReader() {}

    /** Reads a list of volumes and adds the place of each. */
    static List<Volume> volumes(Cursor in, Values.Places places) {
        places.clear();
        if (in.isNull()) {
            return List.of();
        }
        List<Volume> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            places.add(in.at());
            result.add(volume(in));
        }
        return List.copyOf(result);
    }

    private static Volume volume(Cursor in) {
        String name = "";
        Volume.Kind kind = Volume.Kind.OTHER;
        String reference = "";
        List<Volume.TokenProjection> tokens = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (in.isNull()) {
                continue;
            }
            switch (key) {
                case "name" -> name = Values.string(in);
                case "secret" -> {
                    kind = Volume.Kind.SECRET;
                    reference = Values.field(in, "secretName");
                }
                case "configMap" -> {
                    kind = Volume.Kind.CONFIG_MAP;
                    reference = Values.nameOf(in);
                }
                case "hostPath" -> {
                    kind = Volume.Kind.HOST_PATH;
                    reference = Values.field(in, "path");
                }
                case "projected" -> {
                    kind = Volume.Kind.PROJECTED;
                    projected(in, tokens, secrets);
                }
                default -> in.skip();
            }
        }
        return new Volume(name, kind, reference, List.copyOf(tokens), List.copyOf(secrets));
    }

    private static void projected(Cursor in, List<Volume.TokenProjection> tokens, List<String> secrets) {
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (!key.equals("sources") || in.isNull()) {
                in.skip();
                continue;
            }
            tokens.clear();
            secrets.clear();
            in.beginList();
            while (in.nextPresentItem()) {
                projection(in, in.index(), tokens, secrets);
            }
        }
    }

    private static void projection(Cursor in, int index, List<Volume.TokenProjection> tokens, List<String> secrets) {
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (in.isNull()) {
                continue;
            }
            switch (key) {
                case "serviceAccountToken" -> tokens.add(token(in, index));
                case "secret" -> {
                    String name = Values.nameOf(in);
                    if (!name.isEmpty()) {
                        secrets.add(name);
                    }
                }
                default -> in.skip();
            }
        }
    }

    private static Volume.TokenProjection token(Cursor in, int index) {
        String audience = "";
        long seconds = 0;
        String path = "";
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "audience" -> audience = Values.string(in);
                case "expirationSeconds" -> {
                    Long given = Values.integer(in);
                    seconds = given == null ? 0 : given;
                }
                case "path" -> path = Values.string(in);
                default -> in.skip();
            }
        }
        return new Volume.TokenProjection(audience, seconds, path, index);
    }
}
