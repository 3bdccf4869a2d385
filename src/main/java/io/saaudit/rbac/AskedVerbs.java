package io.saaudit.rbac;

import java.util.ArrayList;
import java.util.List;

/** The verbs that servers ask about (semantics A.1, A.2, A.5, A.6, F.3): RBAC takes any text, and a slip gives nothing. */
public final class AskedVerbs {
    /** Those of resources that are asked for most, in the order that people think of them. */
    public static final List<String> USUAL = List.of(
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

    /** All of resources, and the wildcard; those with a colon ({@code impersonate:user-info}) are told by their start. */
    public static final List<String> OF_RESOURCES = withOthers();

    /** HTTP methods, which are asked about for paths, and the wildcard. */
    public static final List<String> OF_PATHS =
            List.of("*", "get", "head", "options", "post", "put", "patch", "delete");

    private AskedVerbs() {}

    private static List<String> withOthers() {
        List<String> all = new ArrayList<>(USUAL);
        all.add("*");
        all.add("request-serviceaccounts-token-audience");
        all.add("unsafe-delete-ignore-read-errors");
        return List.copyOf(all);
    }
}
