package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.hub.EnvironmentProxies.ProxyAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "HTTPS_PROXY", "http://proxy.example.com:3128",
                    "http_proxy", "other.example.com",
                    "NO_PROXY", "localhost, .intern, *.corp,10.0.0.1");

    private static List<Proxy> proxies(String uri) {
        return EnvironmentProxies.of(ENVIRONMENT).selector().select(URI.create(uri));
    }

    private static Proxy http(String host, int port) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    @Test
    void each_scheme_has_its_proxy() {
        assertThat(proxies("https://huggingface.co/a"))
                .containsExactly(http("proxy.example.com", 3128));
        assertThat(proxies("http://huggingface.co/a"))
                .containsExactly(http("other.example.com", 80));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "https://hub.intern",
                "https://a.corp/x",
                "https://10.0.0.1"
            })
    void some_hosts_are_reached_without(String uri) {
        assertThat(proxies(uri)).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void a_name_that_only_ends_alike_is_another_host() {
        assertThat(proxies("https://evilintern")).doesNotContain(Proxy.NO_PROXY);
    }

    /// As curl's own tests of `NO_PROXY` have it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                 | https://hub.example        | true",
                "example           | https://hub.example        | true",
                "hub.example.      | https://hub.example        | true",
                "hub.example       | https://hub.example.       | true",
                "HUB.example       | https://hub.EXAMPLE        | true",
                "a b hub.example   | https://hub.example:8443   | true",
                "ub.example        | https://hub.example        | false",
                "hub.example:443   | https://hub.example        | false",
                "192.168.0.0/16    | https://192.168.7.9        | true",
                "192.168.0.0/16    | https://192.169.7.9        | false",
                "192.168.7.8/31    | https://192.168.7.9        | true",
                "192.168.7.8/33    | https://192.168.7.8        | false",
                "168.7.9           | https://192.168.7.9        | false",
                "0.0.0.0/0         | https://hub.example        | false",
                "::1               | https://[::1]:8443         | true",
                "[::1]             | https://[::1]              | true",
                "fd00::/8          | https://[fd12::9]          | true",
                "fd00::/8          | https://[fe80::9]          | false",
            })
    void exceptions_are_those_of_curl(String exceptions, String uri, boolean direct) {
        EnvironmentProxies proxies =
                EnvironmentProxies.of(
                        Map.of("HTTPS_PROXY", "proxy.example.com", "no_proxy", exceptions));

        assertThat(proxies.proxy(URI.create(uri)).isEmpty()).isEqualTo(direct);
    }

    @Test
    void without_variables_java_decides() {
        assertThat(EnvironmentProxies.of(Map.of("HTTPS_PROXY", " ")).selector())
                .isSameAs(ProxySelector.getDefault());
    }

    @Test
    void one_proxy_for_all_is_used_where_none_is_named_for_the_scheme() {
        EnvironmentProxies proxies =
                EnvironmentProxies.of(
                        Map.of("all_proxy", "http://all:8080", "https_proxy", "http://tls:8081"));

        assertThat(proxies.selector().select(URI.create("http://hub.example")))
                .containsExactly(http("all", 8080));
        assertThat(proxies.selector().select(URI.create("https://hub.example")))
                .containsExactly(http("tls", 8081));
    }

    @Test
    void a_proxy_that_is_not_needed_need_not_be_usable() {
        EnvironmentProxies proxies =
                EnvironmentProxies.of(
                        Map.of("ALL_PROXY", "socks5://a:1", "HTTPS_PROXY", "http://b:2"));

        assertThat(proxies.proxy(URI.create("https://hub.example"))).isPresent();
        assertThatThrownBy(() -> proxies.proxy(URI.create("http://hub.example")))
                .hasMessageContaining("ALL_PROXY names a proxy with socks5://");
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:secret@a:1, dXNlcjpzZWNyZXQ=",
        "http://user:s%40cret%2B@a:1, dXNlcjpzQGNyZXQr",
        "http://user:s@c/ret@a:1/, dXNlcjpzQGMvcmV0",
        "user@a:1, dXNlcjo="
    })
    void user_and_password_are_sent_to_the_proxy(String value, String encoded) {
        ProxyAddress proxy = ProxyAddress.parse("HTTPS_PROXY", value);

        assertThat(proxy.authorization()).hasValue("Basic " + encoded);
        assertThat(proxy).hasToString("a:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:secret@a:1",
                "socks5h://a:1",
                "https://user:secret@a:1",
                "http://user:secret@",
                "user:secret://a",
                "http://",
                "a b"
            })
    void what_cannot_be_used_is_refused_without_repeating_it(String value) {
        EnvironmentProxies proxies = EnvironmentProxies.of(Map.of("HTTPS_PROXY", value));

        assertThatThrownBy(() -> proxies.proxy(URI.create("https://hub.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .message()
                .doesNotContain("secret");
    }
}
