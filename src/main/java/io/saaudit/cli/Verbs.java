package io.saaudit.cli;

import java.util.List;

/** Verbs that a server asks with: a slip in one would quietly be answered with no. */
final class Verbs {
    private Verbs() {}

    /** What is odd about a verb, as a sentence; empty when it is known (semantics A.1, A.2, A.5, F.3). */
    static String oddity(String verb, boolean path) {
        boolean known = path ? ofPaths(verb) : ofResources(verb);
        return known
                ? ""
                : "\"" + verb + "\" is no verb that an API server asks with"
                        + (path ? " for a path; it takes HTTP methods in lower case" : "");
    }

    /** Those that are asked for most, for completion. */
    static List<String> usual() {
        return List.of(
                "get",
                "list",
                "watch",
                "create",
                "update",
                "patch",
                "delete",
                "deletecollection",
                "bind",
                "escalate",
                "impersonate",
                "approve",
                "sign",
                "attest",
                "use",
                "proxy");
    }

    private static boolean ofResources(String verb) {
        return switch (verb) {
            case "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection" -> true;
            case "bind", "escalate", "impersonate", "approve", "sign", "attest", "use", "proxy", "*" -> true;
            case "request-serviceaccounts-token-audience", "unsafe-delete-ignore-read-errors" -> true;
            // impersonate:user-info, associated-node:update and their like
            default -> verb.indexOf(':') > 0;
        };
    }

    private static boolean ofPaths(String verb) {
        return switch (verb) {
            case "get", "post", "put", "patch", "delete", "head", "options", "*" -> true;
            default -> false;
        };
    }
}
