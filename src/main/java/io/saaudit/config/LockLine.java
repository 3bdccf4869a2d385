package io.saaudit.config;

import io.saaudit.model.Identity;
import io.saaudit.model.PolicyRule;
import io.saaudit.model.RoleRef;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a lock: that somebody may do something somewhere, or holds a role that was not read. docs/lock.md describes
 * the form; what could be taken for a separator, or cannot be seen, is percent-encoded.
 *
 * @param group whether it is a group's, and not a user's
 * @param name the group's or the user's name; an account is a user
 * @param namespace where it counts; empty for the whole cluster
 * @param permission the verbs, with one group and one resource, or one URL; null for a role
 * @param role the role that was not read, or null
 */
public record LockLine(boolean group, String name, String namespace, PolicyRule permission, RoleRef role) {
    private static final String GROUP = "group:";
    private static final String USER = "user:";
    private static final String NAMESPACE = "namespace=";
    private static final String NAMES = "names=";
    private static final String URL = "url=";
    private static final String ROLE = "role=";
    private static final String EXAMPLE = "As in ns-1/app namespace=ns-1 deployments.apps/scale get,update.";

    /** A line that is none. */
    static final class MalformedLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String hint;

        MalformedLineException(String what, String hint) {
            super(what);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }
    }

    /** The line as it is written. */
    public String text() {
        return role != null ? start() : start() + " " + String.join(",", LockText.encoded(permission.verbs()));
    }

    /** The line without its verbs: lines that have the same are one. */
    public String start() {
        StringBuilder line = new StringBuilder(who());
        line.append(' ').append(namespace.isEmpty() ? "cluster" : NAMESPACE + LockText.encoded(namespace));
        if (role != null) {
            return line.append(' ')
                    .append(ROLE)
                    .append(LockText.encoded(role.kind(), "/"))
                    .append('/')
                    .append(LockText.encoded(role.name()))
                    .toString();
        }
        line.append(' ');
        if (!permission.nonResourceURLs().isEmpty()) {
            return line.append(URL)
                    .append(LockText.encoded(permission.nonResourceURLs().get(0)))
                    .toString();
        }
        line.append(LockText.resource(
                permission.apiGroups().get(0), permission.resources().get(0)));
        if (!permission.resourceNames().isEmpty()) {
            line.append(' ').append(NAMES).append(String.join(",", LockText.encoded(permission.resourceNames())));
        }
        return line.toString();
    }

    private String who() {
        String[] account = group ? null : new Identity(name, List.of()).account();
        if (account != null) {
            return LockText.encoded(account[0], "/:") + "/" + LockText.encoded(account[1], "/");
        }
        return (group ? GROUP : USER) + LockText.encoded(name);
    }

    /** Takes a line apart, comment and all. */
    static LockLine parse(String line) throws MalformedLineException {
        List<String> words = words(line);
        if (words.size() < 3) {
            throw new MalformedLineException("not a line of a lock", EXAMPLE);
        }
        String who = words.get(0);
        boolean group = who.startsWith(GROUP);
        String name = name(who);
        String namespace = namespace(words.get(1));
        String what = words.get(2);
        if (what.startsWith(ROLE)) {
            int slash = what.indexOf('/');
            if (slash < 0 || slash == what.length() - 1 || words.size() > 3) {
                throw new MalformedLineException(
                        what + ": not a role", "As in role=ClusterRole/view, and nothing more.");
            }
            RoleRef role = new RoleRef(
                    "",
                    LockText.decoded(what.substring(ROLE.length(), slash)),
                    LockText.decoded(what.substring(slash + 1)));
            return new LockLine(group, name, namespace, null, role);
        }
        boolean named = words.size() > 3 && words.get(3).startsWith(NAMES);
        if (words.size() != (named ? 5 : 4) || named && what.startsWith(URL)) {
            throw new MalformedLineException("not a line of a lock", EXAMPLE);
        }
        List<String> verbs = LockText.list(words.get(words.size() - 1));
        if (what.startsWith(URL)) {
            List<String> urls = List.of(LockText.decoded(what.substring(URL.length())));
            return new LockLine(group, name, namespace, PolicyRule.urls(verbs, urls), null);
        }
        if (what.indexOf('=') >= 0 && !what.startsWith(LockText.EMPTY)) {
            throw new MalformedLineException(what + ": neither a resource nor url= nor role=", EXAMPLE);
        }
        List<String> names = named ? LockText.list(words.get(3).substring(NAMES.length())) : List.of();
        return new LockLine(group, name, namespace, LockText.permission(what, names, verbs), null);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split("[ \t]+")) {
            if (word.startsWith("#")) {
                break;
            }
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String name(String who) throws MalformedLineException {
        if (who.startsWith(GROUP) || who.startsWith(USER)) {
            return LockText.decoded(who.substring(who.indexOf(':') + 1));
        }
        int slash = who.indexOf('/');
        if (slash <= 0 || slash == who.length() - 1 || who.indexOf('/', slash + 1) >= 0) {
            throw new MalformedLineException(
                    who + ": nobody", "NAMESPACE/NAME of an account, user:NAME or group:NAME.");
        }
        return Identity.ACCOUNT_PREFIX + LockText.decoded(who.substring(0, slash)) + ":"
                + LockText.decoded(who.substring(slash + 1));
    }

    private static String namespace(String scope) throws MalformedLineException {
        if (scope.equals("cluster")) {
            return "";
        }
        if (!scope.startsWith(NAMESPACE) || scope.length() == NAMESPACE.length()) {
            throw new MalformedLineException(scope + ": no scope", "cluster, or namespace=NAME.");
        }
        return LockText.decoded(scope.substring(NAMESPACE.length()));
    }
}
