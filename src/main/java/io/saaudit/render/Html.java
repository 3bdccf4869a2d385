package io.saaudit.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Pieces of a page of HTML. Text comes in as it was read and goes out escaped ({@link Xml}). */
final class Html {
    private static final String HEX = "0123456789ABCDEF";

    private Html() {}

    /**
     * Up to the beginning of the body. The policy is what proves that the page loads nothing: it allows the one style and
     * the one script that stand in it, by their digests (CSP 3, section 2.3.1), and nothing else from anywhere.
     */
    static String head(String title) {
        return "<!doctype html>\n<html lang=en><head><meta charset=utf-8>\n<meta http-equiv=Content-Security-Policy content=\""
                + "default-src 'none'; style-src " + digest(HtmlStyle.CSS) + "; script-src " + digest(HtmlScript.JS)
                + "; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=viewport content=\"width=device-width\"><meta name=referrer content=no-referrer>\n"
                + "<title>" + Xml.text(title) + "</title>\n<style>" + HtmlStyle.CSS + "</style></head>\n<body>\n";
    }

    /** From the end of the body on. */
    static String end() {
        return "<script>" + HtmlScript.JS + "</script>\n</body></html>\n";
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A word for an id, an address or a list of words: letters, digits and {@code -._}, the rest as {@code %XX}. */
    static String word(String raw) {
        StringBuilder word = new StringBuilder(raw.length() + 8);
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._".indexOf(c) >= 0;
            if (plain) {
                word.append(c);
            } else {
                word.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return word.toString();
    }

    /** The id of an account's page: its name, where that is an ordinary one. No other id has a slash. */
    static String id(String namespace, String name) {
        return word(namespace) + "/" + word(name);
    }

    /** The id of a rule's page. */
    static String rule(String id) {
        return "rule-" + word(id);
    }

    /** A link within the page. */
    static String link(String id, String text) {
        return "<a href=\"#" + id + "\">" + Xml.text(text) + "</a>";
    }

    /** The beginning of a page of its own: a section that is shown when the address names it. */
    static void page(String id, String title, StringBuilder to) {
        to.append("<section class=page id=\"").append(id).append("\"><p><a href=\"#findings\">All findings</a>\n");
        to.append("<h2 tabindex=-1>").append(Xml.text(title)).append("</h2>\n");
    }

    static void heading(String text, StringBuilder to) {
        to.append("<h3>").append(Xml.text(text)).append("</h3>\n");
    }

    static void paragraph(String text, StringBuilder to) {
        to.append("<p>").append(Xml.text(text)).append("</p>\n");
    }

    /** A table; nothing without rows. */
    static void table(List<String> heads, List<String[]> rows, StringBuilder to) {
        if (rows.isEmpty()) {
            return;
        }
        to.append("<table><thead><tr>");
        for (String head : heads) {
            to.append("<th>").append(Xml.text(head));
        }
        to.append("<tbody>\n");
        for (String[] row : rows) {
            to.append("<tr>");
            for (String cell : row) {
                to.append("<td>").append(Xml.text(cell));
            }
            to.append('\n');
        }
        to.append("</table>\n");
    }
}
