package dev.zimage.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.oidc.ProviderProcess;
import dev.zimage.server.LocalHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `zimage doctor` says of the OpenID provider.
class ProviderCheckTest {

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
    }

    private String doctor(String issuer) {
        shell.environment().put("ZIMAGE_OIDC_ISSUER", issuer);
        return shell.type("doctor").out();
    }

    @Test
    void a_provider_that_works_is_in_order() throws IOException {
        shell.environment().put("ZIMAGE_OIDC_CLIENT_ID", "zimage");
        try (ProviderProcess provider = new ProviderProcess(folder)) {
            assertThat(doctor(provider.issuer()))
                    .contains("ok    single sign-on   " + provider.issuer() + " answers");
            assertThat(doctor(provider.issuer() + "/"))
                    .contains("fail  single sign-on")
                    .contains("they must be the same");
            provider.stop();
            assertThat(doctor(provider.issuer())).contains("does not answer");
        }
    }

    @Test
    void settings_that_do_not_fit_are_named() {
        assertThat(doctor("https://login.example")).contains("oidc.client_id must be set");
        shell.environment().put("ZIMAGE_OIDC_CLIENT_ID", "zimage");
        assertThat(doctor("http://login.example")).contains("with https");
        shell.environment().put("ZIMAGE_OIDC_ROLE_CLAIM", "groups");
        assertThat(doctor("https://login.example")).contains("must be set together");
        shell.environment().put("ZIMAGE_OIDC_ROLES", "admins=boss");
        assertThat(doctor("https://login.example")).contains("admins=operator");
    }

    @Test
    void a_provider_cannot_send_us_to_other_hosts_of_this_network() {
        shell.environment().put("ZIMAGE_OIDC_CLIENT_ID", "zimage");
        AtomicReference<String> document = new AtomicReference<>("{}");
        try (LocalHttpServer provider =
                        LocalHttpServer.plain(exchange -> {
                            byte[] body =
                                    requireNonNull(document.get()).getBytes(StandardCharsets.UTF_8);
                            exchange.getResponseHeaders().set("Content-Type", "application/json");
                            exchange.sendResponseHeaders(200, body.length);
                            exchange.getResponseBody().write(body);
                        });
                LocalHttpServer inside = LocalHttpServer.plain(exchange -> {})) {
            String issuer = "http://127.0.0.1:" + provider.port();
            assertThat(doctor(issuer)).contains("is no OpenID configuration");

            document.set(configuration(issuer, "http://127.0.0.1:" + inside.port() + "/keys"));
            assertThat(doctor(issuer)).contains("must begin with https://");

            document.set(configuration(issuer, "https://127.0.0.1:" + inside.port() + "/keys"));
            assertThat(doctor(issuer)).contains("must lead to a public address");
        }
    }

    private static String configuration(String issuer, String keys) {
        return """
        {"issuer": "%s", "authorization_endpoint": "%s/a", "token_endpoint": "%s/t",
         "jwks_uri": "%s", "subject_types_supported": ["public"]}
        """
                .formatted(issuer, issuer, issuer, keys);
    }
}
