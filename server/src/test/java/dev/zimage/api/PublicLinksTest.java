package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The host that links to pictures name, by the public URL or by proxies.
@OnEveryDatabase
class PublicLinksTest {

    @TempDir Path folder;

    @Test
    void links_are_built_from_the_public_url() {
        try (TestServer server =
                TestServer.start(
                        folder,
                        Clock.systemUTC(),
                        Map.of("server.public_url", "https://images.example.com/z"))) {
            assertThat(link(server.awaitEnd(server.submitted("a cat"))))
                    .startsWith("https://images.example.com/z/media/tasks/");
        }
    }

    @Test
    void a_host_that_is_served_by_https_alone_says_so_to_browsers() {
        String header = "Strict-Transport-Security";
        try (TestServer server = withPublicUrl("a", "https://images.example.com")) {
            assertThat(server.get("/api/v1/balance").header(header)).isEqualTo("max-age=2592000");
            assertThat(server.get("/signin").header(header)).isEqualTo("max-age=2592000");
            assertThat(server.get("/nowhere").header(header)).isEqualTo("max-age=2592000");
        }
        for (String url :
                List.of(
                        "http://images.example.com",
                        "https://images.example.com:8443",
                        "https://images.example.com/z")) {
            try (TestServer server = withPublicUrl("b", url)) {
                assertThat(server.get("/api/v1/balance").header(header)).as(url).isEmpty();
            }
        }
        try (TestServer server = TestServer.start(folder.resolve("c"))) {
            assertThat(server.get("/api/v1/balance").header(header)).isEmpty();
        }
    }

    private TestServer withPublicUrl(String name, String url) {
        return TestServer.start(
                folder.resolve(name), Clock.systemUTC(), Map.of("server.public_url", url));
    }

    @Test
    void forwarded_headers_count_only_from_a_trusted_proxy() {
        String[] forwarded = {
            "X-Forwarded-Proto", "https", "X-Forwarded-Host", "images.example.com"
        };
        try (TestServer server = TestServer.start(folder.resolve("a"))) {
            assertThat(forwardedLink(server, forwarded)).startsWith(server.url("/media/"));
        }
        try (TestServer server =
                TestServer.start(
                        folder.resolve("b"), Map.of("server.trusted_proxies", "127.0.0.0/8"))) {
            assertThat(forwardedLink(server, forwarded))
                    .startsWith("https://images.example.com/media/");
        }
    }

    /// Some proxies add a line of their own after the one that the client sent.
    @Test
    void of_forwarded_headers_on_several_lines_the_proxy_wrote_the_last() {
        String[] forwarded = {
            "X-Forwarded-For", "198.51.100.7", "X-Forwarded-Host", "evil.example",
            "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Host", "images.example.com"
        };
        try (TestServer server =
                TestServer.start(folder, Map.of("server.trusted_proxies", "127.0.0.0/8"))) {
            assertThat(forwardedLink(server, forwarded))
                    .startsWith("http://images.example.com/media/");
        }
    }

    private static String forwardedLink(TestServer server, String[] headers) {
        String id = server.submitted("a cat");
        server.awaitEnd(id);
        return link(server.send(server.request("/api/v1/tasks/" + id).headers(headers)).json());
    }

    private static String link(JsonNode task) {
        return task.path("output").path("image_urls").path(0).asString();
    }
}
