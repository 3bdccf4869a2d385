package io.saaudit.cli;

import io.saaudit.rbac.AskedVerbs;

/** Verbs that a server asks with: a slip in one would quietly be answered with no. */
final class Verbs {
    private Verbs() {}

    /** What is odd about a verb, as a sentence; empty when it is known (semantics A.1, A.2, A.5, F.3). */
    static String oddity(String verb, boolean path) {
        // impersonate:user-info, associated-node:update and their like
        boolean known = path
                ? AskedVerbs.OF_PATHS.contains(verb)
                : AskedVerbs.OF_RESOURCES.contains(verb) || verb.indexOf(':') > 0;
        return known
                ? ""
                : "\"" + verb + "\" is no verb that an API server asks with"
                        + (path ? " for a path; it takes HTTP methods in lower case" : "");
    }
}
