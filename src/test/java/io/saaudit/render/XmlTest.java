package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class XmlTest {
    @Test
    void markupBecomesText() {
        assertThat(Xml.text("<script>alert('&amp;\"')</script>"))
                .isEqualTo("&lt;script&gt;alert(&#39;&amp;amp;&quot;&#39;)&lt;/script&gt;");
        assertThat(Xml.text("ns-1/k-sa-1")).isEqualTo("ns-1/k-sa-1");
        assertThat(Xml.text("")).isEmpty();
    }

    @Test
    void whatShowsNothingIsWrittenOut() {
        assertThat(Xml.text("a\u0000\n\u202e\u200b\ud800\uffff")).isEqualTo("a\\u0000\\n\\u202e\\u200b\\ud800\\uffff");
    }

    @Test
    void noLineOfABlockBeginsACommand() {
        StringBuilder block = new StringBuilder();
        Xml.block("kind: Role\n  ::error::x\n::add-mask::y\n# a note\n##[error]", block);
        assertThat(block.toString().lines())
                .containsExactly(
                        "kind: Role", "\\u0020 ::error::x", "\\u003a:add-mask::y", "# a note", "#\\u0023[error]");
    }

    @Test
    void anyTextStaysInItsAttributeAndInItsElement() throws Exception {
        for (long seed : Seeds.of(300)) {
            Random random = new Random(seed);
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                raw.append(
                        random.nextBoolean()
                                ? "<>&\"'`=/ -]".charAt(random.nextInt(11))
                                : (char) random.nextInt(0x10000));
            }
            String safe = Xml.text(raw.toString());
            String xml = "<a b=\"" + safe + "\" c='" + safe + "'>" + safe + "</a>";
            Element root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            String shown = Escape.text(raw.toString());
            assertThat(root.getTextContent()).as(Seeds.again(seed)).isEqualTo(shown);
            assertThat(root.getAttribute("b")).as(Seeds.again(seed)).isEqualTo(shown);
            assertThat(root.getAttribute("c")).as(Seeds.again(seed)).isEqualTo(shown);
            assertThat(root.getAttributes().getLength()).as(Seeds.again(seed)).isEqualTo(2);
        }
    }
}
