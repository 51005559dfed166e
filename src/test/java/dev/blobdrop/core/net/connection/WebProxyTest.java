package dev.blobdrop.core.net.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.blobdrop.core.config.Environment;
import dev.blobdrop.core.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The variables of a proxy mean what they mean to other programs.
class WebProxyTest {
    private static WebProxy proxy(String... variables) {
        Map<String, String> all = new java.util.HashMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        return WebProxy.of(new Environment(all)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128,proxy.example:3128",
        "proxy.example:3128,proxy.example:3128",
        "HTTP://proxy.example,proxy.example:80",
        "http://user:secret@proxy.example:8080/,proxy.example:8080"
    })
    void theAddressIsReadAndThePasswordNotShown(String value, String shown) {
        assertThat(proxy("HTTPS_PROXY", value)).hasToString(shown);
    }

    @Test
    void theFirstVariableCounts() {
        assertThat(proxy("HTTP_PROXY", "http://b:1", "HTTPS_PROXY", "http://a:1"))
                .hasToString("a:1");
        assertThat(proxy("http_proxy", "http://b:1", "https_proxy", "http://a:1"))
                .hasToString("a:1");
        assertThat(proxy("HTTP_PROXY", "http://b:1")).hasToString("b:1");
        assertThat(WebProxy.of(new Environment(Map.of("HTTPS_PROXY", " ")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a:1", "socks5://a:1", "http://", "http://a b:1", "::"})
    void nonHttpProxyIsRefused(String value) {
        assertThatThrownBy(() -> proxy("HTTPS_PROXY", value))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("bad-proxy"));
    }

    @ParameterizedTest
    @CsvSource({
        "login.example.org,true",
        "corp.example,false",
        "a.corp.example,false",
        "A.Corp.Example,false",
        "notcorp.example,true",
        "store.internal,false",
        "10.0.0.7,false",
        "10.0.0.70,true",
        "127.0.0.1,false",
        "localhost,false",
        "::1,false",
        "169.254.169.254,false"
    })
    void someHostsAreReachedDirectly(String host, boolean proxied) {
        WebProxy proxy = proxy("HTTPS_PROXY", "http://a:1", "NO_PROXY", "corp.example, .internal,10.0.0.7:443");

        assertThat(proxy.isFor(host)).isEqualTo(proxied);
    }

    @Test
    void aStarMeansAll() {
        assertThat(proxy("HTTPS_PROXY", "http://a:1", "NO_PROXY", "*").isFor("b"))
                .isFalse();
    }
}
