package io.saaudit.rule;

import java.util.List;
import java.util.TreeSet;

/** What cannot be found where kinds were declared out of scope: no finding of these rules then says nothing. */
public final class OutOfScope {
    private static final List<String> OF_WORKLOADS = List.of(
            "SA102", "SA103", "SA105", "SA106", "SA107", "SA108", "SA109", "SA110", "SA111", "SA112", "SA203", "SA207",
            "SA208", "SA209", "SA210", "SA211", "SA212", "SA213", "SA214", "SA215", "SA216", "SA328", "SA329", "SA409",
            "SA601", "SA602", "SA603", "SA703", "SA705", "SA706");

    private OutOfScope() {}

    /**
     * The rules that are not evaluated, or not in full.
     *
     * @param without kinds that were not read because nobody wanted them
     * @return their ids, sorted
     */
    public static List<String> rules(List<String> without) {
        TreeSet<String> rules = new TreeSet<>();
        for (String kind : without) {
            rules.addAll(Audit.WORKLOADS.contains(kind) ? OF_WORKLOADS : of(kind));
        }
        return List.copyOf(rules);
    }

    private static List<String> of(String kind) {
        return switch (kind) {
            case "ServiceAccount" ->
                List.of(
                        "SA101", "SA103", "SA104", "SA105", "SA107", "SA109", "SA110", "SA111", "SA205", "SA207",
                        "SA208", "SA212", "SA328", "SA329", "SA409", "SA705", "SA706", "SA707");
            case "Secret" ->
                List.of(
                        "SA110", "SA111", "SA201", "SA202", "SA203", "SA204", "SA205", "SA206", "SA207", "SA212",
                        "SA213");
            case "ConfigMap" -> List.of("SA203", "SA212", "SA707");
            case "Service", "Ingress" -> List.of("SA212", "SA603");
            case "Namespace" -> List.of("SA101", "SA104", "SA212", "SA324", "SA329", "SA330", "SA409");
            default -> List.of();
        };
    }
}
