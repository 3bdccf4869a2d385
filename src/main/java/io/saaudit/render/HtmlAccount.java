package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.Binding;
import io.saaudit.model.Grant;
import io.saaudit.model.PermissionRow;
import io.saaudit.model.ServiceAccount;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An account's page in {@code -o html}: its findings, permissions, bindings and workloads. */
final class HtmlAccount {
    /** Rows of a table; who has more than that is looked at with permissions. */
    private static final int MOST = 200;

    private static final int MOST_DANGERS = 6;

    static final List<String> HEADS = List.of("Scope", "Resource or URL", "Verbs", "From");
    private static final List<String> NUMBERED = List.of("Scope", "Resource or URL", "Verbs", "From binding");

    private final Words words;
    private final StringBuilder page = new StringBuilder();

    /** With words for places. */
    HtmlAccount(Words words) {
        this.words = words;
    }

    /**
     * The page.
     *
     * @param story the account
     * @param findings all findings of the report
     * @param own indexes of those about the account
     */
    StringBuilder of(Story.OfAccount story, List<Finding> findings, List<Integer> own) {
        page.setLength(0);
        Account account = story.account();
        Html.page(Html.id(account.namespace(), account.name()), account.qualifiedName(), page);
        Html.paragraph(who(story), page);
        findings(findings, own);
        bindings(story.bindings());
        permissions(story.rights(), story.bindings());
        workloads(story.workloads());
        for (Story.TokenSecret token : story.secrets()) {
            Html.paragraph(
                    "Secret " + Words.quoted(token.secret().name()) + " ("
                            + words.place(token.secret().meta().at(), false) + ") holds a token of it without an end"
                            + SecretText.state(token) + ".",
                    page);
        }
        return page.append("</section>\n");
    }

    private String who(Story.OfAccount story) {
        Account account = story.account();
        StringBuilder text = new StringBuilder(account.identity().user());
        if (!account.declared()) {
            return text.append(". ")
                    .append(AccountText.unread(account, story.complete()))
                    .toString();
        }
        for (ServiceAccount definition : account.definitions()) {
            text.append(", ").append(words.place(definition.meta().at(), false));
        }
        if (story.automount() != null) {
            text.append(", automountServiceAccountToken: ").append(story.automount());
        }
        return text.toString();
    }

    private void findings(List<Finding> findings, List<Integer> own) {
        if (own.isEmpty()) {
            return;
        }
        Html.heading("Findings", page);
        page.append("<ul>\n");
        for (int i : own.subList(0, Math.min(MOST, own.size()))) {
            Finding finding = findings.get(i);
            page.append("<li>").append(Html.link("f" + (i + 1), finding.rule()));
            page.append(' ').append(finding.severity().word()).append(": ");
            page.append(Xml.text(finding.cause().toString())).append('\n');
        }
        page.append("</ul>\n");
        more(own.size());
    }

    private void bindings(List<Story.Bound> bindings) {
        List<String[]> rows = new ArrayList<>();
        for (Story.Bound bound : bindings) {
            Binding binding = bound.binding();
            rows.add(new String[] {
                Integer.toString(rows.size() + 1),
                binding.scope().toString(),
                binding.meta().kind() + " " + Words.quoted(binding.name()),
                binding.roleRef().kind() + " " + Words.quoted(binding.roleRef().name())
                        + (bound.role() == null ? ", which was not read: what it gives is not known" : ""),
                AccountText.subject(bound.subject()),
                words.place(binding)
            });
        }
        if (!rows.isEmpty()) {
            Html.heading("Bindings", page);
            cut(List.of("", "Scope", "Binding", "Role", "Names", "Where"), rows);
        }
    }

