package io.saaudit.render;

import io.saaudit.model.Identity;
import io.saaudit.model.Origin;
import io.saaudit.report.Places;
import io.saaudit.report.Report;
import io.saaudit.rule.Evidence;
import io.saaudit.rule.Finding;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A finding in the list of {@code -o html}: severity, rule, account, and the message, which opens to the details. */
final class HtmlFinding {
    /** Accounts that a row names to the filter; a finding about more is shown whatever the filter of accounts says. */
    private static final int MOST = 100;

    /** Identities that the details name. */
    private static final int MOST_NAMED = 20;

    private final UnaryOperator<String> path;
    private final HtmlAccounts accounts;
    private final Report report;

    HtmlFinding(UnaryOperator<String> path, HtmlAccounts accounts, Report report) {
        this.path = path;
        this.accounts = accounts;
        this.report = report;
    }

    /**
     * Appends the row.
     *
     * @param number from 1
     * @param detailed whether evidence and fix are in it
     */
    void append(Finding finding, int number, boolean detailed, StringBuilder to) {
        String word = finding.severity().word();
        to.append("<li id=f").append(number);
        filters(finding, to);
        to.append("><b class=").append(word).append('>').append(word).append("</b> ");
        to.append(Html.link(Html.rule(finding.rule()), finding.rule())).append(' ');
        to.append(accounts.named(finding.account()));
        String message = Xml.text(ResultLine.message(finding, report)) + where(finding);
        if (detailed) {
            to.append("<details><summary>").append(message).append("</summary>\n");
            details(finding, to);
            to.append("</details>\n");
        } else {
            to.append("<div>").append(message).append("</div>\n");
        }
    }

    /**
     * What the filters look at, where it does not stand in the row: namespaces ({@code data-n}) other than the account's,
     * and accounts beyond the first ({@code data-a}), {@code *} for many. As they are shown, each as a word.
     */
    private static void filters(Finding finding, StringBuilder to) {
        String account = finding.account();
        int slash = account.indexOf('/');
        Set<String> namespaces = Places.namespaces(finding);
        boolean plain = slash >= 0 && namespaces.equals(Set.of(account.substring(0, slash)));
        if (!plain && namespaces.size() <= MOST) {
            words("n", namespaces, "", to);
        }
        Set<String> all = HtmlAccounts.accounts(finding);
        if (all.size() > MOST) {
            to.append(" data-a=\"*\"");
        } else if (all.size() > 1) {
            words("a", all, account, to);
        }
    }

    private static void words(String name, Set<String> values, String without, StringBuilder to) {
        to.append(" data-").append(name).append("=\"");
        int start = to.length();
        for (String value : values) {
            if (!value.equals(without)) {
                to.append(to.length() == start ? "" : " ").append(Html.word(Escape.text(value)));
            }
        }
        to.append('"');
    }

    private String where(Finding finding) {
        List<Origin> places = finding.places();
        String more = places.size() > 1 ? " +" + (places.size() - 1) : "";
        return places.isEmpty() ? "" : " <small>" + Xml.text(place(places.get(0)) + more) + "</small>";
    }

    private void details(Finding finding, StringBuilder to) {
        to.append("<dl><dt>object<dd>").append(Xml.text(finding.cause().toString()));
        to.append("\n<dt>where");
        for (Origin place : finding.places()) {
            to.append("<dd>").append(Xml.text(place(place))).append('\n');
        }
        to.append("<dt>because");
        for (Evidence evidence : finding.evidence()) {
            String where = evidence.origin() == null ? "" : " (" + place(evidence.origin()) + ")";
            to.append("<dd>").append(Xml.text(evidence.what() + where)).append('\n');
        }
        subjects(finding.subjects(), to);
        List<String> grown = report.gate().grown().getOrDefault(finding.fingerprint(), List.of());
        to.append(grown.isEmpty() ? "" : "<dt>grown by");
        for (String more : grown) {
            to.append("<dd>").append(Xml.text(more)).append('\n');
        }
        to.append("<dt>fix<dd>").append(Xml.text(finding.fix().what())).append("\n<pre>");
        Xml.block(finding.fix().text(), to);
        to.append("</pre><dt>id<dd>").append(finding.fingerprint()).append("</dl>\n");
    }

    private void subjects(List<String> subjects, StringBuilder to) {
        if (subjects.size() < 2) {
            return;
        }
        to.append("<dt>touches<dd>");
        for (int i = 0; i < Math.min(MOST_NAMED, subjects.size()); i++) {
            Identity who = new Identity(subjects.get(i), List.of());
            to.append(i == 0 ? "" : ", ")
                    .append(who.account() == null ? Xml.text(subjects.get(i)) : accounts.named(who.shown()));
        }
        if (subjects.size() > MOST_NAMED) {
            to.append(" and ").append(subjects.size() - MOST_NAMED).append(" more");
        }
        to.append('\n');
    }

    private String place(Origin origin) {
        String file = Uris.shown(path.apply(origin.source()));
        String place = origin.line() == 0 ? file : file + ":" + origin.line();
        return origin.template().isEmpty() ? place : origin.template() + " (" + place + ")";
    }
}
