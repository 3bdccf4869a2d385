package io.saaudit.rbac;

import io.saaudit.model.LabelSelector;
import java.util.Map;

/** Label selectors as apimachinery's LabelSelectorAsSelector reads them (semantics D.2). */
public final class Selectors {
    private Selectors() {}

    /** Whether all parts of a valid selector hold; an empty one selects everything. */
    public static boolean matches(LabelSelector selector, Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : selector.matchLabels().entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (LabelSelector.Requirement r : selector.matchExpressions()) {
            if (!holds(r, labels.get(r.key()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether operator and values fit together; the controller does not touch a role with an invalid selector. */
    public static boolean valid(LabelSelector selector) {
        for (LabelSelector.Requirement r : selector.matchExpressions()) {
            boolean wantsValues = switch (r.operator()) {
                case "In", "NotIn" -> true;
                case "Exists", "DoesNotExist" -> false;
                default -> r.values().isEmpty(); // an unknown operator: wrong either way
            };
            if (wantsValues == r.values().isEmpty() || r.key().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(LabelSelector.Requirement r, String value) {
        return switch (r.operator()) {
            case "In" -> value != null && r.values().contains(value);
            case "NotIn" -> value == null || !r.values().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
