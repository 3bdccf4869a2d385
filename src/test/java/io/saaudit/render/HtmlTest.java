package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void ordinaryAccountsHaveTheirNamesAsAddresses() {
        assertThat(Html.id("ns-1", "k-sa-1")).isEqualTo("ns-1/k-sa-1");
    }

    @Test
    void aNameCannotLeaveItsAddress() {
        assertThat(Html.id("a/b \"'><", "é%")).isEqualTo("a%2Fb%20%22%27%3E%3C/%C3%A9%25");
        assertThat(Html.link("x", "<b>")).isEqualTo("<a href=\"#x\">&lt;b&gt;</a>");
    }

    @Test
    void thePolicyAllowsTheStyleAndTheScriptAndNothingElse() throws Exception {
        String head = Html.head("t");
        assertThat(head)
                .contains("content=\"default-src 'none'; style-src 'sha256-" + digest(HtmlStyle.CSS)
                        + "'; script-src 'sha256-" + digest(HtmlScript.JS)
                        + "'; base-uri 'none'; form-action 'none'\"");
        assertThat(head.indexOf("Content-Security-Policy"))
                .as("before anything that it governs")
                .isBetween(0, head.indexOf("<style"));
    }

    @Test
    void neitherStyleNorScriptCanEndItsElementOrReachOut() {
        assertThat(HtmlStyle.CSS).doesNotContain("</", "url(", "@import", "\\");
        assertThat(HtmlScript.JS)
                .doesNotContain("</", "<!--", "innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(")
                .doesNotContain("fetch(", "XMLHttpRequest", "import(", "sendBeacon", "WebSocket", "http");
    }

    private static String digest(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
