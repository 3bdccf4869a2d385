package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.Credential;
import io.saaudit.model.Credential.Way;
import io.saaudit.model.Names;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.Truth;
import java.util.ArrayList;
import java.util.List;

/** Commands that show what an account may do: from inside of a pod with its token, and from outside. */
final class TryText {
    private final Page page;
    private final ExplainView view;

    TryText(Page page, ExplainView view) {
        this.page = page;
        this.view = view;
    }

    void tell(Running running, boolean ended) {
        page.section("Try it");
        Account account = running.account();
        // Names that no server accepts, and that a shell would act on, are not put into commands.
        if (!Names.isLabel(account.namespace()) || !Names.isSubdomain(account.name())) {
            page.line("No command: the account's name is one that the API server refuses.");
            return;
        }
        Credential token = ended ? null : best(running);
        if (token != null) {
            String container = container(token, running);
            page.line("In container " + container + ", which needs a shell and curl for it:");
            curl(token, running);
        }
        page.line("From outside, with the right to impersonate:");
        page.line("  kubectl auth can-i --list --namespace " + account.namespace() + " --as "
                + account.identity().user());
    }

    /** The token to try: the one that is certain to be there and to be accepted, the automounted one first. */
    private static Credential best(Running running) {
        Credential best = null;
        for (Running.ContainerTokens container : running.containers()) {
            for (Credential token : container.tokens()) {
                boolean own = token.account().equals(running.account().name());
                if (own
                        && isSafe(token.place())
                        && token.accepted() == Truth.YES
                        && (best == null || rank(token) < rank(best))) {
                    best = token;
                }
            }
        }
        return best;
    }

    /** Whether it may stand in a command without quotes. */
    private static boolean isSafe(String place) {
        for (int i = 0; i < place.length(); i++) {
            char c = place.charAt(i);
            if (c <= ' ' || c >= 0x7f || "'\"$`\\;&|<>()*?".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static int rank(Credential token) {
        return token.way().ordinal();
    }

    private static String container(Credential token, Running running) {
        for (Running.ContainerTokens container : running.containers()) {
            for (Credential one : container.tokens()) {
                if (one == token) {
                    return Words.quoted(container.container().name());
                }
            }
        }
        return "";
    }

    private void curl(Credential token, Running running) {
        String folder = token.place().substring(0, token.place().lastIndexOf('/') + 1);
        boolean files = token.way() == Way.AUTOMOUNT || token.way() == Way.SECRET_VOLUME;
        String value = token.way() == Way.SECRET_ENV ? "$" + token.place() : "$(cat " + token.place() + ")";
        String path = path(running.rights().worstFirst());
        String header = " -H \"Authorization: Bearer " + value + "\" https://kubernetes.default.svc" + path;
        page.line("  curl --cacert " + (files ? folder + "ca.crt" : "ca.crt") + header);
        if (!files) {
            page.line("where ca.crt is the key of that name in ConfigMap kube-root-ca.crt.");
        }
        if (path.equals("/api")) {
            boolean allowed = false;
            for (PermissionRow row : view.everyAccount()) {
                allowed |= row.url().equals("/api");
            }
            page.line(
                    allowed
                            ? "which lists API versions, as every account may."
                            : "which is refused by a message with the name of the user, if the token is accepted.");
        }
    }

    /** The path of a read that is allowed: not of Secrets if there is another. */
    private static String path(List<PermissionRow> rows) {
        List<PermissionRow> ordered = new ArrayList<>();
        List<PermissionRow> secrets = new ArrayList<>();
        for (PermissionRow row : rows) {
            (row.resource().equals("secrets") ? secrets : ordered).add(row);
        }
        ordered.addAll(secrets);
        for (PermissionRow row : ordered) {
            String path = row.standing() == PermissionRow.Standing.LIVE && !row.scopeUnknown() ? path(row) : "";
            if (!path.isEmpty()) {
                return path;
            }
        }
        return "/api";
    }

    private static String path(PermissionRow row) {
        if (row.isUrl()) {
            return reads(row, "get") && plain(row.url()) ? row.url() : "";
        }
        String resource = row.resource().equals("*") ? "namespaces" : row.resource();
        String group = row.group().equals("*") ? "" : row.group();
        if (!row.scope().namespace().isEmpty() && row.resource().equals("*")) {
            resource = "pods";
        }
        String api = switch (group) {
            case "" -> "/api/v1";
            // Groups whose only served version for years has been v1.
            case "apps", "batch", "rbac.authorization.k8s.io", "networking.k8s.io", "policy" ->
                "/apis/" + group + "/v1";
            default -> "";
        };
        // Through a RoleBinding an entry for ClusterRoles is about bind alone.
        boolean bindOnly =
                resource.equals("clusterroles") && !row.scope().namespace().isEmpty();
        if (api.isEmpty() || bindOnly || !plain(resource) || resource.indexOf('/') >= 0) {
            return "";
        }
        String namespace = row.scope().namespace();
        if (!namespace.isEmpty() && group.isEmpty() && resource.equals("namespaces")) {
            return reads(row, "get") ? "/api/v1/namespaces/" + namespace : "";
        }
        String collection = api + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + resource;
        if (row.names().isEmpty() && reads(row, "list")) {
            return collection;
        }
        // One object of the whole cluster's needs a namespace or none, which depends on the resource.
        boolean single = reads(row, "get") && !namespace.isEmpty();
        if (!single || !row.names().isEmpty() && !plain(row.names().get(0))) {
            return "";
        }
        return collection + "/" + (row.names().isEmpty() ? "NAME" : row.names().get(0));
    }

    private static boolean reads(PermissionRow row, String verb) {
        return row.verbs().contains(verb) || row.verbs().contains("*");
    }

    /** Whether it may stand in a URL and in a command as it is. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "-._/".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
