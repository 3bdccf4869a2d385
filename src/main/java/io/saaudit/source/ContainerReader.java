package io.saaudit.source;

import io.saaudit.model.Container;
import java.util.ArrayList;
import java.util.List;

/** The containers of a pod (api core/v1 Container). */
final class ContainerReader {
    private ContainerReader() {}

    /** Reads a list of containers. */
    static List<Container> containers(Cursor in, Container.Kind kind) {
        if (in.isNull()) {
            return List.of();
        }
        List<Container> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            result.add(container(in, kind));
        }
        return result;
    }

    private static Container container(Cursor in, Container.Kind kind) {
        String name = "";
        List<Container.Mount> mounts = List.of();
        List<Container.SecretEnv> env = List.of();
        List<String> envFrom = List.of();
        boolean privileged = false;
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "name" -> name = Values.string(in);
                case "volumeMounts" -> mounts = mounts(in);
                case "env" -> env = env(in);
                case "envFrom" -> envFrom = envFrom(in);
                case "securityContext" -> privileged = privileged(in);
                default -> in.skip();
            }
        }
        return new Container(name, kind, mounts, env, envFrom, privileged);
    }

    private static List<Container.Mount> mounts(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<Container.Mount> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            String volume = "";
            String path = "";
            String subPath = "";
            String subPathExpr = "";
            boolean readOnly = false;
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "name" -> volume = Values.string(in);
                    case "mountPath" -> path = Values.string(in);
                    case "subPath" -> subPath = Values.string(in);
                    case "subPathExpr" -> subPathExpr = Values.string(in);
                    case "readOnly" -> readOnly = Values.isTrue(in);
                    default -> in.skip();
                }
            }
            result.add(new Container.Mount(volume, path, subPath.isEmpty() ? subPathExpr : subPath, readOnly));
        }
        return List.copyOf(result);
    }

    private static List<Container.SecretEnv> env(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<Container.SecretEnv> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            String variable = "";
            String[] reference = null;
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "name" -> variable = Values.string(in);
                    case "valueFrom" -> reference = secretKeyRef(in);
                    default -> in.skip();
                }
            }
            if (reference != null) {
                result.add(new Container.SecretEnv(variable, reference[0], reference[1]));
            }
        }
        return List.copyOf(result);
    }

    /** Name and key of valueFrom.secretKeyRef, or null. */
    private static String[] secretKeyRef(Cursor in) {
        if (in.isNull()) {
            return null;
        }
        String[] found = null;
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            if (!key.equals("secretKeyRef") || in.isNull()) {
                in.skip();
                continue;
            }
            found = new String[] {"", ""};
            in.beginObject();
            for (String inner = in.nextKey(); inner != null; inner = in.nextKey()) {
                switch (inner) {
                    case "name" -> found[0] = Values.string(in);
                    case "key" -> found[1] = Values.string(in);
                    default -> in.skip();
                }
            }
        }
        return found;
    }

    private static List<String> envFrom(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<String> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                if (!key.equals("secretRef")) {
                    in.skip();
                    continue;
                }
                String name = Values.nameOf(in);
                if (!name.isEmpty()) {
                    result.add(name);
                }
            }
        }
        return List.copyOf(result);
    }

    private static boolean privileged(Cursor in) {
        boolean found = false;
        if (!in.isNull()) {
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                if (key.equals("privileged")) {
                    found = Values.isTrue(in);
                } else {
                    in.skip();
                }
            }
        }
        return found;
    }
}
