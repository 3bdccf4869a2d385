package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.CsvFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static String field(String raw) {
        return CsvFile.records(Csv.line("a", raw, "b")).get(0).get(1);
    }

    @Test
    void aFieldIsReadBackAsItWas() {
        assertThat(CsvFile.records(Csv.line("plain", "with, comma", "with \"quotes\"", "", "é")))
                .containsExactly(List.of("plain", "with, comma", "with \"quotes\"", "", "é"));
        assertThat(Csv.line("a", "b\"c")).isEqualTo("\"a\",\"b\"\"c\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"})
    void aFormulaIsText(String formula) {
        assertThat(field(formula)).isEqualTo("'" + formula);
        assertThat(field(" " + formula)).as("after a blank").isEqualTo(" '" + formula);
        assertThat(field("x;" + formula)).as("in a spreadsheet of semicolons").isEqualTo("x;'" + formula);
        assertThat(field("x;\"" + formula)).as("quoted there").isEqualTo("x;\"'" + formula);
        assertThat(field("a" + formula)).as("inside of a text").isEqualTo("a" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1", "\r=1", "\n=1"})
    void aTabOrANewlineBeforeAFormulaIsWrittenOut(String raw) {
        assertThat(field(raw)).startsWith("\\").endsWith("=1");
    }
}
