package io.saaudit.render;

import io.saaudit.model.Binding;
import io.saaudit.model.CloudIdentity;
import io.saaudit.model.Grant;
import io.saaudit.model.Identity;
import io.saaudit.model.Lists;
import io.saaudit.model.PermissionRow;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code permissions} for people: one table an identity, rows that differ in scope only folded. */
public final class PermissionsText implements Renderer<PermissionsView> {
    private static final Comparator<PermissionRow> BY_SCOPE = new Comparator<>() {
        @Override
        public int compare(PermissionRow a, PermissionRow b) {
            return a.scope().compareTo(b.scope());
        }
    };

    private final Style style;
    private final boolean wide;

    /**
     * @param style colours and width
     * @param wide whether every grant is shown with its place, and nothing folded
     */
    public PermissionsText(Style style, boolean wide) {
        this.style = style;
        this.wide = wide;
    }

    @Override
    public void render(PermissionsView view, PrintStream out) {
        Words words = new Words(view.snapshot());
        for (PermissionsView.Holder holder : view.identities()) {
            out.println(style.heading(heading(holder)));
            for (CloudIdentity cloud : holder.clouds()) {
                out.println(Clouds.identity(cloud) + ".");
                for (String login : Clouds.logins(cloud, view.snapshot())) {
                    out.println(login + ".");
                }
            }
            if (!holder.oddity().isEmpty()) {
                out.println("Note: " + Escape.text(holder.oddity()) + ".");
            }
            rows(holder, view.inFull(holder), words, out);
            out.println();
        }
        everyone(view, words, out);
    }

    private static String heading(PermissionsView.Holder holder) {
        Identity identity = holder.identity();
        String[] account = identity.account();
        String who = account != null
                ? "ServiceAccount " + Words.quoted(account[0] + "/" + account[1]) + " (" + Escape.text(identity.user())
                        + ")"
                : Words.identity(identity);
        return holder.usedBy() == null || holder.usedBy().isEmpty() ? who : who + ", used by " + used(holder.usedBy());
    }

