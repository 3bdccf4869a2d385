package io.saaudit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The catalog's files in the source tree, written by {@code mvn test -Dtest=CatalogDataTest -Dgolden.update=true}. */
final class Golden {
    private static final Path RESOURCES = Path.of("src", "main", "resources", "io", "saaudit", "catalog");

    private Golden() {}

    /** Compares the resource of the catalog with what it should be, or writes it. */
    static void check(String name, String expected) throws IOException {
        Path file =
                Path.of(System.getProperty("basedir", "")).resolve(RESOURCES).resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        String actual = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        assertThat(actual)
                .as("%s is not what its source says: mvn test -Dtest=CatalogDataTest -Dgolden.update=true", file)
                .isEqualTo(expected);
    }
}
