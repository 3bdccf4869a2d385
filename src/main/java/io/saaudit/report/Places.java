package io.saaudit.report;

import io.saaudit.model.Identity;
import io.saaudit.rule.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where a finding lives. */
public final class Places {
    private Places() {}

    /** The namespaces of its accounts, and that of its cause. */
    public static Set<String> namespaces(Finding finding) {
        Set<String> namespaces = new TreeSet<>();
        for (String subject : finding.subjects()) {
            String[] account = new Identity(subject, List.of()).account();
            if (account != null) {
                namespaces.add(account[0]);
            }
        }
        if (!finding.cause().namespace().isEmpty()) {
            namespaces.add(finding.cause().namespace());
        }
        return namespaces;
    }
}
