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
        String claim = "";
        List<Volume.TokenProjection> tokens = new ArrayList<>();
        List<Volume.SecretSource> secrets = new ArrayList<>(1);
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (in.isNull()) {
                continue;
            }
            switch (key) {
                case "name" -> name = Values.string(in);
                case "secret" -> {
                    kind = Volume.Kind.SECRET;
                    Volume.SecretSource secret = secret(in, "secretName");
                    reference = secret.name();
                    secrets.clear();
                    secrets.add(secret);
                }
                case "configMap" -> {
                    kind = Volume.Kind.CONFIG_MAP;
                    reference = Values.nameOf(in);
                }
                case "hostPath" -> {
                    kind = Volume.Kind.HOST_PATH;
                    reference = Values.field(in, "path");
                }
                case "persistentVolumeClaim" -> claim = Values.field(in, "claimName");
                case "projected" -> {
                    kind = Volume.Kind.PROJECTED;
                    projected(in, tokens, secrets);
                }
                default -> in.skip();
            }
        }
        return new Volume(name, kind, reference, List.copyOf(tokens), List.copyOf(secrets), claim);
    }

    private static void projected(Cursor in, List<Volume.TokenProjection> tokens, List<Volume.SecretSource> secrets) {
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

    private static void projection(
            Cursor in, int index, List<Volume.TokenProjection> tokens, List<Volume.SecretSource> secrets) {
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (in.isNull()) {
                continue;
            }
            switch (key) {
                case "serviceAccountToken" -> tokens.add(token(in, index));
                case "secret" -> {
                    Volume.SecretSource secret = secret(in, "name");
                    if (!secret.name().isEmpty()) {
                        secrets.add(secret);
                    }
                }
                default -> in.skip();
            }
        }
    }

    /** A Secret whose keys become files: all of them by their names, or those that {@code items} lists. */
    private static Volume.SecretSource secret(Cursor in, String nameField) {
        String name = "";
        List<String> files = Volume.SecretSource.WHOLE;
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (key.equals(nameField)) {
                name = Values.string(in);
            } else if (key.equals("items") && !in.isNull()) {
                files = tokenFiles(in);
            } else {
                in.skip();
            }
        }
        return new Volume.SecretSource(name, files);
    }

    /** The paths of the items with the key {@code token}; an empty list of items is as good as none. */
    private static List<String> tokenFiles(Cursor in) {
        List<String> files = new ArrayList<>(1);
        boolean any = false;
        in.beginList();
        while (in.nextPresentItem()) {
            any = true;
            String of = "";
            String path = "";
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "key" -> of = Values.string(in);
                    case "path" -> path = Values.string(in);
                    default -> in.skip();
                }
            }
            if (of.equals("token")) {
                files.add(path);
            }
        }
        return any ? List.copyOf(files) : Volume.SecretSource.WHOLE;
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
