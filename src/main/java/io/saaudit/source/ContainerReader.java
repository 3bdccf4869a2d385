package io.saaudit.source;

import io.saaudit.model.Container;
import io.saaudit.model.FoundToken;
import java.util.ArrayList;
import java.util.List;

/** The containers of a pod (api core/v1 Container). */
final class ContainerReader {
    /** Flags of kube-apiserver that say which audiences it accepts; without --api-audiences it is the issuers. */
    private static final List<String> AUDIENCE_FLAGS = List.of("--service-account-issuer", "--api-audiences");

    private final List<FoundToken> tokens;
    private final Values.Places places = new Values.Places();

    /** @param tokens takes the tokens that stand in commands and variables */
    ContainerReader(List<FoundToken> tokens) {
        this.tokens = tokens;
    }

    /** Places of the containers that were read last. */
    Values.Places places() {
        return places;
    }

    /** Reads a list of containers. */
    List<Container> containers(Cursor in, Container.Kind kind) {
        places.clear();
        if (in.isNull()) {
            return List.of();
        }
        List<Container> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            places.add(in.at());
            result.add(container(in, kind));
        }
        return result;
    }

    private Container container(Cursor in, Container.Kind kind) {
        String name = "";
        List<Container.Mount> mounts = List.of();
        List<Container.SecretEnv> env = List.of();
        List<Container.EnvFrom> envFrom = List.of();
        boolean privileged = false;
        List<String> audiences = new ArrayList<>(0);
        ServerFlags flags = new ServerFlags();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            switch (key) {
                case "name" -> name = Values.string(in);
                case "volumeMounts" -> mounts = mounts(in);
                case "env" -> env = env(in);
                case "envFrom" -> envFrom = envFrom(in);
                case "command", "args" -> words(in, key, audiences, flags);
                case "securityContext" -> privileged = privileged(in);
                default -> in.skip();
            }
        }
        return new Container(name, kind, mounts, env, envFrom, privileged, List.copyOf(audiences), flags.list());
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

    /** A command line: of what is in it only tokens and a few flags of an API server matter. */
    private void words(Cursor in, String list, List<String> audiences, ServerFlags flags) {
        if (in.token() != Token.LIST) {
            in.skip();
            return;
        }
        in.beginList();
        String flag = "";
        while (in.nextItem()) {
            if (in.token() != Token.STRING) {
                in.skip();
                continue;
            }
            TokenText.find(in, tokens);
            String word = in.text();
            flags.word(word, list, in.index(), in.at());
            if (!flag.isEmpty()) {
                audiences.addAll(List.of(word.split(",")));
                flag = "";
            }
            for (String named : AUDIENCE_FLAGS) {
                if (word.equals(named)) {
                    flag = named;
                } else if (word.startsWith(named) && word.charAt(named.length()) == '=') {
                    audiences.addAll(List.of(word.substring(named.length() + 1).split(",")));
                }
            }
        }
    }

    private List<Container.SecretEnv> env(Cursor in) {
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
                    case "value" -> value(in);
                    case "valueFrom" -> reference = secretKeyRef(in);
                    default -> in.skip();
                }
            }
            if (reference != null) {
                result.add(new Container.SecretEnv(variable, reference[0], reference[1], in.index()));
            }
        }
        return List.copyOf(result);
    }

    private void value(Cursor in) {
        if (in.token() == Token.STRING) {
            TokenText.find(in, tokens);
        } else {
            in.skip();
        }
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

    private static List<Container.EnvFrom> envFrom(Cursor in) {
        if (in.isNull()) {
            return List.of();
        }
        List<Container.EnvFrom> result = new ArrayList<>();
        in.beginList();
        while (in.nextPresentItem()) {
            int index = in.index();
            String secret = "";
            String prefix = "";
            in.beginObject();
            for (String key = in.nextKey(); key != null; key = in.nextKey()) {
                switch (key) {
                    case "secretRef" -> secret = Values.nameOf(in);
                    case "prefix" -> prefix = Values.string(in);
                    default -> in.skip();
                }
            }
            if (!secret.isEmpty()) {
                result.add(new Container.EnvFrom(secret, prefix, index));
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
