package io.saaudit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalledTest {
    @Test
    void whatIsTypedIsNamedAsItWasCalledAndNothingElse() {
        assertThat(Called.in("$ helm template c | sa-audit scan - --report sarif=sa-audit.sarif", "kubectl sa-audit"))
                .isEqualTo("$ helm template c | kubectl sa-audit scan - --report sarif=sa-audit.sarif");
        assertThat(Called.in("See sa-audit --help, or sa-audit help scan.", "kubectl sa-audit"))
                .isEqualTo("See kubectl sa-audit --help, or kubectl sa-audit help scan.");
        assertThat(Called.in("sa-audit rules them out; sa-audit rulesets", "kubectl sa-audit"))
                .isEqualTo("kubectl sa-audit rules them out; sa-audit rulesets");
        assertThat(Called.in("sa-audit reads it", "kubectl sa-audit")).isEqualTo("sa-audit reads it");
    }

    @Test
    void byItselfItIsCalledSaAudit() {
        assertThat(Called.in("See sa-audit --help.")).isEqualTo("See sa-audit --help.");
    }
}
