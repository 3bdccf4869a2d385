package io.saaudit.source;

import io.saaudit.model.Container;
import io.saaudit.model.FieldPlaces;
import java.util.ArrayList;
import java.util.List;

/** The words of a command line that say to kube-apiserver who may come in (kube-apiserver's reference, v1.36). */
final class ServerFlags {
    private static final List<String> NAMES = List.of(
            "--anonymous-auth",
            "--authentication-config",
            "--authorization-config",
            "--authorization-mode",
            "--authorization-policy-file",
            "--etcd-servers",
            "--token-auth-file");

    private List<Container.Flag> flags = List.of();
    private String open = "";
    private long openAt;

    /**
     * Takes the next word.
     *
     * @param list {@code command} or {@code args}
     * @param index its place there, from 0
     * @param at where it stands
     */
    void word(String word, String list, int index, long at) {
        if (!open.isEmpty()) {
            String name = open;
            open = "";
            if (!word.startsWith("--")) {
                add(new Container.Flag(name, word, list, index - 1, 2, new FieldPlaces(openAt)));
                return;
            }
            add(new Container.Flag(name, "", list, index - 1, 1, new FieldPlaces(openAt)));
        }
        if (word.endsWith(Container.Flag.PROGRAM)
                && (word.length() == Container.Flag.PROGRAM.length()
                        || word.charAt(word.length() - Container.Flag.PROGRAM.length() - 1) == '/')) {
            add(new Container.Flag(Container.Flag.PROGRAM, "", list, index, 1, new FieldPlaces(at)));
            return;
        }
        if (!word.startsWith("--")) {
            return;
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (!NAMES.contains(name)) {
            return;
        }
        // A switch takes its value with an equals sign only (pflag NoOptDefVal).
        if (equals >= 0 || name.equals("--anonymous-auth")) {
            String value = equals < 0 ? "" : word.substring(equals + 1);
            add(new Container.Flag(name, value, list, index, 1, new FieldPlaces(at)));
        } else {
            open = name;
            openAt = at;
        }
    }

    private void add(Container.Flag flag) {
        if (flags.isEmpty()) {
            flags = new ArrayList<>();
        }
        flags.add(flag);
    }

    /** What was found; nothing where the program is no API server. */
    List<Container.Flag> list() {
        for (Container.Flag flag : flags) {
            if (flag.name().equals(Container.Flag.PROGRAM)) {
                return List.copyOf(flags);
            }
        }
        return List.of();
    }
}
