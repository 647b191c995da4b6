package dev.zimage.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlsTest {

    private final WebhookUrls urls = new WebhookUrls(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTPS://example.com:8443/hook?a=b&c=%20",
                "https://8.8.8.8/",
                "https://[2606:4700::1111]/hook"
            })
    void public_https_urls_are_good(String url) {
        assertThat(urls.problem(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com, https://",
        "ftp://example.com, https://",
        "example.com/hook, https://",
        "https://user:word@example.com/, user name",
        "https://example.com/#part, fragment",
        "https:///hook, host",
        "https://exa mple.com/, ASCII",
        "https://exämple.com/, ASCII",
        "https://example.com:99999/, port",
        "https://[::1/, URL",
        "https://localhost/, public",
        "https://localhost./, public",
        "https://hook.localhost./, public",
        "https://127.0.0.1./, host",
        "https://hook.localhost/, public",
        "https://127.0.0.1/, public",
        "https://0x7f.1/, host",
        "https://2130706433/, public",
        "https://[::1]/, public",
        "https://[::ffff:10.0.0.1]/, public",
        "https://[fe80::1%25eth0]/, public",
        "https://169.254.169.254/latest/meta-data/, public"
    })
    void what_is_wrong_is_said(String url, String said) {
        assertThat(urls.problem(url).orElse("good")).contains(said);
    }

    @Test
    void a_url_has_a_longest_length() {
        String url = "https://example.com/" + "a".repeat(2_048);
        assertThat(urls.problem(url).orElse("good")).contains("2,048");
    }

    @Test
    void for_development_http_and_private_addresses_are_good() {
        WebhookUrls open = new WebhookUrls(true);
        assertThat(open.problem("http://127.0.0.1:3000/hook")).isEmpty();
        assertThat(open.problem("http://me:too@127.0.0.1/")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.1.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "3fff::1"
            })
    void addresses_that_are_not_public_are_refused_after_the_look_up(String address) {
        assertThat(resolved(address)).isCompletedExceptionally();
        assertThat(resolved("8.8.8.8", address)).isCompletedExceptionally();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void public_addresses_are_connected_to_as_they_were_looked_up(String address) {
        assertThat(resolved(address).join())
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral(address), 443));
    }

    private static CompletableFuture<List<InetSocketAddress>> resolved(String... addresses) {
        List<InetSocketAddress> found =
                java.util.stream.Stream.of(addresses)
                        .map(one -> new InetSocketAddress(InetAddress.ofLiteral(one), 443))
                        .toList();
        CompletableFuture<List<InetSocketAddress>> answer = new CompletableFuture<>();
        new PublicAddressResolver((host, port, context, promise) -> promise.succeeded(found), false)
                .resolve(
                        "example.com",
                        443,
                        Map.of(),
                        Promise.from(answer::complete, answer::completeExceptionally));
        return answer;
    }
}
