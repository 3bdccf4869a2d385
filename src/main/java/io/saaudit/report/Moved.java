package io.saaudit.report;

import io.saaudit.model.Lists;
import io.saaudit.rule.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Findings that only changed their place: of a role or binding that was renamed, split or put together. The same rule finds
 * on the other side the same permissions of the same identities, at another object, and no less bad. What is found of
 * nobody, such as of a role that nobody holds, must be less on the other object than it was: that another one is like it
 * says nothing.
 */
final class Moved {
    private final Map<String, List<Finding>> base;
    private final Map<String, List<Finding>> head;

    Moved(List<Finding> base, List<Finding> head) {
        this.base = byRule(base, head);
        this.head = byRule(head, base);
    }

    private static Map<String, List<Finding>> byRule(List<Finding> findings, List<Finding> others) {
        Map<String, Finding> there = new HashMap<>();
        for (Finding finding : others) {
            if (finding.subjects().isEmpty()) {
                there.put(finding.fingerprint(), finding);
            }
        }
        Map<String, List<Finding>> byRule = new HashMap<>();
        for (Finding finding : findings) {
            if (!finding.subjects().isEmpty() || !isAll(finding, there.get(finding.fingerprint()))) {
                Lists.of(byRule, finding.rule()).add(finding);
            }
        }
        return byRule;
    }

    /** Whether the other one, which may be null, says all that this one does. */
    private static boolean isAll(Finding finding, Finding other) {
        return other != null
                && other.severity().compareTo(finding.severity()) >= 0
                && Growth.extent(finding.extent(), other.extent()).isEmpty();
    }

    /** Those findings of the new side that did not stand at other objects on the old one. */
    List<Finding> withoutThoseFromElsewhere(List<Finding> fresh) {
        return without(base, fresh);
    }

    /** Those findings of the old side that do not stand at other objects on the new one. */
    List<Finding> withoutThoseElsewhere(List<Finding> gone) {
        return without(head, gone);
    }

    private static List<Finding> without(Map<String, List<Finding>> others, List<Finding> findings) {
        List<Finding> left = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            if (!covers(others.getOrDefault(finding.rule(), List.of()), finding)) {
                left.add(finding);
            }
        }
        return left;
    }

    private static boolean covers(List<Finding> others, Finding finding) {
        if (finding.extent().isEmpty() || others.isEmpty()) {
            return false;
        }
        if (finding.subjects().isEmpty()) {
            return covers(others, "", finding);
        }
        for (String subject : finding.subjects()) {
            if (!covers(others, subject, finding)) {
                return false;
            }
        }
        return true;
    }

    /** Whether findings on the subject, or on nobody, make up its extent, one of them as bad. */
    private static boolean covers(List<Finding> others, String subject, Finding finding) {
        Set<String> extent = new LinkedHashSet<>();
        boolean asBad = false;
        for (Finding other : others) {
            boolean same = subject.isEmpty()
                    ? other.subjects().isEmpty()
                    : other.subjects().contains(subject);
            if (same) {
                extent.addAll(other.extent());
                asBad |= other.severity().compareTo(finding.severity()) >= 0;
            }
        }
        return asBad && Growth.extent(finding.extent(), new ArrayList<>(extent)).isEmpty();
    }
}
