package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.PostgresCluster;
import dev.zimage.media.S3Server;
import dev.zimage.remote.GpuServer;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import dev.zimage.verification.VerifyCalls;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// From SQLite and a folder to PostgreSQL and a bucket.
class MigrateCommandTest {

    /// A picture of 64 by 64 pixels as a data URL.
    private static final String SQUARE = square();

    @TempDir Path folder;

    private Path data;
    private Shell shell;
    private String url;
    private Map<String, String> media;

    @BeforeEach
    void open() throws IOException {
        data = folder.resolve("data");
        shell = new Shell(data, Clock.systemUTC());
        url = PostgresCluster.url(Files.createDirectory(folder.resolve("target")));
        media = S3Server.get().settings();
    }

    private Shell.Result migrate(String... more) {
        String[] words = {
            "--to",
            url,
            "--media",
            media.get("media.store"),
            "--set",
            "media.s3_endpoint=" + media.get("media.s3_endpoint"),
            "--set",
            "media.s3_path_style=true"
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return shell.type("migrate", all);
    }

    @Test
    void everything_is_there_afterwards_and_a_repetition_changes_nothing() {
        String drawn;
        String failed;
        String secret;
        byte[] picture;
        try (TestServer before = TestServer.start(data, onSqlite())) {
            drawn = before.submitted("a boat, \u4f60\u597d");
            picture = picture(before, before.awaitEnd(drawn));
            failed = before.submitted("fail");
            before.awaitEnd(failed);
            secret = before.liveKey();
        }

        JsonNode first = migrate("--json").json();
        JsonNode again = migrate("--json").json();

        assertThat(first.path("repeated").asBoolean()).isFalse();
        assertThat(first.path("rows").path("tasks").asInt()).isEqualTo(2);
        assertThat(first.path("pictures").toString())
                .isEqualTo("{\"copied\":1,\"present\":0,\"missing\":0}");
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.path("rows")).isEqualTo(first.path("rows"));
        assertThat(again.path("pictures").toString())
                .isEqualTo("{\"copied\":0,\"present\":1,\"missing\":0}");
        Map<String, String> moved = new HashMap<>(media);
        moved.put("database.url", url);
        try (TestServer after = TestServer.start(folder.resolve("other"), moved)) {
            JsonNode task =
                    after.send(
                                    after.request("/api/v1/tasks/" + drawn)
                                            .setHeader("Authorization", "Bearer " + secret))
                            .json();
            assertThat(task.path("status").asString()).isEqualTo("completed");
            assertThat(picture(after, task)).isEqualTo(picture);
            assertThat(VerifyCalls.verified(after, "image/jpeg", picture).path("ours").asBoolean())
                    .isTrue();
            assertThat(after.balance()).isEqualTo(9_996);
            after.awaitEnd(after.submitted("afterwards"));
            assertThat(after.balance()).isEqualTo(9_992);
        }
    }

    @Test
    void a_picture_that_waits_to_be_edited_is_copied_and_edited_afterwards() {
        try (GpuServer gpu = GpuServer.startGated()) {
            Map<String, String> settings =
                    new HashMap<>(
                            Map.of(
                                    "engine.name", "sketch",
                                    "engines.gpu.kind", "openai",
                                    "engines.gpu.url", gpu.url(),
                                    "models.cats.engine", "gpu",
                                    "models.cats.price", "0.02",
                                    "models.cats.inputs", "text, image",
                                    "server.shutdown_grace", "0s",
                                    "database.url", ""));
            String edit;
            try (TestServer before = TestServer.startWithEngines(data, settings)) {
                edit =
                        before.post(
                                        "/api/v1/images/generations",
                                        "{\"model\":\"cats\",\"prompt\":\"blue\",\"image_url\":\"%s\"}"
                                                .formatted(SQUARE))
                                .json()
                                .path("id")
                                .asString();
                Eventually.seen(gpu.orders()::size, orders -> orders == 1);
            }

            JsonNode copied = migrate("--json").json();

            assertThat(copied.path("pictures").toString())
                    .isEqualTo("{\"copied\":1,\"present\":0,\"missing\":0}");
            settings.putAll(media);
            settings.put("database.url", url);
            gpu.letGo(2);
            try (TestServer after =
                    TestServer.startWithEngines(folder.resolve("other"), settings)) {
                assertThat(after.awaitEnd(edit).path("status").asString()).isEqualTo("completed");
            }
        }
    }

    private static Map<String, String> onSqlite() {
        return Map.of("database.url", "");
    }

    private static String square() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static byte[] picture(TestServer server, JsonNode task) {
        return server.get(
                        task.path("output")
                                .path("image_urls")
                                .path(0)
                                .asString()
                                .replaceFirst("http://[^/]*", ""))
                .raw()
                .body();
    }

    @Test
    void another_installation_in_the_target_is_left_alone() {
        shell.install();
        try (TestServer other =
                TestServer.start(folder.resolve("other"), Map.of("database.url", url))) {
            other.awaitEnd(other.submitted("theirs"));
        }

        Shell.Result refused = migrate();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("zimage: the database has another installation")
                .contains("name an empty one with --to");
    }

    @Test
    void a_running_server_is_not_copied() {
        try (TestServer server = TestServer.start(data, onSqlite())) {
            server.awaitEnd(server.submitted("a boat"));

            assertThat(migrate().err())
                    .isEqualToIgnoringNewLines(
                            "zimage: a server runs on " + data + "; stop it first");
        }
    }

    @Test
    void what_to_set_is_told() {
        shell.install();

        assertThat(migrate().out().lines())
                .startsWith("Copied and compared, by rows and sums:")
                .contains("             1  accounts", "             2  api_keys")
                .containsSequence(
                        "  database.url = " + url,
                        "  media.store = " + media.get("media.store"),
                        "  media.s3_endpoint = " + media.get("media.s3_endpoint"),
                        "  media.s3_path_style = true");
    }
}
