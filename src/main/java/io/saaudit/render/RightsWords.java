package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.PermissionRow.Standing;
import io.saaudit.model.Scope;
import java.util.ArrayList;
import java.util.List;

/** What accounts may do, in the shortest useful words. */
final class RightsWords {
    private RightsWords() {}

    /** The workload's account and the others whose tokens it can reach: {@code list pods in ns-1 +2; as ns-1/x: …}. */
    static String may(Running running, boolean all) {
        if (running.rights() == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(may(running.rights(), all));
        for (Rights other : running.others()) {
            text.append("; as ").append(Words.quoted(other.holder().identity().shown()));
            text.append(": ").append(may(other, all));
        }
        return text.toString();
    }

    /**
     * What an account may do beyond what Kubernetes gives every one.
     *
     * @param all whether everything is said, or the worst and how much more there is
     */
    static String may(Rights rights, boolean all) {
        List<PermissionRow> rows = rights.worstFirst();
        List<String> parts = new ArrayList<>();
        int shown = all ? rows.size() : Math.min(1, rows.size());
        for (int i = 0; i < shown; i++) {
            boolean everyones = i >= rows.size() - rights.everyone();
            parts.add(row(rows.get(i)) + (everyones ? " (as every account)" : ""));
        }
        String text = String.join("; ", parts);
        if (shown < rows.size() && !isEverything(rows)) {
            text += " +" + (rows.size() - shown);
        }
        List<Binding> unresolved = rights.holder().permissions().unresolved();
        if (unresolved.isEmpty()) {
            return text.isEmpty() ? "nothing" : text;
        }
        Binding first = unresolved.get(0);
        String more = unresolved.size() == 1 ? "" : " +" + (unresolved.size() - 1);
        return (text.isEmpty() ? "not known" : text + "; more, not known") + ": "
                + Words.quoted(first.roleRef().kind()) + " "
                + Words.quoted(first.roleRef().name()) + " was not read" + more;
    }

    /** Everything about resources in the cluster: what else there is are URLs. */
    private static boolean isEverything(List<PermissionRow> rows) {
        return isEverything(rows.get(0)) && rows.get(0).scope().namespace().isEmpty();
    }

    private static boolean isEverything(PermissionRow row) {
        return row.resource().equals("*")
                && row.group().equals("*")
                && row.names().isEmpty()
                && row.verbs().equals(List.of("*"));
    }

    /** {@code list pods in ns-1}, {@code everything in the cluster}, {@code get /metrics}. */
    static String row(PermissionRow row) {
        if (row.isUrl()) {
            return Words.all(row.verbs()) + " " + (row.url().equals("*") ? "all URLs" : Words.quoted(row.url()));
        }
        StringBuilder text = new StringBuilder();
        if (isEverything(row)) {
            text.append("everything");
        } else {
            text.append(Words.all(row.verbs())).append(' ').append(Words.resource(row.group(), row.resource()));
            if (!row.names().isEmpty()) {
                text.append(" named ").append(Words.list(row.names()));
            }
        }
        text.append(where(row.scope()));
        if (row.scopeUnknown()) {
            text.append(" (if it is namespaced)");
        }
        if (row.standing() == Standing.LIMITED) {
            text.append(" (").append(row.reason()).append(')');
        }
        return text.toString();
    }

    /** {@code  in the cluster}, {@code  in ns-1}, with a blank before it. */
    static String where(Scope scope) {
        return scope.namespace().isEmpty() ? " in the cluster" : " in " + Words.quoted(scope.namespace());
    }
}
