package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    verbs: ["get", "list"]             | "list"   | "list"
                    verbs: ['get', 'list']             | 'get'    | 'get'
                    verbs: [get, list]                 | get      | get
                    verbs: [get, list]                 | list     | list
                    - kind: ServiceAccount   # why     | kind     | kind: ServiceAccount
                    - {kind: User, name: x}            | {kind    | {kind: User, name: x}
                    - {kind: User, name: x}, other     | {kind    | {kind: User, name: x}
                    - "a, b]" # c                      | "a       | "a, b]"
                    "name": "x", "y": 1                | "name    | "name": "x", "y": 1
                    {"name": "x]"}, {"y": 1}           | "name    | "name": "x]"
                    - a\\"b                            | a        | a\\"b
                    - "a\\" b" x                       | "a       | "a\\" b"
                    name: ünï😀 # x                    | ünï      | ünï😀
                    """)
    void endsWhereTheValueEnds(String line, String at, String expected) {
        int start = line.indexOf(at.strip());
        Region region = Region.of(new Origin("f", 7, line.codePointCount(0, start) + 1, ""), line);
        int from = line.offsetByCodePoints(0, region.start() - 1);
        int to = line.offsetByCodePoints(0, region.end() - 1);
        assertThat(line.substring(from, to)).isEqualTo(expected.strip());
        assertThat(region.line()).isEqualTo(7);
    }

    @Test
    void withoutTextItIsOneCharacter() {
        assertThat(Region.of(new Origin("-", 3, 9, ""), null)).isEqualTo(new Region(3, 9, 10));
        assertThat(Region.of(new Origin("f", 3, 9, ""), "short")).isEqualTo(new Region(3, 9, 10));
    }
}
