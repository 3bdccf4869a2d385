package io.saaudit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the table of packages: data flows one way, from source through model, rbac and workload, rule and escalation to
 * report and render; cli stands over all of it. A package that does not exist yet breaks nothing.
 */
class ArchitectureTest {
    private static final String ROOT = "io.saaudit";

    private static final Map<String, String> LIBRARIES = Map.of(
            "snakeyaml", "org.yaml.snakeyaml..",
            "jackson-core", "com.fasterxml.jackson.core..",
            "ascii-table", "com.github.freva.asciitable..",
            "picocli", "picocli..",
            "client-java", "io.kubernetes.client..",
            "okhttp", "okhttp3..",
            "tls", "javax.[net|security]..",
            "jose4j", "org.jose4j..");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(ROOT);

    /** The table: a package, and what it may use besides the JDK and itself. For cli that is everything. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model          |
                    catalog        | model jackson-core
                    rbac           | model
                    workload       | model
                    rule           | model rbac workload
                    escalation     | model rbac workload
                    config         | model rule snakeyaml jackson-core
                    source         | model snakeyaml jackson-core
                    source.cluster | model source snakeyaml jackson-core client-java okhttp tls
                    token          | model snakeyaml jackson-core jose4j
                    report         | model rbac workload rule escalation config
                    render         | model rule config report escalation jackson-core ascii-table
                    cli            | model catalog rbac workload rule escalation config source source.cluster token report render picocli jackson-core
                    """)
    void aPackageUsesOnlyWhatTheTableGrants(String name, String mayUse) {
        DescribedPredicate<JavaClass> allowed = resideInAPackage("java..").or(ours(name));
        for (String other : mayUse == null ? new String[0] : mayUse.split(" ")) {
            String library = LIBRARIES.get(other);
            allowed = allowed.or(library == null ? ours(other) : resideInAPackage(library));
        }
        check(
                classes()
                        .that(ours(name))
                        .should()
                        .onlyDependOnClassesThat(
                                allowed.as("are the JDK's, its own" + (mayUse == null ? "" : ", or of " + mayUse))),
                "the package table (docs/adr and the design decide it); move the code, or pass in what it needs");
    }

    @Test
    void everyClassLivesInAPackageOfTheTable() {
        assertThat(OURS)
                .as("classes found under %s: is the project compiled?", ROOT)
                .isNotEmpty();
        check(
                classes()
                        .should()
                        .resideInAnyPackage(List.of(
                                        "model",
                                        "catalog",
                                        "rbac",
                                        "workload",
                                        "rule",
                                        "escalation",
                                        "config",
                                        "source",
                                        "token",
                                        "report",
                                        "render",
                                        "cli")
                                .stream()
                                .map(name -> ROOT + "." + name + "..")
                                .toArray(String[]::new)),
                "a new package is a new row of the table in this test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "rbac", "workload", "rule", "escalation", "report"})
    void whatDecidesTouchesNoFileAndNoStream(String name) {
        check(
                noClasses()
                        .that(ours(name))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")),
                "what is decided depends on records alone; reading is the work of source, writing that of render");
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "config", "token", "render"})
    void whatReadsAStreamIsGivenItAndOpensNoFile(String name) {
        check(
                noClasses()
                        .that(ours(name))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.nio.channels..")
                                .or(describe("open files", c -> c.getName().startsWith("java.io.File")))),
                "take a Reader, an InputStream or an Appendable from the caller");
    }

    @Test
    void onlyTheClusterReaderOpensAConnection() {
        Set<String> harmless = Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLEncoder");
        check(
                noClasses()
                        .that(not(ours("source.cluster")))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..")
                                .and(describe("reach the network", c -> !harmless.contains(c.getName())))),
                "only source.cluster reaches the network");
    }

    @Test
    void onlyTheCatalogReadsTheJarsData() {
        check(
                noClasses()
                        .that(not(ours("catalog")))
                        .should()
                        .accessTargetWhere(calls("a resource", ClassLoader.class, "getResource", "getSystemResource")
                                .or(calls("a resource", Class.class, "getResource"))
                                .or(calls("a resource", Module.class, "getResource"))),
                "ask catalog, or have the value passed in");
    }

    @Test
    void onlyTheCommandLineReadsTheClock() {
        DescribedPredicate<JavaAccess<?>> now = describe(
                "ask for the time",
                access -> access.getTargetOwner().getPackageName().equals("java.time")
                        && access.getName().equals("now"));
        check(
                noClasses()
                        .that(not(ours("cli")))
                        .should()
                        .accessTargetWhere(now.or(calls("the time", System.class, "currentTimeMillis"))
                                .or(calls("the time", java.util.Date.class, "<init>")))
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.time.Clock.class),
                "pass the time in as a value: it is the snapshot's time, else the start of the run");
    }

    @Test
    void onlyMainKnowsTheProcess() {
        check(
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
                        .should()
                        .accessTargetWhere(calls("the process", System.class, "in", "out", "err", "exit")
                                .or(calls("the process", Runtime.class, "exit", "halt"))
                                .or(calls("standard error", Throwable.class, "printStackTrace"))),
                "take the streams as parameters and return an exit status");
    }

    @Test
    void nothingIsFoundByReflection() {
        check(
                noClasses()
                        .that()
                        // A method of the JDK that 17, which this is compiled for, does not have.
                        .doNotHaveFullyQualifiedName(ROOT + ".source.cluster.KeyShares")
                        .should()
                        .dependOnClassesThat(resideInAPackage("java.lang.reflect..")
                                .or(describe("load services", c -> c.isEquivalentTo(java.util.ServiceLoader.class))))
                        .orShould()
                        .accessTargetWhere(calls("a class by name", Class.class, "forName")),
                "name the class: a literal list costs nothing at start and is found by every reader");
    }

    /** A package of ours with those below it; source without the cluster's part, which is a row of its own. */
    private static DescribedPredicate<JavaClass> ours(String name) {
        DescribedPredicate<JavaClass> inside = resideInAPackage(ROOT + "." + name + "..");
        return name.equals("source") ? inside.and(not(ours("source.cluster"))).as("are of source") : inside;
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Class<?> owner, String... prefixes) {
        return describe(
                "use " + what,
                access -> access.getTargetOwner().isAssignableTo(owner)
                        && List.of(prefixes).stream().anyMatch(access.getName()::startsWith));
    }

    private static void check(ArchRule rule, String whatToDo) {
        rule.allowEmptyShould(true).because(whatToDo).check(OURS);
    }
}
