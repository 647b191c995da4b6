package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "HTTPS_PROXY", "http://proxy.example.com:3128",
                    "http_proxy", "other.example.com",
                    "NO_PROXY", "localhost, .intern, *.corp,10.0.0.1");

    private static List<Proxy> proxies(String uri) {
        return EnvironmentProxies.of(ENVIRONMENT).select(URI.create(uri));
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

    @Test
    void without_variables_java_decides() {
        assertThat(EnvironmentProxies.of(Map.of("HTTPS_PROXY", " ")))
                .isSameAs(ProxySelector.getDefault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://a:1", "http://user:secret@a:1", "http://", "a b"})
    void what_cannot_be_used_is_refused_without_repeating_it(String value) {
        assertThatThrownBy(() -> EnvironmentProxies.of(Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .message()
                .doesNotContain("secret");
    }
}
