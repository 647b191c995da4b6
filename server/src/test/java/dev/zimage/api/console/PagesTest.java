package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static TestServer.Reply get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SERVER.get().url(path)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return SERVER.get().send(request);
    }

    private static String text(TestServer.Reply reply) {
        return new String(reply.raw().body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/setup?token=abc",
                "/signin",
                "/playground",
                "/models/z-image",
                "/settings/apikeys",
                "/settings/account/more",
                "/tasks",
                "/tasks/task_0",
                "/usage",
                "/admin",
                "/admin/queue",
                "/docs",
                "/docs/api"
            })
    void every_page_is_the_one_document_under_a_strict_policy(String path) {
        TestServer.Reply page = get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(text(page)).startsWith("<!doctype html>");
    }

    @Test
    void the_files_that_a_page_names_may_be_kept_for_ever() {
        Matcher named =
                Pattern.compile("src=\"(/assets/[0-9a-f]{12}/app.js)\"").matcher(text(get("/")));
        assertThat(named.find()).isTrue();

        TestServer.Reply file = get(named.group(1));

        assertThat(file.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(file.header("Cache-Control")).contains("immutable");
        assertThat(get("/assets/app.js").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/assets/0123456789ab/app.js").header("Cache-Control"))
                .isEqualTo("no-cache");
    }

    @Test
    void a_file_that_the_browser_has_is_not_sent_again() {
        String etag = get("/").header("ETag");

        TestServer.Reply again = get("/", "If-None-Match", "\"other\", W/" + etag);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.raw().body()).isEmpty();
        assertThat(get("/", "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void a_file_is_compressed_for_who_takes_that() throws IOException {
        TestServer.Reply small = get("/", "Accept-Encoding", "br, gzip");

        assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(small.header("Vary")).isEqualTo("Accept-Encoding");
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(small.raw().body()))) {
            assertThat(in.readAllBytes()).isEqualTo(get("/").raw().body());
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip;q=0,", "gzip; q=0.00,", "gzip;q=0.05,gzip", "gzip;q=0.11111,"})
    void a_file_is_compressed_by_the_weight_that_gzip_has(String weighed, @Nullable String coding) {
        assertThat(get("/", "Accept-Encoding", weighed).header("Content-Encoding"))
                .isEqualTo(Objects.requireNonNullElse(coding, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets/none.js",
                "/assets/../index.html",
                "/assets/%2e%2e/index.html",
                "/assets/..%2findex.html",
                "/assets/lib/../../openapi.json",
                "/assets//app.js"
            })
    void no_path_leads_out_of_the_files(String path) {
        assertThat(get(path).status()).isBetween(400, 404);
    }

    @Test
    void a_page_takes_no_post() {
        TestServer.Reply refused =
                SERVER.get()
                        .send(
                                HttpRequest.newBuilder(URI.create(SERVER.get().url("/settings/x")))
                                        .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
    }
}
