package dev.zimage.api;

import static dev.zimage.api.PosterOrders.GENERATIONS;
import static dev.zimage.api.PosterOrders.POSTER;
import static dev.zimage.api.PosterOrders.drawn;
import static dev.zimage.api.PosterOrders.order;
import static dev.zimage.api.PosterOrders.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.ocr.TextComparison;
import dev.zimage.ocr.TextReader;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the check of texts reports and draws again. The engine writes what it is told to, so that
/// the first pictures are misspelt.
class TextCheckTest {

    /// For tests that want no settings and look only at what they order themselves.
    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    @TempDir Path folder;
    @AutoClose private @Nullable TestServer server;

    private TestServer start(Map<String, String> settings) {
        server = TestServer.start(folder, settings);
        return server;
    }

    @Test
    void a_report_says_what_was_read() {
        TestServer server = SHARED.get();
        int before = server.live().drawn().size();
        server.live().write("OPENNING SOON", "OPENING SOON");
        JsonNode wrong = drawn(server, POSTER, "report");
        assertThat(wrong.path("status").asString()).isEqualTo("completed");
        assertThat(texts(wrong))
                .isEqualTo(
                        """
                        {"exact":false,"attempts":1,"texts":[{"wanted":"OPENING SOON",\
                        "read":"OPENNING SOON","exact":false}]}\
                        """);
        assertThat(texts(drawn(server, POSTER, "report")))
                .isEqualTo(
                        """
                        {"exact":true,"attempts":1,"texts":[{"wanted":"OPENING SOON",\
                        "read":"OPENING SOON","exact":true}]}\
                        """);
        assertThat(server.live().drawn()).hasSize(before + 2);
    }

    @Test
    void a_retry_draws_until_the_text_is_right_and_charges_one_picture() throws Exception {
        TestServer server = start(Map.of());
        server.live().write("OPENNING SOON", "OPENING SOON");
        JsonNode task = drawn(server, POSTER, "retry");
        assertThat(texts(task)).startsWith("{\"exact\":true,\"attempts\":2,");
        assertThat(task.path("seed").asLong()).isNotEqualTo(7);
        assertThat(task.path("progress").asDouble()).isEqualTo(1);
        assertThat(task.path("usage").path("credits").asLong()).isEqualTo(4);
        assertThat(server.balance()).isEqualTo(10_000 - 4);
        assertThat(read(server, task)).isTrue();
        String counted =
                "zimage_text_checks_total{model=\"z-image\",result=\"exact-after-retry\"} 1.0";
        assertThat(server.metricsWith(counted))
                .contains(counted)
                .contains("zimage_text_check_pictures_total{model=\"z-image\"} 2.0");
        assertThat(redrawn(server)).isEqualTo(1);
    }

    /// Whether the stored picture has the text.
    private static boolean read(TestServer server, JsonNode task) throws Exception {
        byte[] file =
                server.get(task.path("output").path("image_urls").path(0).asString()).raw().body();
        try (TextReader reader = TextReader.load(1)) {
            return TextComparison.of(
                            List.of("OPENING SOON"),
                            reader.read(ImageIO.read(new ByteArrayInputStream(file))))
                    .getFirst()
                    .isExact();
        }
    }

    private static long redrawn(TestServer server) {
        try (Database database = server.openDatabase()) {
            return database.read(tx ->
                    tx.createQuery("select sum(redrawn) from usage_days").mapTo(Long.class).one());
        }
    }

    @Test
    void the_best_picture_stays_when_none_is_right() {
        TestServer server = start(Map.of());
        server.live().write("OPENNIING SON", "OPENING SOONN", "OPNIN SOON", "OPENING SOON");
        JsonNode task = drawn(server, POSTER, "retry");
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(texts(task))
                .startsWith("{\"exact\":false,\"attempts\":3,")
                .contains("\"read\":\"OPENING SOONN\"");
        assertThat(server.live().drawn()).hasSize(3);
        String counted = "zimage_text_checks_total{model=\"z-image\",result=\"wrong\"} 1.0";
        assertThat(server.metricsWith(counted)).contains(counted);
    }

