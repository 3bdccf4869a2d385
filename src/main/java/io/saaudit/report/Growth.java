package io.saaudit.report;

import io.saaudit.config.Baseline;
import io.saaudit.model.PolicyRule;
import io.saaudit.rbac.Covers;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a finding has grown by since its extent was stored (design 4.6). */
final class Growth {
    private Growth() {}

    /** What is there now and was not: a higher severity, another subject, a permission that no stored one covers. */
    static List<String> of(Finding now, Baseline.Entry stored) {
        List<String> grown = new ArrayList<>();
        if (now.severity().compareTo(stored.severity()) > 0) {
            grown.add("severity " + stored.severity().word() + " to "
                    + now.severity().word());
        }
        Set<String> subjects = new HashSet<>(stored.subjects());
        for (String subject : now.subjects()) {
            if (!subjects.contains(subject)) {
                grown.add("subject " + subject);
            }
        }
        grown.addAll(extent(now.extent(), stored.extent()));
        return grown;
    }

    /** The permissions and fields of an extent that the stored one does not cover, in words. */
    static List<String> extent(List<String> now, List<String> stored) {
        Set<String> same = new HashSet<>(stored);
        List<ExtentLine> lines = null;
        Set<String> grown = new LinkedHashSet<>();
        for (String line : now) {
            if (same.contains(line)) {
                continue;
            }
            ExtentLine parsed = ExtentLine.parse(line);
            if (parsed == null) {
                grown.add(line);
                continue;
            }
            if (lines == null) {
                lines = parsed(stored);
            }
            List<PolicyRule> owner = new ArrayList<>();
            for (ExtentLine old : lines) {
                if (old.namespace().isEmpty() || old.namespace().equals(parsed.namespace())) {
                    owner.add(old.rule());
                }
            }
            for (PolicyRule atom : Covers.uncovered(owner, List.of(parsed.rule()))) {
                grown.add(parsed.words(atom));
            }
        }
        return List.copyOf(grown);
    }

    private static List<ExtentLine> parsed(List<String> stored) {
        List<ExtentLine> lines = new ArrayList<>();
        for (String line : stored) {
            ExtentLine parsed = ExtentLine.parse(line);
            if (parsed != null) {
                lines.add(parsed);
            }
        }
        return lines;
    }
}
