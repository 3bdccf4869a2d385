package io.saaudit.source.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases of golang.org/x/net/http/httpproxy, whose rules these are. */
class ProxyRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            localhost          | 443  | ''                        | direct
            127.0.0.1          | 6443 | ''                        | direct
            127.0.0.2          | 6443 | ''                        | direct
            ::1                | 6443 | ''                        | direct
            example.com        | 443  | ''                        | proxy
            example.com        | 443  | *                         | direct
            example.com        | 443  | 'a, * ,b'                 | direct
            example.com        | 443  | example.com               | direct
            EXAMPLE.com        | 443  | Example.COM               | direct
            www.example.com    | 443  | example.com               | direct
            badexample.com     | 443  | example.com               | proxy
            example.com        | 443  | .example.com              | proxy
            www.example.com    | 443  | .example.com              | direct
            www.example.com    | 443  | *.example.com             | direct
            example.com        | 443  | *.example.com             | proxy
            example.com        | 443  | example.com:443           | direct
            example.com        | 6443 | example.com:443           | proxy
            www.example.com    | 443  | ' foo, .example.com:443 ' | direct
            example.com        | 443  | ample.com                 | proxy
            10.1.2.3           | 443  | 10.1.2.3                  | direct
            10.1.2.3           | 443  | 10.1.2.3:443              | direct
            10.1.2.3           | 6443 | 10.1.2.3:443              | proxy
            10.1.2.3           | 443  | 10.0.0.0/8                | direct
            11.1.2.3           | 443  | 10.0.0.0/8                | proxy
            10.1.2.3           | 443  | 10.1.2.0/23               | direct
            10.1.4.3           | 443  | 10.1.2.0/23               | proxy
            10.1.2.3           | 443  | 10.0.0.0/99               | proxy
            10.1.2.3           | 443  | 10.1.2                    | proxy
            fd00::5            | 443  | fd00::/8                  | direct
            fd00::5            | 443  | [fd00::5]:443             | direct
            fd00::5            | 443  | fd00::5                   | direct
            fd00::5            | 443  | [fd00::5]                 | direct
            fe00::5            | 443  | fd00::/8                  | proxy
            10.1.2.3           | 443  | example.com/8             | proxy
            example.com        | 443  | ',,:443, '                | proxy
            """)
    void noProxyGoesAsInGo(String host, int port, String noProxy, String expected) throws Exception {
        ProxyServer proxy = choose(true, host, port, Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", noProxy));
        assertThat(proxy == null ? "direct" : "proxy")
                .as("%s:%s with NO_PROXY=%s", host, port, noProxy)
                .isEqualTo(expected);
    }

    @Test
    void theVariableGoesByTheSchemeAndMayBeInLowerCase() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("http_proxy", "one:80");
        assertThat(choose(true, "h", 443, environment)).isNull();
        assertThat(choose(false, "h", 80, environment)).hasToString("http://one:80");
        environment.put("https_proxy", "two:80");
        assertThat(choose(true, "h", 443, environment)).hasToString("http://two:80");
        environment.put("HTTPS_PROXY", "three:80");
        assertThat(choose(true, "h", 443, environment)).hasToString("http://three:80");
        environment.put("no_proxy", "h");
        assertThat(choose(true, "h", 443, environment)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "proxy, http://proxy:80",
        "proxy:3128, http://proxy:3128",
        "http://proxy, http://proxy:80",
        "http://proxy:80, http://proxy:80",
        "https://proxy, https://proxy:443",
        "https://proxy:80, https://proxy:80",
        "socks5://proxy, socks5://proxy:1080",
        "socks5h://proxy:9, socks5://proxy:9",
        "http://u:p@[fd00::5]:1, http://[fd00::5]:1"
    })
    void schemeAndPortMayBeLeftOut(String value, String expected) throws Exception {
        assertThat(choose(true, "h", 443, Map.of("HTTPS_PROXY", value))).hasToString(expected);
    }

    @Test
    void userAndPasswordAreDecodedAndShownNowhere() throws Exception {
        ProxyServer proxy = ProxyServer.parse("http://me%40corp:p%3Aw@proxy:3128");
        assertThat(proxy.user()).isEqualTo("me@corp");
        assertThat(proxy.password()).isEqualTo("p:w");
        assertThat(proxy.toString()).isEqualTo("http://proxy:3128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://me:secret@proxy", "proxy:3128", "http://me:secret@", "http://me:sec ret@pro xy"})
    void aProxyUrlThatCannotBeUsedIsAnErrorThatShowsNoneOfIt(String url) {
        assertThat(Failing.configuration(() -> ProxyServer.parse(url)))
                .hasMessageContaining("proxy-url")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aVariableThatCannotBeUsedIsNamed() {
        assertThat(Failing.configuration(() -> choose(true, "h", 443, Map.of("HTTPS_PROXY", "ftp://secret@x"))))
                .hasMessageContaining("HTTPS_PROXY")
                .message()
                .doesNotContain("secret");
    }

    private static ProxyServer choose(boolean https, String host, int port, Map<String, String> environment)
            throws ClusterException {
        return ProxyRules.choose(https, host, port, environment::get);
    }
}
