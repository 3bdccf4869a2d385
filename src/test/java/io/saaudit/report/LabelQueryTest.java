package io.saaudit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelQueryTest {
    private static final Map<String, String> LABELS = Map.of("app", "web", "example.com/tier", "front", "empty", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    app=web                              | true
                    app==web                             | true
                    app = web                            | true
                    app=api                              | false
                    app!=api                             | true
                    app!=web                             | false
                    gone!=x                              | true
                    app                                  | true
                    gone                                 | false
                    !gone                                | true
                    !app                                 | false
                    app in (api, web)                    | true
                    app in (api)                         | false
                    app notin (api)                      | true
                    app notin (web)                      | false
                    gone notin (web)                     | true
                    app in (api,web),example.com/tier=front | true
                    app=web,example.com/tier=back        | false
                    empty=                               | true
                    app=                                 | false
                    """)
    void itMatchesAsKubectlDoes(String query, boolean matches) {
        assertThat(LabelQuery.parse(query).matches(LABELS)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=x", "a b", "a in b", "a in (b", "a=b=c", ",", "a,", "a>1", "!", "a=(b)"})
    void whatIsNoSelectorIsRefused(String query) {
        assertThatThrownBy(() -> LabelQuery.parse(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a label selector: '" + query + "'");
    }
}