    private void permissions(Rights rights, List<Story.Bound> bindings) {
        Html.heading("Permissions", page);
        int shown = Math.min(MOST_DANGERS, rights.dangers().size());
        for (Rights.Danger danger : rights.dangers().subList(0, shown)) {
            String some = danger.someNames() ? ", for some names only" : "";
            page.append(danger == rights.dangers().get(0) ? "<p>Dangerous: <b class=" : "; <b class=");
            page.append(danger.severity().word())
                    .append('>')
                    .append(danger.severity().word());
            page.append("</b> ").append(Xml.text(danger.title() + RightsWords.where(danger.scope()) + some));
        }
        if (shown < rights.dangers().size()) {
            page.append(" and ").append(rights.dangers().size() - shown).append(" more");
        }
        page.append(shown > 0 ? "\n" : "");
        List<PermissionRow> all = new ArrayList<>(
                rights.worstFirst().subList(0, rights.worstFirst().size() - rights.everyone()));
        all.addAll(rights.holder().permissions().inert());
        List<String[]> rows = rows(all, bindings);
        cut(bindings.isEmpty() ? HEADS : NUMBERED, rows);
        page.append(rows.isEmpty() ? "<p>Nothing beyond" : "<p>And");
        page.append(" <a href=\"#everyone\">what every account may</a>.\n");
    }

    /** Rows for these permissions: scope, what, verbs, where from; those that differ in what alone share one. */
    List<String[]> rows(List<PermissionRow> permissions, List<Story.Bound> bindings) {
        Map<String, String[]> folded = new LinkedHashMap<>();
        for (PermissionRow row : permissions) {
            String what = row.isUrl() ? Escape.text(row.url()) : Words.resource(row.group(), row.resource());
            what += row.names().isEmpty() ? "" : " named " + Words.all(row.names());
            what += row.scopeUnknown() ? " (if it is namespaced)" : "";
            String verbs = Words.all(row.verbs())
                    + switch (row.standing()) {
                        case LIVE -> "";
                        case LIMITED -> " (only in special requests: " + row.reason() + ")";
                        case INERT -> " (without effect: " + row.reason() + ")";
                    };
            String from = from(row, bindings);
            String[] same = folded.putIfAbsent(
                    row.scope() + "\n" + verbs + "\n" + from,
                    new String[] {row.scope().toString(), what, verbs, from});
            if (same != null) {
                same[1] += ", " + what;
            }
        }
        return List.copyOf(folded.values());
    }

    /** The numbers of the bindings that give it; one that has none, because every account has it, by name. */
    private String from(PermissionRow row, List<Story.Bound> bindings) {
        StringBuilder from = new StringBuilder();
        for (Grant grant : row.grants()) {
            int number = 0;
            for (int i = 0; i < bindings.size() && number == 0; i++) {
                number = bindings.get(i).binding() == grant.binding() ? i + 1 : 0;
            }
            String one = number > 0 ? Integer.toString(number) : Words.from(grant);
            boolean repeated = (", " + from + ", ").contains(", " + one + ", ");
            from.append(repeated ? "" : from.length() == 0 ? one : ", " + one);
        }
        return from.toString();
    }

    /** Those that differ in name alone share a row; the namespace is the account's. */
    private void workloads(List<Running> workloads) {
        Map<String, String[]> folded = new LinkedHashMap<>();
        for (Running running : workloads) {
            String why = running.field().word();
            String token = TokenWords.summary(running);
            String name = Escape.text(running.owner().kind()) + " "
                    + Words.quoted(running.owner().name()) + " ("
                    + words.place(running.shown().meta().at(), false) + ")";
            String[] same = folded.putIfAbsent(why + "\n" + token, new String[] {name, why, token});
            if (same != null) {
                same[0] += ", " + name;
            }
        }
        if (!folded.isEmpty()) {
            Html.heading("Workloads", page);
            cut(List.of("Runs as it", "Why", "Token"), List.copyOf(folded.values()));
        }
    }

    private void cut(List<String> heads, List<String[]> rows) {
        Html.table(heads, rows.subList(0, Math.min(MOST, rows.size())), page);
        more(rows.size());
    }

    private void more(int all) {
        if (all > MOST) {
            Html.paragraph("And " + (all - MOST) + " more.", page);
        }
    }
}
