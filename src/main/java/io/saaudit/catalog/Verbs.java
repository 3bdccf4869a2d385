package io.saaudit.catalog;

import io.saaudit.model.Power.Atom;
import java.util.List;

/** Lists of verbs and the names of groups that rows of {@link Powers} share. */
final class Verbs {
    static final String CORE = "";
    static final String APPS = "apps";
    static final String BATCH = "batch";
    static final String ADMISSION = "admissionregistration.k8s.io";
    static final String AUTHENTICATION = "authentication.k8s.io";
    static final String CERTIFICATES = "certificates.k8s.io";

    static final List<String> EVERYTHING = List.of("*");
    static final List<String> ANYTHING = List.of(Atom.SOME);
    static final List<String> READ = List.of("get", "list", "watch");
    static final List<String> CREATE = List.of("create");
    static final List<String> UPDATE = List.of("update");
    static final List<String> PATCH = List.of("patch");
    static final List<String> CHANGE = List.of("update", "patch");
    static final List<String> CREATE_OR_CHANGE = List.of("create", "update", "patch");
    static final List<String> DELETE = List.of("delete", "deletecollection");
    static final List<String> CHANGE_OR_DELETE = List.of("update", "patch", "delete", "deletecollection");
    static final List<String> GET = List.of("get");
    static final List<String> CREATE_OR_GET = List.of("create", "get");
    static final List<String> PROXY = List.of("create", "delete", "get", "patch", "update");
    static final List<String> BEYOND_GET = List.of("post", "put", "patch", "delete", "head", "options");
    static final List<String> IMPERSONATE = List.of("impersonate");
    static final List<String> BIND = List.of("bind");
    static final List<String> ESCALATE = List.of("escalate");
    static final List<String> APPROVE = List.of("approve");

    private Verbs() {}
}