    private static String used(List<String> workloads) {
        int shown = Math.min(3, workloads.size());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(Escape.text(workloads.get(i)));
        }
        return shown == workloads.size()
                ? text.toString()
                : text + " and " + Words.count(workloads.size() - shown, "other", "others");
    }

    /** What one identity may do. */
    void rows(PermissionsView.Holder holder, boolean all, Words words, PrintStream out) {
        List<PermissionRow> live = new ArrayList<>(holder.own());
        if (all) {
            live.addAll(holder.shared());
        }
        live.sort(BY_SCOPE);
        Table table = new Table("SCOPE", "RESOURCE", "NAMES", "VERBS", "FROM").wrapping(4);
        add(table, live, false, words);
        if (table.isEmpty() && live.isEmpty()) {
            out.println(all ? "Nothing." : "Nothing beyond what every account has.");
        } else if (!table.isEmpty()) {
            table.print(out, style);
        }
        urls(live, words, out);
        special("Only in special requests:", holder.permissions().limited(), words, out);
        special("Without effect:", holder.permissions().inert(), words, out);
        for (Binding binding : holder.permissions().unresolved()) {
            out.println("Not known: what " + Words.object(binding.key()) + words.beside(binding) + " gives: "
                    + Words.quoted(binding.roleRef().kind()) + " "
                    + Words.quoted(binding.roleRef().name()) + " was not read.");
        }
    }

    private void special(String title, List<PermissionRow> rows, Words words, PrintStream out) {
        if (rows.isEmpty()) {
            return;
        }
        out.println(title);
        Table table = new Table("SCOPE", "RESOURCE", "NAMES", "VERBS", "FROM", "WHY").cutting(5);
        add(table, rows, true, words);
        table.print(out, style);
    }

    /** Adds the rows about resources, and where {@code reasons} are shown those about URLs too. */
    private void add(Table table, List<PermissionRow> rows, boolean reasons, Words words) {
        Map<String, List<PermissionRow>> folded = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            PermissionRow row = rows.get(i);
            if (reasons || !row.isUrl()) {
                String key = wide || row.scope().namespace().isEmpty() ? "\n" + i : content(row);
                Lists.of(folded, key).add(row);
            }
        }
        for (List<PermissionRow> same : folded.values()) {
            PermissionRow row = same.get(0);
            String scope = row.scope().toString() + (same.size() > 1 ? " +" + (same.size() - 1) : "");
            String resource = row.isUrl() ? row.url() : Words.resource(row.group(), row.resource());
            String why = row.scopeUnknown() ? join(row.reason(), "if the resource is namespaced") : row.reason();
            String[] cells = {scope, resource, names(row), Words.all(row.verbs()), from(row, words), why};
            if (!reasons && row.scopeUnknown()) {
                cells[4] += " (if the resource is namespaced)";
            }
            table.row(cells);
            if (wide) {
                details(table, row, words);
            }
        }
    }

    private static String join(String reason, String more) {
        return reason.isEmpty() ? more : reason + ", " + more;
    }

    private static String names(PermissionRow row) {
        return Words.list(row.names());
    }

    /** What rows must have in common to be folded. */
    private static String content(PermissionRow row) {
        StringBuilder text = new StringBuilder();
        text.append(row.group())
                .append('\n')
                .append(row.resource())
                .append('\n')
                .append(row.url());
        text.append('\n').append(row.names()).append(row.verbs()).append(row.reason());
        for (Grant grant : row.grants()) {
            text.append('\n').append(Words.from(grant));
        }
        return text.toString();
    }

    private String from(PermissionRow row, Words words) {
        Grant first = row.grants().get(0);
        if (wide) {
            return words.fromWithPlaces(first);
        }
        int more = row.grants().size() - 1;
        return Words.from(first) + (more > 0 ? " +" + more : "");
    }

    private static void details(Table table, PermissionRow row, Words words) {
        for (int i = 1; i < row.grants().size(); i++) {
            table.row("", "", "", "", words.fromWithPlaces(row.grants().get(i)));
        }
        for (Grant grant : row.redundant()) {
            table.row("", "", "", "", "less of it: " + words.fromWithPlaces(grant));
        }
    }

    private void urls(List<PermissionRow> rows, Words words, PrintStream out) {
        Map<String, List<String>> byVerbsAndSource = new LinkedHashMap<>();
        for (PermissionRow row : rows) {
            if (row.isUrl()) {
                Lists.of(byVerbsAndSource, Words.all(row.verbs()) + "\n" + from(row, words))
                        .add(row.url());
            }
        }
        for (Map.Entry<String, List<String>> entry : byVerbsAndSource.entrySet()) {
            String key = entry.getKey();
            int newline = key.indexOf('\n');
            StringBuilder line = new StringBuilder("URLs: ").append(key, 0, newline);
            for (String url : entry.getValue()) {
                line.append(' ').append(Words.quoted(url));
            }
            out.println(line.append(" (").append(key, newline + 1, key.length()).append(')'));
        }
    }

    private void everyone(PermissionsView view, Words words, PrintStream out) {
        if (view.allInFull()) {
            return;
        }
        for (PermissionRow row : view.unusual()) {
            out.println(everyAccountMay(row, words));
        }
        if (view.unusual().size() < view.everyAccount().size()) {
            out.println("Every account has what Kubernetes gives to all: reviews of itself, API discovery, health and"
                    + " version. --all shows it.");
        }
    }

    /** A sentence about a permission that every account has. */
    static String everyAccountMay(PermissionRow row, Words words) {
        String what = row.isUrl() ? Words.quoted(row.url()) : Words.resource(row.group(), row.resource());
        String names = row.names().isEmpty() ? "" : " named " + names(row);
        String where = row.scope().namespace().isEmpty()
                ? " in the whole cluster"
                : " in " + Words.quoted(row.scope().namespace());
        return "Every account may: " + Words.all(row.verbs()) + " " + what + names + (row.isUrl() ? "" : where) + " ("
                + words.fromWithPlaces(row.grants().get(0)) + ").";
    }
}
