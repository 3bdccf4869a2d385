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
}
