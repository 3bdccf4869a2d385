package io.saaudit.rule;

import io.saaudit.report.Scan;
import io.saaudit.report.Selection;
import io.saaudit.testing.Audits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The examples of the rules, each scanned as complete input: {@code testdata/rules/ID/bad.yaml} and {@code good.yaml}. */
final class Examples {
    /** The project's folder. */
    static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    /** Where they are. */
    static final Path FOLDER = PROJECT.resolve("testdata").resolve("rules");

    private Examples() {}

    static Path path(Rule rule, String name) {
        return FOLDER.resolve(rule.info().id()).resolve(name);
    }

    static String text(Rule rule, String name) throws IOException {
        return Files.readString(path(rule, name));
    }

    /** What the rule finds in manifests. */
    static List<Finding> findings(Rule rule, String manifests) {
        // SA704 is about what cannot be read.
        boolean gaps = rule.info().id().equals("SA704");
        return Scan.of(
                        gaps ? Audits.strictWithGaps(manifests) : Audits.strict(manifests),
                        Selection.ALL.withRules(List.of(rule.info().id())))
                .findings();
    }
}
