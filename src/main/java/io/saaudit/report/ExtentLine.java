package io.saaudit.report;

import io.saaudit.model.PermissionRow;
import io.saaudit.model.PolicyRule;
import io.saaudit.rbac.Overlap;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of a finding's extent that is about permissions, taken apart again; rule/Extent writes them.
 *
 * @param namespace where they count, empty for the whole cluster
 * @param rule the permissions
 */
record ExtentLine(String namespace, PolicyRule rule) {
    /** The line taken apart; null for one that names a field. */
    static ExtentLine parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 && parts.length != 5) {
            return null;
        }
        String namespace;
        if (parts[0].equals("cluster")) {
            namespace = "";
        } else if (parts[0].startsWith("namespace=")) {
            namespace = decoded(parts[0].substring("namespace=".length()));
        } else {
            return null;
        }
        PolicyRule rule = parts.length == 3
                ? PolicyRule.urls(entries(parts[2]), entries(parts[1]))
                : PolicyRule.resources(entries(parts[4]), entries(parts[1]), entries(parts[2]), names(parts[3]));
        return new ExtentLine(namespace, rule);
    }

    /** Whether some request of the row is among the permissions of an extent: fields of objects are none. */
    static boolean anyMeets(List<String> extent, PermissionRow row) {
        for (String line : extent) {
            ExtentLine parsed = parse(line);
            if (parsed != null && Overlap.meets(row, parsed.namespace, parsed.rule)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> names(String text) {
        return text.equals("any=") ? List.of() : entries(text);
    }

    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            entries.add(entry.equals("core=") || entry.equals("empty=") ? "" : decoded(entry));
        }
        return entries;
    }

    /** Undoes percent-encoding; what is none stays as it is, because an accepted extent is written by hand. */
    private static String decoded(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int high = i + 2 < text.length() && text.charAt(i) == '%' ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                plain.append((char) (high * 16 + low));
                i += 2;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    /** One permission of it in words: {@code get secrets in ns-1}. */
    String words(PolicyRule atom) {
        StringBuilder text = new StringBuilder(atom.verbs().get(0)).append(' ');
        if (!atom.nonResourceURLs().isEmpty()) {
            text.append(atom.nonResourceURLs().get(0));
        } else {
            String group = atom.apiGroups().get(0);
            text.append(atom.resources().get(0)).append(group.isEmpty() ? "" : "." + group);
            for (String name : atom.resourceNames()) {
                text.append(" named ").append(name.isEmpty() ? "\"\"" : name);
            }
        }
        return text.append(namespace.isEmpty() ? " in the cluster" : " in " + namespace)
                .toString();
    }
}
