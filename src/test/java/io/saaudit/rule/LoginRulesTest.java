package io.saaudit.rule;

import static io.saaudit.model.Severity.CRITICAL;
import static io.saaudit.model.Severity.HIGH;
import static io.saaudit.model.Severity.LOW;
import static io.saaudit.model.Severity.MEDIUM;
import static io.saaudit.rule.RbacYaml.binding;
import static io.saaudit.rule.RbacYaml.clusterBinding;
import static io.saaudit.rule.RbacYaml.clusterRole;
import static io.saaudit.rule.RbacYaml.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.saaudit.model.Severity;
import io.saaudit.testing.Audits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SA707: what an account may do where its IAM role logs in to the cluster. */
class LoginRulesTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/App";
    private static final String[] READER = {
        clusterRole("reader", "list :secrets"), clusterBinding("reader", "group:team")
    };

    private static String account(String role) {
        return "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: app, namespace: ns-1, annotations: {"
                + "eks.amazonaws.com/role-arn: '" + role + "'}}\n";
    }

    private static String entry(String role, String user, String... groups) {
        return "- {rolearn: '" + role + "', username: '" + user + "', groups: [" + String.join(", ", groups) + "]}\n";
    }

    private static String awsAuth(String... entries) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-auth, namespace: kube-system}\ndata:\n  mapRoles: |\n"
                + String.join("", entries).indent(4);
    }

    private static List<Finding> found(String[] rbac, String... manifests) {
        List<String> all = new ArrayList<>(List.of(manifests));
        Collections.addAll(all, rbac);
        return Audits.findings("SA707", all.toArray(String[]::new));
    }

    private static List<Finding> found(String... manifests) {
        return found(new String[0], manifests);
    }

    private static Severity severity(List<Finding> found) {
        assertThat(found).hasSizeLessThan(2);
        return found.isEmpty() ? null : found.get(0).severity();
    }

    @Test
    void aMemberOfSystemMastersMayDoEverything() {
        String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ns-1}\n"
                + "spec: {serviceAccountName: app, containers: [{name: c, image: i}]}\n";
        assertThat(found(account(ROLE), awsAuth(entry(ROLE, "admin", "system:masters")), pod))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(CRITICAL);
                    assertThat(f.account()).isEqualTo("ns-1/app");
                    assertThat(f.message())
                            .isEqualTo("stands for " + ROLE + ", which may, where EKS takes logins from aws-auth, do"
                                    + " everything as a member of system:masters; Pod p runs as it");
                    assertThat(f.extent()).containsExactly("aws " + ROLE, "group system:masters");
                    assertThat(f.evidence())
                            .extracting(Evidence::what)
                            .contains(
                                    "ns-1/app has the annotation eks.amazonaws.com/role-arn: " + ROLE,
                                    "ConfigMap kube-system/aws-auth lets " + ROLE
                                            + " log in as admin in system:masters",
                                    "whoever is in system:masters may do everything, whatever the bindings say");
                    assertThat(f.evidence().get(1).origin().line()).isEqualTo(1);
                    assertThat(f.evidence().get(2).origin().line()).isEqualTo(6);
                });
    }

    @Test
    void whatTheGroupsMayDoIsTold() {
        assertThat(found(READER, account(ROLE), awsAuth(entry(ROLE, "app", "team"))))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.severity()).isEqualTo(HIGH);
                    assertThat(f.message())
                            .contains("which may, where EKS takes logins from aws-auth, read Secrets in");
                    assertThat(f.extent()).contains("cluster core= secrets any= list");
                    assertThat(f.evidence())
                            .extracting(Evidence::what)
                            .contains(
                                    "ClusterRoleBinding reader names Group team",
                                    "ClusterRoleBinding reader gives ClusterRole reader in the cluster",
                                    "ClusterRole reader, rule 1: list secrets: may read Secrets in the cluster, high");
                });
    }

    @Test
    void theSeverityIsThatOfTheWorstPower() {
        String auth = awsAuth(entry(ROLE, "app", "team"));
        assertThat(severity(found(
                        account(ROLE),
                        auth,
                        role("ns-2", "r", "list :secrets"),
                        binding("ns-2", "Role", "r", "group:team"))))
                .isEqualTo(MEDIUM);
        assertThat(severity(found(
                        account(ROLE),
                        auth,
                        role("ns-2", "r", "create :pods/portforward"),
                        binding("ns-2", "Role", "r", "group:team"))))
                .isEqualTo(LOW);
        assertThat(severity(found(account(ROLE), auth, clusterRole("r", "* *:*"), clusterBinding("r", "group:team"))))
                .isEqualTo(CRITICAL);
    }

    @Test
    void aBindingOfTheUserCounts() {
        String[] rbac = {clusterRole("reader", "list :secrets"), clusterBinding("reader", "user:deployer")};
        assertThat(severity(found(rbac, account(ROLE), awsAuth(entry(ROLE, "deployer")))))
                .isEqualTo(HIGH);
        assertThat(found(rbac, account(ROLE), awsAuth(entry(ROLE, "other")))).isEmpty();
    }

    @Test
    void whatTheAccountMayDoByItselfIsQuiet() {
        String auth = awsAuth(entry(ROLE, "app", "team"));
        String own = clusterBinding("reader", "group:team", "ns-1/app");
        assertThat(found(account(ROLE), auth, READER[0], own)).isEmpty();
        assertThat(found(READER, account(ROLE), auth, clusterRole("all", "* *:*"), clusterBinding("all", "ns-1/app")))
                .as("everything has it in it")
                .isEmpty();
        assertThat(severity(found(
                        READER,
                        account(ROLE),
                        auth,
                        role("ns-1", "own", "list :secrets"),
                        binding("ns-1", "Role", "own", "ns-1/app"))))
                .as("in one namespace only")
                .isEqualTo(HIGH);
        assertThat(found(account(ROLE), auth, READER[0], clusterBinding("reader", "group:system:authenticated")))
                .as("what everybody may")
                .isEmpty();
    }

    @Test
    void aLoginThatGivesNothingDangerousIsQuiet() {
        assertThat(found(account(ROLE), awsAuth(entry(ROLE, "app", "team")))).isEmpty();
        assertThat(found(account(ROLE), awsAuth(entry(ROLE, "app")))).isEmpty();
        assertThat(found(
                        account(ROLE),
                        awsAuth(entry(ROLE, "app", "team")),
                        clusterRole("r", "get :configmaps"),
                        clusterBinding("r", "group:team")))
                .isEmpty();
        assertThat(found(account(ROLE), awsAuth(entry(ROLE, "app", "system:nodes"))))
                .as("the Node authorizer wants a node's name too")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/App, arn:aws:iam::111122223333:role/App, true",
        "arn:aws:iam::111122223333:role/team/a/App, arn:aws:iam::111122223333:role/App, true",
        "arn:aws:iam::111122223333:role/App, ARN:AWS:iam::111122223333:role/APP, true",
        "arn:aws:iam::111122223333:role/team/App, arn:aws:iam::111122223333:role/team/App, false",
        "arn:aws:iam::444455556666:role/App, arn:aws:iam::111122223333:role/App, false",
        "arn:aws-cn:iam::111122223333:role/App, arn:aws:iam::111122223333:role/App, false",
        "arn:aws:iam::111122223333:role/App2, arn:aws:iam::111122223333:role/App, false",
        "arn:aws:iam::111122223333:user/App, arn:aws:iam::111122223333:user/App, false",
        "arn:aws:iam::111122223333:role/App, arn:aws:iam::111122223333:role/*, false",
        "App, App, false",
        "'', arn:aws:iam::111122223333:role/App, false"
    })
    void aRoleIsFoundAsEksFindsIt(String annotation, String mapped, boolean found) {
        assertThat(found(account(annotation), awsAuth(entry(mapped, "admin", "system:masters"))))
                .hasSize(found ? 1 : 0);
    }

    @Test
    void onlyTheConfigMapThatEksLooksAtCounts() {
        String auth = awsAuth(entry(ROLE, "admin", "system:masters"));
        assertThat(found(account(ROLE), auth.replace("kube-system", "ns-1"))).isEmpty();
        assertThat(found(account(ROLE), auth.replace("aws-auth", "other"))).isEmpty();
        assertThat(found(account(ROLE), auth.replace("mapRoles", "mapUsers"))).isEmpty();
    }

    /** Who assumes a role chooses the session's name. */
    @ParameterizedTest
    @CsvSource({
        "'{{SessionName}}', jane, true",
        "'dev:{{SessionName}}', dev:jane, true",
        "'dev:{{SessionNameRaw}}', dev:jane@example.com, true",
        "'{{AccountID}}:{{SessionName}}', 111122223333:jane, true",
        "'dev:{{SessionName}}', ops:jane, false",
        "'{{SessionName}}', dev:jane, false",
        "'{{SessionName}}', 'a b', false",
        "'{{AccessKeyID}}', jane, false",
        "'{{SessionName}}', j, false",
        "'x{{SessionName}}x', x, false",
        "'{{SessionName}}-{{SessionName}}', jane-jane, true",
        "'{{SessionName}}-{{SessionName}}', jane-john, false",
        "'ip:{{EC2PrivateDNSName}}', ip:ip-10-0-0-1.ec2.internal, true"
    })
    void aTemplateStandsForEveryUserThatItFits(String template, String user, boolean fits) {
        String[] rbac = {clusterRole("reader", "list :secrets"), clusterBinding("reader", "user:" + user)};
        List<Finding> found = found(rbac, account(ROLE), awsAuth(entry(ROLE, template)));
        assertThat(found).hasSize(fits ? 1 : 0);
        if (fits) {
            assertThat(found.get(0).evidence())
                    .extracting(Evidence::what)
                    .contains("the name of the session can make that " + user);
        }
    }

    /** Accounts times users times the length of a name: a text made for it must not cost more than reading it. */
    @Test
    void manyTemplatesUsersAndAccountsCostLittle() {
        int many = 1_500;
        StringBuilder text = new StringBuilder(awsAuth(entry(ROLE, "{{SessionName}}".repeat(40))));
        for (int i = 0; i < many; i++) {
            text.append("---\n").append(account(ROLE).replace("name: app", "name: app-" + i));
        }
        text.append("---\n").append(clusterRole("reader", "list :secrets")).append("---\n");
        String[] users = new String[many];
        Arrays.setAll(users, i -> "user:" + "a".repeat(119) + (char) ('b' + i % 20) + i);
        text.append(clusterBinding("reader", users));
        assertThat(Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> found(text.toString())))
                .isEmpty();
        String one = text.toString().replace("{{SessionName}}".repeat(40), "a".repeat(60) + "{{SessionName}}");
        assertThat(Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> found(one)))
                .hasSize(many);
    }

    @Test
    void aTemplateMayStandInAGroup() {
        assertThat(severity(found(READER, account(ROLE), awsAuth(entry(ROLE, "app", "'{{SessionName}}'")))))
                .isEqualTo(HIGH);
        assertThat(severity(found(account(ROLE), awsAuth(entry(ROLE, "app", "'system:{{SessionName}}'")))))
                .isEqualTo(CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:node:{{EC2PrivateDNSName}}", "system:node:{{SessionName}}", "system:node:n"})
    void aNodesLoginMakesTheAccountANode(String user) {
        String auth = awsAuth(entry(ROLE, user, "system:bootstrappers", "system:nodes"));
        assertThat(found(account(ROLE), auth)).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(HIGH);
            assertThat(f.message()).contains("which may, where EKS takes logins from aws-auth, act as a node;");
            assertThat(f.extent()).contains("group system:nodes");
        });
        assertThat(severity(found(
                        account(ROLE), auth, clusterRole("r", "* *:*"), clusterBinding("r", "group:system:nodes"))))
                .isEqualTo(CRITICAL);
    }

    @Test
    void everyDefinitionCountsAndTheOrderOfFilesDoesNot() {
        String other = "arn:aws:iam::111122223333:role/Other";
        List<String> manifests = new ArrayList<>(List.of(
                account(ROLE),
                account(other),
                awsAuth(entry(ROLE, "app", "team")),
                awsAuth(entry(ROLE, "b", "system:masters"), entry(other, "c", "system:masters"))));
        Collections.addAll(manifests, READER);
        List<Finding> found = Audits.findings("SA707", manifests.toArray(String[]::new));
        Collections.reverse(manifests);
        List<Finding> reversed = Audits.findings("SA707", manifests.toArray(String[]::new));

        assertThat(found).singleElement().satisfies(f -> {
            assertThat(f.severity()).isEqualTo(CRITICAL);
            assertThat(f.places()).hasSize(2);
            assertThat(f.extent())
                    .containsExactly(
                            "aws " + ROLE, "aws " + other, "cluster core= secrets any= list", "group system:masters");
        });
        assertThat(reversed).singleElement().satisfies(f -> {
            assertThat(f.message()).isEqualTo(found.get(0).message());
            assertThat(f.extent()).isEqualTo(found.get(0).extent());
            assertThat(f.fingerprint()).isEqualTo(found.get(0).fingerprint());
        });
    }

    @Test
    void ofSeveralEntriesOfARoleTheLastCounts() {
        assertThat(found(account(ROLE), awsAuth(entry(ROLE, "a", "system:masters"), entry(ROLE, "b", "team"))))
                .isEmpty();
        assertThat(severity(
                        found(account(ROLE), awsAuth(entry(ROLE, "b", "team"), entry(ROLE, "a", "system:masters")))))
                .isEqualTo(CRITICAL);
    }

    /** The same user name as another login's, or as an account's, must not lend it what that one has. */
    @Test
    void loginsOfOneUserNameDifferByTheirGroups() {
        String second = account("arn:aws:iam::111122223333:role/Second").replace("name: app", "name: second");
        String user = "system:serviceaccount:ns-1:second";
        String auth =
                awsAuth(entry(ROLE, user, "team"), entry("arn:aws:iam::111122223333:role/Second", user, "nobody"));
        assertThat(found(READER, account(ROLE), second, auth))
                .extracting(Finding::account)
                .containsExactly("ns-1/app");
    }
}
