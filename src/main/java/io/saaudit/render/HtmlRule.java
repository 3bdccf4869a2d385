package io.saaudit.render;

import io.saaudit.rule.Reference;
import io.saaudit.rule.RuleInfo;

/** A rule's page in {@code -o html}. */
final class HtmlRule {
    private HtmlRule() {}

    static void append(RuleInfo rule, StringBuilder to) {
        Html.page(Html.rule(rule.id()), rule.id() + " " + rule.title(), to);
        section("When", rule.condition(), to);
        section("Why", rule.why(), to);
        section("Fix", rule.fix(), to);
        section("Not when", rule.exceptions(), to);
        String note = rule.severityNote().isEmpty() ? "" : "; " + rule.severityNote();
        section("Severity", rule.severity().word() + note, to);
        to.append("<ul>\n");
        for (Reference reference : rule.references()) {
            String name = reference.source() + ", " + reference.item();
            to.append("<li>");
            // Nothing but a web page: an address of another kind would be run.
            if (reference.url().startsWith("https://")) {
                to.append("<a href=\"").append(Xml.text(reference.url())).append("\">");
                to.append(Xml.text(name)).append("</a>\n");
            } else {
                to.append(Xml.text(name)).append('\n');
            }
        }
        to.append("</ul></section>\n");
    }

    private static void section(String title, String text, StringBuilder to) {
        if (!text.isEmpty()) {
            Html.heading(title, to);
            Html.paragraph(text, to);
        }
    }
}
