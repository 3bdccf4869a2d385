package io.saaudit.model;

import java.util.List;
import java.util.Map;

/** Syntax of names and labels (apimachinery pkg/util/validation, pkg/api/validation/path, meta/v1/validation). */
public final class Names {
    private static final int LABEL = 63;
    private static final int SUBDOMAIN = 253;

    private Names() {}

    /** The only rule for names of RBAC objects. */
    public static boolean isPathSegment(String name) {
        return !name.equals(".") && !name.equals("..") && name.indexOf('/') < 0 && name.indexOf('%') < 0;
    }

    /** A DNS label (RFC 1123). */
    public static boolean isLabel(String name) {
        return isLabel(name, 0, name.length()) && name.length() <= LABEL;
    }

    /** A DNS subdomain (RFC 1123): labels with dots between them. */
    public static boolean isSubdomain(String name) {
        if (name.length() > SUBDOMAIN) {
            return false;
        }
        int from = 0;
        while (true) {
            int dot = name.indexOf('.', from);
            if (!isLabel(name, from, dot < 0 ? name.length() : dot)) {
                return false;
            }
            if (dot < 0) {
                return true;
            }
            from = dot + 1;
        }
    }

    /** What is wrong with a selector, as the end of a sentence; empty when nothing is. */
    public static String fault(LabelSelector selector) {
        for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
            if (!isLabelKey(label.getKey()) || !isLabelValue(label.getValue())) {
                return "has a label that cannot be one";
            }
        }
        for (LabelSelector.Requirement requirement : selector.matchExpressions()) {
            String fault = fault(requirement);
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        return "";
    }

    private static String fault(LabelSelector.Requirement requirement) {
        List<String> values = requirement.values();
        switch (requirement.operator()) {
            case "In", "NotIn" -> {
                if (values.isEmpty()) {
                    return "has In or NotIn without values";
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!values.isEmpty()) {
                    return "has Exists or DoesNotExist with values";
                }
            }
            default -> {
                return "has an operator that is none of In, NotIn, Exists and DoesNotExist";
            }
        }
        for (String value : values) {
            if (!isLabelValue(value)) {
                return "has a label that cannot be one";
            }
        }
        return isLabelKey(requirement.key()) ? "" : "has a label that cannot be one";
    }

    private static boolean isLabelKey(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        return !name.isEmpty() && isLabelValue(name) && (slash < 0 || isSubdomain(key.substring(0, slash)));
    }

    private static boolean isLabelValue(String value) {
        if (value.isEmpty()) {
            return true;
        }
        if (value.length() > LABEL || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return isAlphanumeric(value.charAt(value.length() - 1));
    }

    private static boolean isLabel(String name, int from, int to) {
        if (from == to || name.charAt(from) == '-' || name.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
