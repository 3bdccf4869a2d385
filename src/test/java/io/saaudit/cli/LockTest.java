package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.testing.HostileNames;
import io.saaudit.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was agreed to passes, however it is written; what goes beyond it fails with the line that did it. */
class LockTest {
    private static final String APP = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: app, namespace: ns-1}
            rules:
              - apiGroups: [""]
                resources:
                  - pods
                verbs:
                  - get
                  - list
              - apiGroups:
                  - apps
                resources:
                  - deployments
                verbs:
                  - update
                resourceNames:
                  - web
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: app, namespace: ns-1}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: app}
            subjects:
              - {kind: ServiceAccount, name: app}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: metrics}
            rules:
              - nonResourceURLs:
                  - /metrics
                verbs:
                  - get
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: metrics}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: metrics}
            subjects:
              - {apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}
              - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: watchers}
            """;

    @TempDir
    Path folder;

    private Path lock;

    @BeforeEach
    void writeTheLock() throws IOException {
        lock = folder.resolve("rbac.lock");
        assertThat(scan(APP, "--write-lock", lock.toString()).err()).contains("result=pass");
    }

    private Run scan(String manifests, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("app.yaml"), manifests);
        List<String> args = new ArrayList<>(List.of("scan", "--no-config", "--fail-on", "never", file.toString()));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private Run check(String manifests, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of("--lock", lock.toString()));
        args.addAll(List.of(more));
        return scan(manifests, args.toArray(String[]::new));
    }

    private void passes(String manifests) throws IOException {
        Run run = check(manifests);
        assertThat(run.out()).as(run.err()).doesNotContain("LOCK");
        assertThat(run.status()).as(run.err()).isZero();
    }

    /** Fails at the lines that hold these words, one finding each, and nowhere else. */
    private void failsAt(String manifests, String... words) throws IOException {
        Run run = check(manifests, "-o", "csv");
        assertThat(run.status()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("why=lock");
        List<String> places = new ArrayList<>();
        for (String line : run.out().split("\r\n")) {
            if (line.contains("\"LOCK\"")) {
                String[] cells = line.substring(1).split("\",\"");
                places.add(manifests.split("\n")[Integer.parseInt(cells[10]) - 1].strip());
            }
        }
        assertThat(places).as(run.out()).containsExactlyInAnyOrder(words);
    }

    private void lock(String... lines) throws IOException {
        Files.writeString(lock, "sa-audit-lock/v1\n" + String.join("\n", lines) + "\n");
    }

    @Test
    void aLineSaysWhoWhereWhatAndHow() throws IOException {
        assertThat(Files.readAllLines(lock))
                .containsExactly(
                        "sa-audit-lock/v1",
                        "# What accounts, users and groups may do: sa-audit scan --lock fails on what goes beyond it.",
                        "group:watchers cluster url=/metrics get",
                        "ns-1/app namespace=ns-1 deployments.apps names=web update",
                        "ns-1/app namespace=ns-1 pods get,list",
                        "user:jane cluster url=/metrics get");
    }

    @Test
    void whatWasJustWrittenPassesAndIsWrittenTheSameAgain() throws IOException {
        passes(APP);
        for (String folders : List.of("testdata/quickstart", "testdata/asking", "testdata/clouds", "testdata/gate")) {
            Path one = folder.resolve("one.lock");
            Path two = folder.resolve("two.lock");
            Run.of("scan", "--no-config", folders, "--write-lock", one.toString());
            Run check = Run.of("scan", "--no-config", folders, "--lock", one.toString());
            assertThat(check.out()).as(folders).doesNotContain("LOCK");
            assertThat(check.err()).doesNotContain("any more");
            Run.of("scan", "--no-config", folders + "/", "--write-lock", two.toString());
            assertThat(two).as(folders).hasSameTextualContentAs(one);
        }
    }

    @Test
    void theLockOfTheTestDataIsWhatIsWritten() throws IOException {
        Path written = folder.resolve("written.lock");
        Run.of("scan", "--no-config", "testdata/lock/kept", "--write-lock", written.toString());
        assertThat(written).hasSameTextualContentAs(Path.of("testdata/lock/rbac.lock"));
        assertThat(Files.readString(Path.of("docs/lock.md")))
                .as("docs/lock.md shows testdata/lock/rbac.lock")
                .contains("```\n" + Files.readString(written) + "```");
    }

    @Test
    void howRolesAreCutAndCalledPlaysNoPart() throws IOException {
        passes("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: one}
                rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: two}
                rules:
                  - {apiGroups: [""], resources: [pods], verbs: [list]}
                  - {apiGroups: [apps], resources: [deployments], verbs: [update], resourceNames: [web]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: first, namespace: ns-1}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: one}
                subjects: [{kind: ServiceAccount, name: app, namespace: ns-1}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: second, namespace: ns-1}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: two}
                subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: "system:serviceaccount:ns-1:app"}]
                """);
    }

    @Test
    void aWidenedRuleFailsWithTheEntryThatWidensIt() throws IOException {
        failsAt(APP.replace("      - list\n", "      - list\n      - delete\n"), "- delete");
        failsAt(APP.replace("      - get\n      - list\n", "      - get\n      - list\n      - \"*\"\n"), "- \"*\"");
        failsAt(APP.replace("      - get\n      - list\n", "      - \"*\"\n"), "- \"*\"");
        failsAt(APP.replace("      - pods\n", "      - pods\n      - secrets\n"), "- secrets");
        failsAt(APP.replace("      - pods\n", "      - \"*\"\n"), "- \"*\"");
        failsAt(
                APP.replace("      - apps\n", "      - apps\n      - extensions.example.com\n"),
                "- extensions.example.com");
        failsAt(APP.replace("      - web\n", "      - web\n      - api\n"), "- api");
        failsAt(APP.replace("      - /metrics\n", "      - /metrics\n      - /logs/*\n"), "- /logs/*");
        failsAt(APP.replace("    resourceNames:\n      - web\n", ""), "- apiGroups:");
    }

    @Test
    void aNewSubjectBindingOrRuleFailsWithItsLine() throws IOException {
        failsAt(
                APP.replace(
                        "  - {kind: ServiceAccount, name: app}\n",
                        "  - {kind: ServiceAccount, name: app}\n  - {kind: ServiceAccount, name: other}\n"),
                "- {kind: ServiceAccount, name: other}");
        failsAt(
                APP.replace(
                        "rules:\n  - nonR",
                        "rules:\n  - {apiGroups: [\"\"], resources: [nodes], verbs: [get]}\n  - nonR"),
                "- {apiGroups: [\"\"], resources: [nodes], verbs: [get]}");
        failsAt(APP + """
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: admin}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                        subjects:
                          - {kind: ServiceAccount, name: app, namespace: ns-1} # all
                        """, "- {kind: ServiceAccount, name: app, namespace: ns-1} # all");
        failsAt(APP + """
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: RoleBinding
                        metadata: {name: there, namespace: ns-2}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: not-read}
                        subjects:
                          - {kind: ServiceAccount, name: app, namespace: ns-1} # unknown
                        """, "- {kind: ServiceAccount, name: app, namespace: ns-1} # unknown");
    }

    @Test
    void aRoleThatIsAggregatedIntoABoundOneFailsWithItsRule() throws IOException {
        String bound = APP + """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: view, namespace: ns-1}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects:
                  - {kind: ServiceAccount, name: app}
                """;
        scan(bound, "--write-lock", lock.toString());
        assertThat(Files.readString(lock)).contains("ns-1/app namespace=ns-1 pods/log get,list,watch\n");
        passes(bound);
        failsAt(bound + """
                        ---
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRole
                        metadata:
                          name: more
                          labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}
                        rules:
                          - {apiGroups: [""], resources: [secrets], verbs: [get]}
                        """, "- {apiGroups: [\"\"], resources: [secrets], verbs: [get]}");
    }

    @Test
    void aRightOfAGroupIsToldOnceAndCoversItsMembers() throws IOException {
        String group = APP.replace(
                "  - {kind: ServiceAccount, name: app}\n",
                "  - {kind: ServiceAccount, name: app}\n"
                        + "  - {kind: Group, apiGroup: rbac.authorization.k8s.io, name: \"system:serviceaccounts:ns-1\"}\n");
        Run run = check(group, "-o", "wide");
        assertThat(run.out())
                .contains("group:system:serviceaccounts:ns-1 may update deployments.apps named web in ns-1")
                .containsOnlyOnce("  LOCK  ");
        scan(group, "--write-lock", lock.toString());
        assertThat(Files.readString(lock))
                .contains("group:system:serviceaccounts:ns-1 namespace=ns-1 pods get,list\n")
                .doesNotContain("ns-1/app ");
        assertThat(check(APP).out())
                .as("what is listed for a group, a member may have by name")
                .doesNotContain("LOCK");
    }

    /** A create by name works only beside an update of that name: here each comes through another group. */
    @Test
    void whatTwoGroupsOnlyAllowTogetherIsTheirMembers() throws IOException {
        String role = """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %1$s}
                rules: [{apiGroups: [""], resources: [configmaps], verbs: [%1$s], resourceNames: [lock]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{kind: Group, apiGroup: rbac.authorization.k8s.io, name: "system:serviceaccounts%2$s"}]
                """;
        scan(APP + role.formatted("create", ":ns-1"), "--write-lock", lock.toString());
        assertThat(Files.readString(lock)).as("nothing is created by it alone").doesNotContain("create");
        Run run = check(APP + role.formatted("create", ":ns-1") + role.formatted("update", ""), "-o", "wide");
        assertThat(run.out())
                .contains("may create configmaps named lock in the cluster")
                .contains("may update configmaps named lock in the cluster");
    }

    @Test
    void whatKubernetesGivesByItselfIsNotListedAndWhatIsAddedToItIs() throws IOException {
        String everybody = """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: "system:basic-user"}
                rules:
                  - {apiGroups: [authorization.k8s.io], resources: [selfsubjectaccessreviews], verbs: [create]}
                  - {apiGroups: [""], resources: [configmaps], verbs: [get]}
                """;
        failsAt(APP + "---\n" + everybody, "- {apiGroups: [\"\"], resources: [configmaps], verbs: [get]}");
        scan(APP + "---\n" + everybody, "--write-lock", lock.toString());
        assertThat(Files.readString(lock))
                .contains("group:system:authenticated cluster configmaps get\n")
                .doesNotContain("selfsubject");
    }

    @Test
    void aLockMayBeChangedByHand() throws IOException {
        lock(
                "",
                "# who watches",
                "user:jane   cluster\turl=/* get # all of them",
                "group:watchers cluster url=/metrics *",
                "ns-1/app cluster *.* get,list",
                "ns-1/app namespace=ns-1 deployments.* update");
        passes(APP);
        lock(
                "user:jane cluster url=/metrics get",
                "group:watchers cluster url=/metrics get",
                "ns-1/app namespace=ns-2 pods get,list",
                "ns-1/app namespace=ns-1 deployments.apps names=web,api update");
        failsAt(APP, "- {kind: ServiceAccount, name: app}");
        lock(
                "user:jane cluster url=/metrics get",
                "group:watchers cluster url=/metrics get",
                "ns-1/app namespace=ns-1 pods list",
                "ns-1/app namespace=ns-1 deployments.apps names=web update");
        failsAt(APP, "- get");
    }

    @Test
    void whatIsListedAndNotHeldIsANoteUnlessSomethingWasNotRead() throws IOException {
        Files.writeString(lock, Files.readString(lock) + "ns-1/gone namespace=ns-1 role=Role/gone\n");
        Run run = check(APP.replace("      - list\n", ""));
        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("rbac.lock:5:1: nobody holds all of this any more: ns-1/app namespace=ns-1 pods get,list;")
                .contains("rbac.lock:7:1: nobody holds all of this any more: ns-1/gone namespace=ns-1 role=Role/gone;");
        Run unread = check(APP.replace("      - list\n", "") + "---\nkind: [\n");
        assertThat(unread.status()).isEqualTo(3);
        assertThat(unread.err()).doesNotContain("any more");
    }

    @Test
    void nothingButTheLockAcceptsWhatGoesBeyondIt() throws IOException {
        String wider = APP.replace("      - list\n", "      - list\n      - delete # sa-audit:ignore LOCK not me\n");
        Path baseline = folder.resolve("baseline.json");
        check(wider, "--write-baseline", baseline.toString());
        assertThat(Files.readString(baseline)).doesNotContain("LOCK");
        for (List<String> options : List.of(
                List.of("--rule", "SA101"),
                List.of("--skip-rule", "SA*"),
                List.of("--min-severity", "critical"),
                List.of("-n", "elsewhere"),
                List.of("-l", "a=b"),
                List.of("--exclude-namespace", "ns-1"),
                List.of("--max", "high=9"),
                List.of("--baseline", baseline.toString()),
                List.of("--write-baseline", baseline.toString()),
                List.of("--gaps", "warn"))) {
            Run run = check(wider, options.toArray(String[]::new));
            assertThat(run.status()).as("%s: %s", options, run.out()).isEqualTo(1);
            assertThat(run.out()).as(options.toString()).contains("may delete pods in ns-1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "wide", "json", "sarif", "github", "markdown", "junit", "gitlab", "csv", "html"})
    void everyFormatNamesTheLineThatDid(String format) throws IOException {
        String wider = APP.replace("      - list\n", "      - list\n      - delete\n");
        Run run = check(wider, "-o", format);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .contains("may delete pods in ns-1")
                .contains("app.yaml")
                .containsPattern("\\b11\\b");
        if (format.equals("junit")) {
            assertThat(run.out()).as("with --fail-on never").contains("<failure");
        }
    }

    @Test
    void namesThatTryToBeSomethingElseReadBackAsTheyWere() throws IOException {
        long seed = Seeds.of(1)[0];
        Path hostile = HostileNames.manifests(folder, new Random(seed), seed, new TreeSet<>());
        Run.of("scan", "--no-config", hostile.toString(), "--write-lock", lock.toString());
        List<String> lines = Files.readAllLines(lock);
        assertThat(lines).as(Seeds.again(seed)).hasSizeGreaterThan(5);
        assertThat(String.join("", lines).codePoints())
                .as("all of it can be seen: %s", Seeds.again(seed))
                .noneMatch(c -> c != ' ' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT));
        Run check = Run.of("scan", "--no-config", hostile.toString(), "--lock", lock.toString());
        assertThat(check.err())
                .as(Seeds.again(seed))
                .contains("result=")
                .doesNotContain("why=lock")
                .doesNotContain(",lock");
        assertThat(check.err()).doesNotContain("any more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pods get",
                "ns-1/app",
                "ns-1/app cluster pods",
                "ns-1/app cluster pods get extra",
                "ns-1/app ns-1 pods get",
                "ns-1/app namespace= pods get",
                "app cluster pods get",
                "/app cluster pods get",
                "a/b/c cluster pods get",
                "ns-1/app cluster role=view",
                "ns-1/app cluster role=ClusterRole/view get",
                "ns-1/app cluster uri=/x get",
                "ns-1/app cluster url=/x names=a get",
                "=======",
            })
    void aBrokenLineIsNamedAndNothingIsAudited(String line) throws IOException {
        lock("user:jane cluster url=/metrics get", line);
        Run run = check(APP);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("sa-audit: " + lock + ":3: ").hasLineCount(1);
    }

    @Test
    void aLockOfAnotherVersionOrNoneIsRefused() throws IOException {
        Files.writeString(lock, "\n# mine\nsa-audit-lock/v2\n");
        assertThat(check(APP).err())
                .startsWith("sa-audit: " + lock + ":3: a lock of the form sa-audit-lock/v2, and this version reads");
        Files.writeString(lock, "");
        assertThat(check(APP).err()).startsWith("sa-audit: " + lock + ":1: the first line of a lock is");
        Files.write(lock, new byte[] {(byte) 0xff, 'x'});
        assertThat(check(APP).err()).contains("not UTF-8 text");
        Files.delete(lock);
        assertThat(check(APP).err()).contains("no such file. Write it with --write-lock.");
        assertThat(check(APP).status()).isEqualTo(2);
    }

    @Test
    void aFileIsWrittenAsAWholeOrNotAtAll() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.lock"), lock);
        scan("kind: [", "--write-lock", link.toString());
        assertThat(Files.readString(lock))
                .as("nothing was audited: the lock stays")
                .contains("user:jane");
        scan(APP.replace("jane", "john"), "--write-lock", link.toString());
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(lock)).contains("user:john");
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("app.yaml", "rbac.lock", "link.lock");
        }
    }
}
