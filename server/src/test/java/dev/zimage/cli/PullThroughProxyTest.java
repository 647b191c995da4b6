package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.hub.FolderState;
import dev.zimage.server.OwnCertificate;
import dev.zimage.server.SmallHub;
import dev.zimage.server.TestProgram;
import dev.zimage.server.TestProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pulls through a proxy that wants a user and a password.
@Timeout(200)
class PullThroughProxyTest {

    private static final String CREDENTIALS = "an@user:s3cret/=";
    private static final String ENCODED = "an%40user:s3cret%2F%3D";

    /// A name that only the proxy can reach.
    private static final String HOST = "hub.example";

    @TempDir Path folder;

    private Shell shell(Map<String, String> environment) {
        Shell shell = new Shell(folder.resolve("data"));
        shell.environment().putAll(environment);
        return shell;
    }

    private void assertPulled() {
        assertThat(FolderState.of(folder.resolve("data/models/z-image-turbo")))
                .isInstanceOf(FolderState.Whole.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"})
    void a_hub_without_tls_is_reached_with_user_and_password(String variable) throws IOException {
        try (SmallHub hub = new SmallHub();
                TestProxy proxy = new TestProxy(hub.port(), CREDENTIALS)) {
            Shell.Result pulled =
                    shell(Map.of(variable, "http://" + ENCODED + "@" + proxy.address()))
                            .type("pull --from http://" + HOST);

            assertThat(pulled.code()).as(pulled.err()).isZero();
            assertPulled();
            assertThat(proxy.passed).anyMatch(line -> line.startsWith("GET http://" + HOST));
            assertThat(hub.proxyHeaders).isEmpty();
            assertThat(pulled.out() + pulled.err()).doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "ALL_PROXY"})
    void a_hub_with_tls_is_reached_through_a_tunnel_with_user_and_password(String variable)
            throws Exception {
        OwnCertificate certificate = OwnCertificate.make(folder, HOST);
        try (SmallHub hub = new SmallHub(certificate);
                TestProxy proxy = new TestProxy(hub.port(), CREDENTIALS)) {
            Finished pulled =
                    pull(
                            certificate,
                            Map.of(variable, "http://" + ENCODED + "@" + proxy.address()));

            assertThat(pulled.code).as(pulled.output).isZero();
            assertPulled();
            assertThat(proxy.passed).isNotEmpty().containsOnly("CONNECT " + HOST + ":443 HTTP/1.1");
            assertThat(proxy.refused).isEmpty();
            assertThat(hub.proxyHeaders).isEmpty();
            assertThat(pulled.output).doesNotContain("s3cret");
        }
    }

    @Test
    void a_password_that_is_wrong_for_a_tunnel_ends_the_pull_and_is_not_shown() throws Exception {
        OwnCertificate certificate = OwnCertificate.make(folder, HOST);
        try (SmallHub hub = new SmallHub(certificate);
                TestProxy proxy = new TestProxy(hub.port(), CREDENTIALS)) {
            Finished refused =
                    pull(certificate, Map.of("HTTPS_PROXY", "user:wr0ng@" + proxy.address()));

            assertThat(refused.code).isEqualTo(1);
            assertThat(refused.output)
                    .contains(
                            "the proxy %s does not accept the user and password of HTTPS_PROXY (407)"
                                    .formatted(proxy.address()))
                    .doesNotContain("wr0ng");
            assertThat(proxy.refused).hasSize(1);
        }
    }

    @Test
    void a_proxy_that_wants_a_password_where_none_is_given_is_named() throws IOException {
        try (SmallHub hub = new SmallHub();
                TestProxy proxy = new TestProxy(hub.port(), CREDENTIALS)) {
            Shell.Result refused =
                    shell(Map.of("http_proxy", proxy.address())).type("pull --from http://" + HOST);

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains(proxy.address() + " wants a user and a password (407)", "user:pass");
            assertThat(proxy.refused).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.0/8", "*", "localhost, 127.0.0.1"})
    void an_exception_is_reached_without_the_proxy(String exceptions) throws IOException {
        try (SmallHub hub = new SmallHub();
                TestProxy proxy = new TestProxy(hub.port(), null)) {
            Shell.Result pulled =
                    shell(Map.of("HTTP_PROXY", proxy.address(), "NO_PROXY", exceptions))
                            .type("pull --from", hub.url());

            assertThat(pulled.code()).as(pulled.err()).isZero();
            assertThat(proxy.passed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5", "socks5h", "socks4", "https"})
    void a_proxy_of_another_kind_is_refused_by_name(String scheme) throws IOException {
        try (SmallHub hub = new SmallHub()) {
            Shell.Result refused =
                    shell(Map.of("ALL_PROXY", scheme + "://user:s3cret@127.0.0.1:1080"))
                            .type("pull --from", hub.url());

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains(
                            "ALL_PROXY names a proxy with "
                                    + scheme
                                    + "://, which is not supported")
                    .doesNotContain("s3cret");
            assertThat(hub.tokens).isEmpty();
        }
    }

    private record Finished(int code, String output) {}

    /// In a process of its own: Java decides once whether it sends passwords for tunnels.
    private Finished pull(OwnCertificate certificate, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> options =
                List.of(
                        "-Djavax.net.ssl.trustStore=" + certificate.trusted(),
                        "-Djavax.net.ssl.trustStorePassword="
                                + new String(OwnCertificate.PASSWORD));
        List<String> command =
                TestProgram.command(
                        options,
                        "pull",
                        "--from",
                        "https://" + HOST,
                        "--data",
                        folder.resolve("data").toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(process.waitFor(), output);
    }
}
