package io.saaudit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A role is known to EKS by the ARN of its sessions, which has no path. */
class AwsLoginTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:role/Web, arn:aws:iam::111122223333:role/web",
        "arn:aws:iam::111122223333:role/team/a/Web, arn:aws:iam::111122223333:role/web",
        "arn:aws-us-gov:iam::111122223333:role/x/Web, arn:aws-us-gov:iam::111122223333:role/web",
        "arn:aws-cn:iam::444455556666:role/Web, arn:aws-cn:iam::444455556666:role/web",
    })
    void thePathIsNoPartOfASession(String role, String session) {
        assertThat(AwsLogin.session(role)).isEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Web",
                "arn:aws:iam::111122223333:user/Web",
                "arn:aws:sts::111122223333:assumed-role/Web/s",
                "arn:aws:iam::111122223333",
                "urn:aws:iam::111122223333:role/Web",
                "projects/p/serviceAccounts/x"
            })
    void whatIsNoRoleHasNoSession(String other) {
        assertThat(AwsLogin.session(other)).isEmpty();
    }

    @Test
    void anEntryWithAPathIsFoundByNoSession() {
        String role = "arn:aws:iam::111122223333:role/team/Web";
        AwsLogin login = new AwsLogin(role, "web", List.of());
        assertThat(login.key()).isNotEqualTo(AwsLogin.session(role));
        assertThat(new AwsLogin("arn:aws:iam::111122223333:role/WEB", "web", List.of()).key())
                .isEqualTo(AwsLogin.session(role));
    }

    @Test
    void theAccountIsThatOfTheRole() {
        assertThat(AwsLogin.account(AwsLogin.session("arn:aws:iam::111122223333:role/Web")))
                .isEqualTo("111122223333");
    }

    private static final String ACCOUNT = "arn:aws:iam::111122223333:role/";

    private static boolean letsIn(String entry, String annotated) {
        AwsLogin login = new AwsLogin(entry, "user", List.of());
        return login.letsIn(new CloudIdentity("aws", annotated, CloudIdentity.AWS_ROLE));
    }

    @Test
    void anEntryIsFoundWithoutThePathOfTheRoleAndInCapitalsOrNot() {
        assertThat(letsIn(ACCOUNT + "Deployer", ACCOUNT + "ci/deployer")).isTrue();
        assertThat(letsIn(ACCOUNT + "ci/deployer", ACCOUNT + "ci/deployer"))
                .as("no session has a path, so that an entry with one is never found")
                .isFalse();
        assertThat(letsIn(ACCOUNT + "deployer", ACCOUNT.replace("1111", "9999") + "deployer"))
                .isFalse();
        assertThat(letsIn("", "no ARN"))
                .as("what is no role of IAM logs in as nobody")
                .isFalse();
    }

    @Test
    void onlyRolesOfAnAnnotationLogIn() {
        AwsLogin login = new AwsLogin(ACCOUNT + "a", "user", List.of());
        assertThat(login.letsIn(new CloudIdentity("aws", "", CloudIdentity.POD_IDENTITY)))
                .isFalse();
        assertThat(login.letsIn(new CloudIdentity("gcp", ACCOUNT + "a", CloudIdentity.GCP_ACCOUNT)))
                .isFalse();
    }
}
