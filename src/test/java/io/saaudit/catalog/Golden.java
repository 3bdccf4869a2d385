package io.saaudit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Classes that are data, written by {@code mvn test -Dtest=CatalogDataTest -Dgolden.update=true}. */
final class Golden {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "saaudit", "catalog");
    private static final String INDENT = "            ";

    private Golden() {}

    /** Compares the source of a class of the catalog with what it should be, or writes it. */
    static void check(String name, String about, List<String> lines) throws IOException {
        Path file = Path.of(System.getProperty("basedir", "")).resolve(SOURCES).resolve(name + ".java");
        String expected = source(name, about, lines);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, expected);
        }
        String actual = Files.exists(file) ? Files.readString(file) : "";
        assertThat(actual)
                .as("%s is not what its source says: mvn test -Dtest=CatalogDataTest -Dgolden.update=true", file)
                .isEqualTo(expected);
    }

    private static String source(String name, String about, List<String> lines) {
        StringBuilder text = new StringBuilder("package io.saaudit.catalog;\n\n/** ")
                .append(about)
                .append(" Written by CatalogDataTest, which says how. */\nfinal class ")
                .append(name)
                .append(" {\n    static final String LINES = \"\"\"\n");
        lines.forEach(line -> text.append(INDENT).append(line).append('\n'));
        return text.append(INDENT)
                .append("\"\"\";\n\n    private ")
                .append(name)
                .append("() {}\n}\n")
                .toString();
    }
}