    @Test
    void the_same_order_draws_the_same_pictures() {
        TestServer server = start(Map.of("text_check.attempts", "2"));
        server.live().write("OPENNING SOON", "OPENING SOON", "OPENNING SOON", "OPENING SOON");
        long seed = drawn(server, POSTER, "retry").path("seed").asLong();
        assertThat(drawn(server, POSTER, "retry").path("seed").asLong()).isEqualTo(seed);
    }

    @Test
    void without_a_text_or_a_check_nothing_is_read() {
        TestServer server = SHARED.get();
        int before = server.live().drawn().size();
        server.live().write("OPENNING SOON");
        JsonNode off = drawn(server, POSTER, "off");
        assertThat(off.has("text_check")).isTrue();
        assertThat(texts(off)).isEqualTo("null");
        assertThat(texts(drawn(server, "a lighthouse at dusk", "retry"))).isEqualTo("null");
        assertThat(server.live().drawn()).hasSize(before + 2);
    }

    @Test
    void a_text_that_the_reader_does_not_know_is_not_read_and_not_drawn_again() {
        TestServer server = SHARED.get();
        JsonNode task = drawn(server, "a sign that reads '커피'", "retry");
        assertThat(texts(task))
                .isEqualTo(
                        """
                        {"exact":false,"attempts":1,"texts":[{"wanted":"커피",\
                        "read":null,"exact":false}]}\
                        """);
    }

    @Test
    void an_order_is_refused_while_the_reader_cannot_be_loaded() {
        TestServer server = start(Map.of());
        server.stop();
        server.breakTextReader();
        server.start();
        for (String path : List.of(GENERATIONS, GENERATIONS + "?dry_run=true")) {
            TestServer.Reply reply = server.post(path, order(POSTER, "report"));
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.errorCode()).isEqualTo(60012);
            assertThat(reply.errorMessage()).contains("text check");
            assertThat(reply.header("Retry-After")).isEqualTo("60");
        }
        assertThat(server.balance()).isEqualTo(10_000);
        assertThat(server.post(GENERATIONS, order(POSTER, "off")).status()).isEqualTo(200);
        assertThat(server.post(GENERATIONS, order("a lighthouse", "retry")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "RETRY", ""})
    void another_value_is_refused(String value) {
        TestServer.Reply reply = SHARED.get().post(GENERATIONS, order(POSTER, value));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo(20003);
        assertThat(reply.errorMessage())
                .startsWith("text_check must be one of off, report, retry, not ");
    }

    @Test
    void a_model_has_a_mode_of_its_own() {
        TestServer server = start(Map.of("models.z-image.text_check", "report"));
        server.live().write("OPENNING SOON");
        JsonNode task = server.awaitEnd(server.submitted(POSTER));
        assertThat(texts(task)).startsWith("{\"exact\":false,\"attempts\":1,");
        assertThat(server.get("/api/v1/models/z-image").json().path("parameters").toString())
                .contains(
                        "\"name\":\"text_check\",\"type\":\"string\",\"required\":false,"
                                + "\"default_value\":\"report\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "b64_json"})
    void openais_clients_order_it_as_an_extra_field(String format) {
        TestServer server = SHARED.get();
        server.live().write("OPENNING SOON", "OPENING SOON");
        TestServer.Reply reply =
                server.post(
                        "/v1/images/generations",
                        """
                        {"model":"z-image","prompt":"%s","text_check":"retry",\
                        "response_format":"%s"}\
                        """
                                .formatted(POSTER, format));
        assertThat(reply.status()).isEqualTo(200);
        JsonNode picture = reply.json().path("data").path(0);
        assertThat(picture.path(format).asString()).isNotEmpty();
        assertThat(texts(picture)).startsWith("{\"exact\":true,\"attempts\":2,");
        JsonNode task = server.get("/api/v1/tasks").json().path("data").path(0);
        assertThat(texts(task)).isEqualTo(texts(picture));
    }
}
