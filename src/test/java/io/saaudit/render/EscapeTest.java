package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
    @ParameterizedTest
    @CsvSource({
        "plain-name.1, plain-name.1",
        "DOMAIN\\user, DOMAIN\\user",
        "größe 日本 😀, größe 日本 😀",
        "a#b # c, a#b # c",
        "##[error], #\\u0023[error]",
        "a\u202eb, a\\u202eb",
        "a\u2066b\u2069, a\\u2066b\\u2069",
        "a\u200bb\ufeff, a\\u200bb\\ufeff",
        "a\u00a0b, a\\u00a0b",
        "a\u3164b, a\\u3164b",
        "a\ufe0fb, a\\ufe0fb",
        "a\u001b[2Jb, a\\u001b[2Jb",
        "a\u007fb\u0085c, a\\u007fb\\u0085c"
    })
    void whatShowsNothingIsEscapedAndNothingElse(String raw, String shown) {
        assertThat(Escape.text(raw)).isEqualTo(shown);
    }

    @Test
    void aNameIsOneLine() {
        assertThat(Escape.text("a\nb\rc\td\u2028e\u000bf")).isEqualTo("a\\nb\\rc\\td\\u2028e\\u000bf");
    }

    @Test
    void tagCharactersAndLoneSurrogatesAreEscaped() {
        assertThat(Escape.text("x\udb40\udc41y\ud800z")).isEqualTo("x\\udb40\\udc41y\\ud800z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::error::x", "##vso[x]", "-o", "=1+1", "@x", "| x", " x", "\u001b[31m"})
    void noLineStartsAsTheInputLikes(String raw) {
        assertThat(Escape.lineStart(raw)).startsWith("\\u");
    }

    @Test
    void anOrdinaryNameStartsALineAsItIs() {
        assertThat(Escape.lineStart("ns-1")).isEqualTo("ns-1");
        assertThat(Escape.lineStart("größe")).isEqualTo("größe");
        assertThat(Escape.lineStart("")).isEmpty();
        assertThat(Escape.lineStart("/srv/x.yaml")).isEqualTo("/srv/x.yaml");
        assertThat(Escape.lineStart("../x.yaml")).isEqualTo("../x.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "\"quoted\" \\ back",
                "a\u202eb\u0000c\n\t\r\u007f",
                "😀\udb40\udc41",
                "\u2028</script>",
                "ÿ日本"
            })
    void jsonStringsAreTheInputToTheCharacterInPlainSight(String raw) {
        String literal = JsonText.literal(raw);
        assertThat(Json.parse("[" + literal + "]")).isEqualTo(java.util.List.of(raw));
        assertThat(literal).doesNotContain("\u202e", "\u0000", "\n", "\u007f", "\u2028", "\udb40\udc41");
    }
}
