package io.saaudit.render;

import io.saaudit.model.Severity;
import io.saaudit.rule.Reference;
import io.saaudit.rule.RuleInfo;
import java.io.IOException;
import java.util.List;

/** A rule as SARIF has it: a reportingDescriptor (section 3.49). */
final class SarifRule {
    /** GitHub's limit of descriptions. */
    private static final int MOST = 1024;

    private SarifRule() {}

    /** Writes it with the severity that its alerts are to have. */
    static void write(RuleInfo rule, Severity severity, Json json) throws IOException {
        json.object().field("id", rule.id()).field("name", pascal(rule.name()));
        text("shortDescription", rule.title() + ".", json);
        text("fullDescription", rule.condition(), json);
        for (Reference reference : rule.references()) {
            if (!reference.url().isEmpty()) {
                json.field("helpUri", reference.url());
                break;
            }
        }
        json.object("help")
                .field("text", help(rule, false))
                .field("markdown", help(rule, true))
                .endObject()
                .object("defaultConfiguration")
                .field("level", ReportSarif.level(rule.severity()))
                .endObject()
                .object("properties")
                .field("precision", "high")
                .field("security-severity", score(severity))
                .strings("tags", List.of("security", "kubernetes", "rbac"))
                .endObject()
                .endObject();
    }

    /** GitHub: over 9.0 critical, from 7.0 high, from 4.0 medium, below that low. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "3.0";
            case INFO -> "1.0";
        };
    }

    private static void text(String field, String text, Json json) throws IOException {
        String cut = text.length() <= MOST ? text : text.substring(0, text.lastIndexOf(' ', MOST - 2)) + " …";
        json.object(field).field("text", cut).endObject();
    }

    private static String help(RuleInfo rule, boolean markdown) {
        StringBuilder help = new StringBuilder();
        section("When", rule.condition(), markdown, help);
        section("Why", rule.why(), markdown, help);
        section("Fix", rule.fix(), markdown, help);
        section("Not when", rule.exceptions(), markdown, help);
        section(
                "Severity",
                rule.severity().word() + (rule.severityNote().isEmpty() ? "" : "; " + rule.severityNote()),
                markdown,
                help);
        for (Reference reference : rule.references()) {
            String name = reference.source() + ", " + reference.item();
            if (markdown && !reference.url().isEmpty()) {
                help.append("\n- [")
                        .append(name)
                        .append("](")
                        .append(reference.url())
                        .append(')');
            } else {
                help.append("\n- ").append(name);
            }
        }
        return help.toString();
    }

    private static void section(String title, String text, boolean markdown, StringBuilder to) {
        if (!text.isEmpty()) {
            String head = markdown ? "**" + title + ".** " : title + ": ";
            to.append(head).append(text).append(markdown ? "\n\n" : "\n");
        }
    }

    /** A name in kebab case with capitals in the place of hyphens, as SARIF has names of rules. */
    private static String pascal(String kebab) {
        StringBuilder name = new StringBuilder();
        boolean upper = true;
        for (int i = 0; i < kebab.length(); i++) {
            char c = kebab.charAt(i);
            if (c == '-') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return name.toString();
    }
}
