package io.saaudit.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a page of {@code -o html}, for tests without a browser: every tag is one of those that it is made of. */
public final class HtmlPage {
    private static final String WORDS = "[A-Za-z0-9%._/* -]*";
    private static final Pattern TAG =
            Pattern.compile("</?(a|b|br|body|button|dd|details|div|dl|dt|fieldset|form|h1|h2|h3|head|"
                    + "header|html|input|label|legend|li|main|meta|ol|option|p|pre|script|section|select|small|span|style|summary|"
                    + "table|tbody|td|th|thead|title|tr|ul)(?<attributes>( [^<>]*)?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" (hidden|checked"
            + "|(id|class|name|type|lang|charset|role|autocomplete|tabindex|value|http-equiv)=[A-Za-z0-9-]+"
            + "|(id|data-n|data-a)=\"" + WORDS + "\"|href=\"#" + WORDS + "\"|href=\"https://[^\"]*\""
            + "|value=\"[^\"]*\"|content=(\"[^\"]*\"|no-referrer))");

    private HtmlPage() {}

    /** The text of the rows of findings; fails at the first tag or attribute that the page is not made of. */
    public static List<String> rows(String page) {
        String body = cut(cut(page, "style"), "script");
        Matcher tag = TAG.matcher(body);
        for (int at = body.indexOf('<', "<!doctype html>".length()); at >= 0; at = body.indexOf('<', at + 1)) {
            if (!tag.region(at, body.length()).lookingAt()) {
                throw new AssertionError("no tag of the page: " + around(body, at));
            }
            String left = ATTRIBUTE.matcher(tag.group("attributes")).replaceAll("");
            if (!left.isEmpty()) {
                throw new AssertionError("no attribute of the page: " + left + " in " + around(body, at));
            }
        }
        List<String> rows = new ArrayList<>();
        String list = body.substring(body.indexOf("<ol id=list>"), body.indexOf("</ol>"));
        for (String row : list.split("<li id=f", -1)) {
            rows.add(row);
        }
        return rows.subList(1, rows.size());
    }

    /** The page without the text of its one script or style. */
    private static String cut(String page, String tag) {
        int start = page.indexOf("<" + tag + ">") + tag.length() + 2;
        int end = page.indexOf("</" + tag + ">");
        if (page.indexOf("<" + tag, start) >= 0 && page.indexOf("<" + tag, start) < page.length()) {
            throw new AssertionError("a second <" + tag + ">");
        }
        return page.substring(0, start) + page.substring(end);
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 120));
    }
}
