package dev.zimage.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {

    private static final String UNTRUSTED = "203.0.113.9";
    private static final String PROXY = "10.0.0.1";

    private final PublicUrl urls = urls(Optional.empty());
    private final Map<String, String> headers = new HashMap<>(Map.of("Host", "inner:8080"));

    @Test
    void the_configured_url_wins_over_everything() {
        PublicUrl fixed = urls(BaseUrl.parse("https://images.example/api/"));
        headers.put("X-Forwarded-Host", "other.example");
        assertThat(fixed.baseFor(from(PROXY))).isEqualTo("https://images.example/api");
    }

    @Test
    void without_a_proxy_the_host_header_counts() {
        assertThat(urls.baseFor(from(UNTRUSTED))).isEqualTo("http://inner:8080");
        headers.put("Host", "Images.Example:80");
        assertThat(urls.baseFor(from(UNTRUSTED))).isEqualTo("http://images.example");
        headers.put("Host", "[2001:DB8::1]:8080");
        assertThat(urls.baseFor(from(UNTRUSTED))).isEqualTo("http://[2001:db8::1]:8080");
    }

    @Test
    void forwarded_headers_of_an_untrusted_address_are_not_believed() {
        headers.put("Forwarded", "for=198.51.100.7;host=evil.example;proto=https");
        headers.put("X-Forwarded-For", "198.51.100.7");
        headers.put("X-Forwarded-Host", "evil.example");
        headers.put("X-Forwarded-Prefix", "/evil");
        assertThat(urls.baseFor(from(UNTRUSTED))).isEqualTo("http://inner:8080");
        assertThat(urls.clientAddress(from(UNTRUSTED))).isEqualTo(UNTRUSTED);
    }

    @Test
    void a_trusted_proxy_says_how_the_client_came() {
        headers.put("X-Forwarded-For", UNTRUSTED);
        headers.put("X-Forwarded-Proto", "https");
        headers.put("X-Forwarded-Host", "images.example");
        headers.put("X-Forwarded-Port", "8443");
        headers.put("X-Forwarded-Prefix", "/pictures/");
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("https://images.example:8443/pictures");
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo(UNTRUSTED);
    }

    @Test
    void a_proxy_that_keeps_the_host_need_only_say_the_scheme() {
        headers.put("Host", "images.example");
        headers.put("X-Forwarded-Proto", "HTTPS");
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("https://images.example");
        headers.put("X-Forwarded-Port", "443");
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("https://images.example");
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo(PROXY);
    }

    @Test
    void the_standard_header_counts_before_the_older_ones() {
        headers.put("Forwarded", "for=198.51.100.7;proto=https;host=\"images.example:8443\"");
        headers.put("X-Forwarded-For", "192.0.2.1");
        headers.put("X-Forwarded-Host", "other.example");
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("https://images.example:8443");
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=198.51.100.7;host",
                "for=\"198.51.100.7",
                "for=198.51.100.7;for=192.0.2.5",
                "for= ;host=a",
                "for=198.51.100.7 host=a",
                ",;,"
            })
    void a_malformed_standard_header_counts_for_nothing(String forwarded) {
        headers.put("Forwarded", forwarded);
        headers.put("X-Forwarded-For", "192.0.2.1");
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.60;proto=http;by=203.0.113.43 | 192.0.2.60",
                "For=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe:0:0:0:0:17",
                "for=[2001:db8:cafe::17]:4711 | 2001:db8:cafe:0:0:0:0:17",
                "for=192.0.2.43:47011 ; proto=https | 192.0.2.43",
                "for=192.0.2.43, for=198.51.100.17 | 198.51.100.17",
                "for=192.0.2.43, for=10.9.9.9 | 192.0.2.43",
                "for=\"a,b;c\\\"\", for=192.0.2.43 | 192.0.2.43",
                "for=unknown | 10.0.0.1",
                "for=_hidden, for=10.9.9.9 | 10.9.9.9",
            })
    void clients_are_named_in_the_forms_of_the_rfc(String forwarded, String client) {
        headers.put("Forwarded", forwarded);
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo(client);
    }

    @Test
    void what_the_client_put_in_front_of_the_proxies_words_does_not_count() {
        headers.put("X-Forwarded-For", "1.1.1.1, " + UNTRUSTED + ", 10.9.9.9");
        headers.put("X-Forwarded-Proto", "ftp, https, http");
        headers.put("X-Forwarded-Host", "evil.example, images.example, inner.example");
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo(UNTRUSTED);
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("https://images.example");
    }

    @Test
    void when_all_are_trusted_the_farthest_is_the_client() {
        headers.put("X-Forwarded-For", "10.1.1.1, 10.2.2.2");
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo("10.1.1.1");
    }

    @Test
    void proxies_are_recognised_however_the_socket_writes_their_address() {
        headers.put("X-Forwarded-For", UNTRUSTED);
        for (String proxy : List.of("::ffff:10.0.0.1", "[::1]", "::1%lo", "0:0:0:0:0:0:0:1")) {
            assertThat(urls.clientAddress(from(proxy))).isEqualTo(UNTRUSTED);
        }
        for (String untrusted : List.of("11.0.0.1", "::2", "::ffff:11.0.0.1", "@unix")) {
            assertThat(urls.clientAddress(from(untrusted))).isNotEqualTo(UNTRUSTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "evil.example/path",
                "evil.example?",
                "evil.example#",
                "user@evil.example",
                "evil.example\r\nX: y",
                "\"><script>",
                "evil.example:0",
                "evil.example:65536",
                "evil.example:80:80",
                "evil..example",
                "-evil.example",
                "[::1",
                "[1.2.3.4]",
                "[::g]",
                "ev\u0131l.example"
            })
    void a_host_that_is_no_host_never_gets_into_a_url(String host) {
        headers.put("Host", host);
        assertThat(urls.baseFor(from(UNTRUSTED))).isEqualTo("http://127.0.0.1:9000");
        headers.put("Host", "inner:8080");
        headers.put("X-Forwarded-Host", host.replace(",", ""));
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("http://inner:8080");
    }

    @Test
    void hostile_headers_of_any_length_are_read_in_bounded_time_and_depth() {
        headers.put("Host", "a.".repeat(100_000));
        headers.put("X-Forwarded-Host", "a-".repeat(100_000));
        headers.put("X-Forwarded-For", "[".repeat(100_000));
        headers.put("X-Forwarded-Prefix", "/a".repeat(100_000));
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("http://127.0.0.1:9000");
        headers.put("Forwarded", "for=1;".repeat(100_000) + "\\\"");
        assertThat(urls.clientAddress(from(PROXY))).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil", "//evil.example", "/a/../b", "/a b", "/a\"", "/%2", "/a?b"})
    void a_prefix_that_is_no_path_is_left_out(String prefix) {
        headers.put("X-Forwarded-Prefix", prefix);
        assertThat(urls.baseFor(from(PROXY))).isEqualTo("http://inner:8080");
    }

    @Test
    void a_request_without_a_host_gets_the_address_that_the_server_listens_on() {
        headers.remove("Host");
        assertThat(urls.baseFor(from(UNTRUSTED))).isEqualTo("http://127.0.0.1:9000");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:9000",
        "0.0.0.0, http://localhost:9000",
        "::, http://localhost:9000",
        "0:0:0:0:0:0:0:0, http://localhost:9000",
        "[::], http://localhost:9000",
        "::1, http://[::1]:9000",
        "images.example, http://images.example:9000",
    })
    void the_listener_has_a_url_that_works_on_its_own_machine(String host, String url) {
        assertThat(BaseUrl.ofListener(host, 9000)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/8, 10.255.0.1, true",
        "10.1.2.3/8, 11.0.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "192.168.7.0/25, 192.168.7.127, true",
        "192.168.7.0/25, 192.168.7.128, false",
        "0.0.0.0/0, 255.1.1.1, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::/0, 2001:db8::1, true",
    })
    void a_range_holds_the_addresses_with_its_prefix(String range, String address, boolean held) {
        assertThat(
                        AddressRange.parse(range)
                                .orElseThrow()
                                .contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(held);
    }

    private RequestOrigin from(String remoteAddress) {
        return RequestOrigin.of(remoteAddress, "http", headers::get);
    }

    private static PublicUrl urls(Optional<BaseUrl> configured) {
        List<AddressRange> proxies =
                List.of(
                        AddressRange.parse("10.0.0.0/8").orElseThrow(),
                        AddressRange.parse("::1").orElseThrow());
        return new PublicUrl(configured, proxies, BaseUrl.ofListener("127.0.0.1", 9000));
    }
}
