package io.saaudit.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final String[] WORDS = {"", "a", "two words", "ns-1/web", " leading", "ends ", "–", "x".repeat(70)};

    /** Seeded: the same 200 tables each time. */
    @Test
    void aPipeGetsWhatATerminalOfUnlimitedWidthGets() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            Table table = new Table("FIRST", "B", "LAST COLUMN");
            if (random.nextBoolean()) {
                table.cutting(1);
            } else {
                table.wrapping(2);
            }
            for (int row = random.nextInt(4) + 1; row > 0; row--) {
                table.row(word(random), word(random), word(random));
            }
            assertThat(printed(table, Style.PLAIN))
                    .as("table %d: the two ways to print it must agree", i)
                    .isEqualTo(printed(table, new Style(false, 10_000)));
        }
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String printed(Table table, Style style) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        table.print(out, style);
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
