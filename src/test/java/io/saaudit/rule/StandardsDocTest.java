package io.saaudit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/standards.md, made of what the rules cite. */
class StandardsDocTest {
    private static final Path PAGE = Examples.PROJECT.resolve("docs").resolve("standards.md");

    /** The technique of ATT&CK that each of the matrix is mapped to, by the matrix itself. */
    private static final Map<String, String> ATTACK = Map.ofEntries(
            Map.entry("MS-TA9006", "T1609 Container Administration Command"),
            Map.entry("MS-TA9008", "T1610 Deploy Container"),
            Map.entry("MS-TA9013", "T1611 Escape to Host"),
            Map.entry("MS-TA9014", "T1053.007 Scheduled Task/Job: Container Orchestration Job"),
            Map.entry("MS-TA9015", "T1546 Event Triggered Execution"),
            Map.entry("MS-TA9016", "T1528 Steal Application Access Token"),
            Map.entry("MS-TA9018", "T1610 Deploy Container"),
            Map.entry("MS-TA9019", "T1078.003 Valid Accounts: Local Accounts"),
            Map.entry("MS-TA9022", "T1070 Indicator Removal"),
            Map.entry("MS-TA9025", "T1552.007 Unsecured Credentials: Container API"),
            Map.entry("MS-TA9026", "T1552.001 Unsecured Credentials: Credentials In Files"),
            Map.entry("MS-TA9027", "T1552 Unsecured Credentials"),
            Map.entry("MS-TA9029", "T1613 Container and Resource Discovery"),
            Map.entry("MS-TA9030", "T1613 Container and Resource Discovery"),
            Map.entry("MS-TA9035", "T1557 Adversary-in-the-Middle"));

    /** 5.1.10 comes after 5.1.9. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparing(StandardsDocTest::padded).thenComparing(Comparator.naturalOrder());

    private static String padded(String item) {
        StringBuilder padded = new StringBuilder();
        for (String part : item.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)")) {
            boolean number = Character.isDigit(part.charAt(0));
            padded.append(number ? "0".repeat(Math.max(0, 6 - part.length())) + part : part);
        }
        return padded.toString();
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as(
                        "docs/standards.md is not what the rules cite: mvn test -Dtest=StandardsDocTest -Dgolden.update=true")
                .isEqualTo(page);
    }

    @Test
    void everyTechniqueOfTheMatrixIsMapped() {
        assertThat(byStandard("Microsoft").keySet())
                .as("techniques cited: write those that are new into the map of this test")
                .allMatch(item -> ATTACK.containsKey(item.substring(0, item.indexOf(' '))));
    }

    /** What is left out must be left out on purpose. */
    @Test
    void theBenchmarkOnAccountsIsCoveredInFull() {
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= 13; i++) {
            numbers.add("5.1." + i);
        }
        assertThat(byStandard("CIS").keySet().stream().map(item -> item.substring(0, item.indexOf(' '))))
                .as("items of CIS 5.1 that some rule cites")
                .containsAll(numbers);
    }

    private static Map<String, TreeSet<String>> byStandard(String start) {
        Map<String, TreeSet<String>> byItem = new TreeMap<>(BY_NUMBER);
        for (Rule rule : Rules.all()) {
            for (Reference reference : rule.info().references()) {
                if (reference.source().startsWith(start)) {
                    byItem.computeIfAbsent(reference.item(), i -> new TreeSet<>())
                            .add(rule.info().id());
                }
            }
        }
        return byItem;
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Standards

                Which rules bear on which item, made from what the rules cite; do not edit this page by hand. That a rule bears
                on an item does not mean that a clean scan meets it: sa-audit looks at accounts, roles and what runs as them.
                """);
        section(page, "CIS Kubernetes Benchmark v1.12", "Item", byStandard("CIS"));
        section(page, "NSA/CISA Kubernetes Hardening Guide v1.2 (2022)", "Heading", byStandard("NSA"));
        section(page, "OWASP Kubernetes Top Ten 2025", "Risk", byStandard("OWASP Kubernetes Top Ten 2025"));
        section(page, "OWASP Kubernetes Top Ten 2022", "Risk", byStandard("OWASP Kubernetes Top Ten 2022"));
        page.append("\nWhat 2022 called K03 Overly Permissive RBAC is K02 in 2025; K03 is another risk there.\n");
        Map<String, TreeSet<String>> attack = new TreeMap<>(BY_NUMBER);
        attack.putAll(byStandard("MITRE"));
        byStandard("Microsoft")
                .forEach((item, rules) -> attack.computeIfAbsent(
                                ATTACK.get(item.substring(0, item.indexOf(' '))), i -> new TreeSet<>())
                        .addAll(rules));
        section(page, "MITRE ATT&CK v17 (2025)", "Technique", attack);
        section(page, "Microsoft Threat Matrix for Kubernetes (2022)", "Technique", byStandard("Microsoft"));
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String what, Map<String, TreeSet<String>> byItem) {
        page.append("\n## %s\n\n| %s | Rules |\n|---|---|\n".formatted(title, what));
        byItem.forEach((item, rules) -> {
            List<String> links = new ArrayList<>();
            rules.forEach(id -> links.add("[%s](rules/%s.md)".formatted(id, id)));
            page.append("| %s | %s |\n".formatted(item, String.join(", ", links)));
        });
    }
}
