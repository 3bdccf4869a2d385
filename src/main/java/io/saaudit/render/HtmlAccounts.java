package io.saaudit.render;

import io.saaudit.model.Account;
import io.saaudit.model.Identity;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The accounts' pages of {@code -o html}: those with findings first, the worst first, as far as there is room. They are
 * held until the findings are written, because those link to the ones that are there.
 */
final class HtmlAccounts {
    private final Map<String, Account> wanted = new LinkedHashMap<>();
    private final Map<String, List<Integer>> findings = new HashMap<>();
    private final Set<String> shown = new HashSet<>();
    private final StringBuilder pages = new StringBuilder();
    private final AccountPages source;

    /**
     * Makes them.
     *
     * @param room characters to fill
     */
    HtmlAccounts(List<Finding> all, AccountPages source, int room) {
        this.source = source;
        for (Account account : source.accounts()) {
            wanted.put(account.qualifiedName(), account);
        }
        // Worst first, as the findings are; then those without any.
        Map<String, Account> order = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            for (String name : accounts(all.get(i))) {
                if (wanted.containsKey(name)) {
                    order.put(name, wanted.get(name));
                    findings.computeIfAbsent(name, n -> new ArrayList<>(1)).add(i);
                }
            }
        }
        order.putAll(wanted);
        HtmlAccount writer = new HtmlAccount(new Words(source.snapshot()));
        for (Map.Entry<String, Account> next : order.entrySet()) {
            List<Integer> own = findings.getOrDefault(next.getKey(), List.of());
            StringBuilder page = writer.of(source.of(next.getValue()), all, own);
            if (pages.length() + page.length() > room) {
                break;
            }
            pages.append(page);
            shown.add(next.getKey());
        }
    }

    /** The accounts that a finding touches, as {@code NS/NAME}. */
    static Set<String> accounts(Finding finding) {
        Set<String> names = new TreeSet<>();
        for (String subject : finding.subjects()) {
            String[] account = new Identity(subject, List.of()).account();
            if (account != null) {
                names.add(account[0] + "/" + account[1]);
            }
        }
        if (!finding.account().isEmpty()) {
            names.add(finding.account());
        }
        return names;
    }

    /** The account's name, as a link where it has a page. */
    String named(String qualifiedName) {
        if (!shown.contains(qualifiedName)) {
            return "<span>" + Xml.text(qualifiedName) + "</span>";
        }
        Account account = wanted.get(qualifiedName);
        return Html.link(Html.id(account.namespace(), account.name()), qualifiedName);
    }

    /** How many accounts there was no room for. */
    int left() {
        return wanted.size() - shown.size();
    }

    /** The list of them. */
    String index() {
        StringBuilder index = new StringBuilder();
        for (String name : wanted.keySet()) {
            if (shown.contains(name)) {
                index.append(named(name)).append('\n');
            }
        }
        return index.toString();
    }

    /** All pages, and that of what every account may. */
    StringBuilder pages() {
        Html.page("everyone", "What every account may", pages);
        HtmlAccount writer = new HtmlAccount(new Words(source.snapshot()));
        Html.table(HtmlAccount.HEADS, writer.rows(source.everyAccount(), List.of()), pages);
        return pages.append("</section>\n");
    }
}
