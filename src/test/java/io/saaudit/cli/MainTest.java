package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void versionGoesToStandardOutputAlone() {
        assertThat(run("--version")).isZero();
        assertThat(text(out)).startsWith("sa-audit ").hasLineCount(1);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anUnknownCommandIsAUsageErrorAndLeavesStandardOutputEmpty() {
        assertThat(run("no-such-command")).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("no-such-command").hasLineCount(1);
    }

    @Test
    void noCommandIsAUsageError() {
        assertThat(run()).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).hasLineCount(1);
    }

    private int run(String... args) {
        PrintStream o = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, false, StandardCharsets.UTF_8);
        int status = Main.run(args, InputStream.nullInputStream(), o, e);
        o.flush();
        e.flush();
        return status;
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
