package dev.zimage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zimage.media.MediaStores;
import dev.zimage.origin.BaseUrl;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesTest {

    @TempDir Path data;
    private final Map<String, String> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Path file;

    @Test
    void with_nothing_set_the_defaults_hold() throws Exception {
        Config config = load().config();

        assertThat(config).isEqualTo(Config.defaults());
        assertThat(config.server().host()).isEqualTo("127.0.0.1");
        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.server().publicUrl()).isEmpty();
        assertThat(config.server().trustedProxies()).isEmpty();
        assertThat(config.server().shutdownGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.engine())
                .isEqualTo(
                        new Config.Engine(
                                EngineChoice.AUTO,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                PrecisionChoice.AUTO,
                                1_048_576,
                                new Config.SamplingSettings(0, Optional.empty(), ""),
                                0,
                                TextEncoderChoice.AUTO,
                                0));
        assertThat(config.engines()).isEmpty();
        assertThat(config.models()).containsOnlyKeys("z-image");
        assertThat(config.models().values())
                .extracting(OfferedModel::price)
                .containsExactly(Optional.of(new BigDecimal("0.004")));
        assertThat(config.account()).isEqualTo(new Config.CreditSettings(10_000, 400));
        assertThat(config.limits())
                .isEqualTo(new Config.Limits(3000, 1000, 10_000, 10_000, Duration.ofMinutes(10)));
        assertThat(config.tasks())
                .isEqualTo(
                        new Config.TaskSettings(
                                Duration.ofSeconds(30),
                                3,
                                Duration.ofHours(1),
                                Duration.ofDays(1)));
        assertThat(config.media())
                .isEqualTo(
                        new Config.Media(
                                Duration.ofHours(24),
                                Duration.ofDays(7),
                                new MediaStores.Choice(
                                        MediaStores.parse("").orElseThrow(),
                                        Map.of(
                                                "media.s3_endpoint", "",
                                                "media.s3_region", "",
                                                "media.s3_path_style", "false"))));
        assertThat(config.log()).isEqualTo(new Config.Log(LogLevel.INFO, LogFormat.TEXT, true));
        assertThat(config.metrics().enabled()).isTrue();
    }

    @Test
    void the_command_line_beats_the_environment_and_that_the_file() throws Exception {
        write("server.port = 1\nserver.host = file.example\nlog.level = debug\n");
        environment.put("ZIMAGE_SERVER_PORT", "2");
        environment.put("ZIMAGE_SERVER_HOST", "environment.example");
        flags.put("server.port", "3");

        LoadedConfig loaded = load();

        assertThat(loaded.config().server().port()).isEqualTo(3);
        assertThat(loaded.config().server().host()).isEqualTo("environment.example");
        assertThat(loaded.config().log().level()).isEqualTo(LogLevel.DEBUG);
        assertThat(loaded.render().lines().map(line -> line.replaceAll(" +", " ")))
                .hasSize(ConfigKeys.DECLARED.keys().size())
                .contains(
                        "server.port = 3 (command line)",
                        "server.host = environment.example (environment variable"
                                + " ZIMAGE_SERVER_HOST)",
                        "log.level = debug (zimage.properties line 3)",
                        "log.format = text (default)",
                        "server.public_url = (default)");
    }

    @Test
    void every_kind_of_value_is_read_from_a_file() throws Exception {
        write(
                """
                \uFEFF# comment
                ! = not a comment
                """);
        assertThat(refusal().problems()).hasSize(1);
        write(
                """
                \uFEFF# a comment, after a byte order mark

                server.public_url=https://Images.Example:443/api/
                  server.trusted_proxies = 10.1.2.3/8 , fd00::/8,::1
                engine.name = sketch
                price.z-image = 0
                task.timeout = 90s
                media.retention = 30d
                metrics.enabled = false
                """);

        Config config = load().config();

        assertThat(config.server().publicUrl().map(BaseUrl::toString))
                .contains("https://images.example/api");
        assertThat(config.server().trustedProxies()).hasSize(3);
        assertThat(config.engine().name()).isEqualTo(EngineChoice.SKETCH);
        assertThat(config.models().values())
                .extracting(OfferedModel::price)
                .containsExactly(Optional.of(BigDecimal.ZERO));
        assertThat(config.tasks().timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.media().retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.metrics().enabled()).isFalse();
    }

    @Test
    void everything_that_is_wrong_is_reported_at_once_with_its_place() throws IOException {
        write("# one\nlimits.request_per_minute = 5\n\ntask.lease = 30\nnonsense\n");
        environment.put("ZIMAGE_SERVER_PORT", "80800");
        environment.put("ZIMAGE_SERVER_HOTS", "secret");
        flags.put("engine.name", "Sketch");

        InvalidConfigException refusal = refusal();

        assertThat(refusal)
                .hasMessage(
                        """
                        6 settings are wrong
                          "nonsense" (zimage.properties line 5): must be key = value
                          limits.request_per_minute (zimage.properties line 2): no such setting; \
                        did you mean limits.requests_per_minute?
                          task.lease = "30" (zimage.properties line 4): must be a duration from 1s \
                        to 10m, such as 500ms, 30s, 10m, 24h or 7d
                          ZIMAGE_SERVER_HOTS (environment variable ZIMAGE_SERVER_HOTS): no such \
                        setting; did you mean ZIMAGE_SERVER_HOST?
                          server.port = "80800" (environment variable ZIMAGE_SERVER_PORT): must be a \
                        whole number from 0 to 65535
                          engine.name = "Sketch" (command line): must be auto or sketch or z-image\
                        """);
        assertThat(refusal.problems()).hasSize(6);
    }

    @Test
    void a_wrong_value_that_another_source_overrides_is_still_wrong() throws IOException {
        write("server.port = many");
        flags.put("server.port", "8080");
        assertThat(refusal()).hasMessageContaining("server.port = \"many\"");
    }

    @Test
    void a_key_that_a_file_sets_twice_is_refused_with_both_lines() throws IOException {
        write("server.port = 1\nserver.port = 2");
        assertThat(refusal())
                .hasMessageContaining("zimage.properties line 2")
                .hasMessageContaining("already set in zimage.properties line 1");
    }

    @Test
    void a_link_must_not_outlive_its_picture() {
        environment.put("ZIMAGE_MEDIA_RETENTION", "1h");
        assertThat(refusal())
                .hasMessageContaining("media.retention = \"1h\"")
                .hasMessageContaining("ZIMAGE_MEDIA_RETENTION")
                .hasMessageContaining("media.url_ttl = \"24h\" (default)");
        environment.put("ZIMAGE_MEDIA_URL_TTL", "1h");
        assertThat(catchThrowableOfType(InvalidConfigException.class, this::load)).isNull();
    }

    @Test
    void variables_that_are_no_settings_are_left_alone() throws Exception {
        environment.put("ZIMAGE_JAVA_OPTS", "-Xmx1g");
        environment.put("ZIMAGE_DATA", "/data");
        environment.put("ZIMAGE_HOME", "/opt");
        environment.put("ZIMAGE_URL", "http://127.0.0.1:8080");
        environment.put("ZIMAGE_KEY", "rk_live_...");
        environment.put("ZIMAGE_SERVICE_HOST", "10.0.0.1");
        environment.put("ZIMAGE_PORT_8080_TCP", "tcp://10.0.0.1:8080");
        environment.put("PATH", "/bin");
        environment.put("zimage_server_port", "x");
        assertThat(load().config()).isEqualTo(Config.defaults());
    }

    @Test
    void a_folder_in_place_of_the_settings_is_not_ignored() throws Exception {
        Files.createDirectory(data.resolve("zimage.properties"));
        assertThat(refusal())
                .hasMessageContaining("zimage.properties")
                .hasMessageContaining("cannot be read: it is a folder");
    }

    @Test
    void a_file_that_was_asked_for_must_exist_and_replaces_the_one_of_the_data_directory()
            throws Exception {
        write("server.port = 1");
        file = data.resolve("other.properties");
        assertThat(refusal())
                .hasMessageContaining("other.properties")
                .hasMessageContaining("no such file");
        Files.writeString(file, "log.format = json");
        assertThat(load().config().server().port()).isEqualTo(8080);
        assertThat(load().config().log().format()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void a_file_that_is_not_text_is_refused() throws IOException {
        Files.write(data.resolve("zimage.properties"), new byte[] {'a', (byte) 0xC3, '=', 'b'});
        assertThat(refusal()).hasMessageContaining("UTF-8");
        Files.delete(data.resolve("zimage.properties"));
        Files.createDirectory(data.resolve("zimage.properties"));
        assertThat(refusal()).hasMessageContaining("cannot be read");
    }

    @Test
    void a_process_that_takes_orders_knows_the_engine_of_the_workers_by_the_model()
            throws Exception {
        String shared =
                """
                server.role = api
                database.url = postgresql://zimage@db.example.com/zimage
                media.store = /srv/pictures
                """;
        write(shared);
        assertThat(refusal()).hasMessageContaining("needs engine.name");

        write(
                shared
                        + """
                        engines.gpu.kind = openai
                        engines.gpu.url = http://gpu1:8000/v1
                        models.z-image.engine = gpu
                        """);

        assertThat(load().config().models()).containsKey("z-image");
    }

    @Test
    void a_message_stays_on_its_line_whatever_the_value() {
        environment.put("ZIMAGE_SERVER_HOST", "a\nb\u001b[2J" + "x".repeat(5000));
        assertThat(refusal().problems().getFirst().toString())
                .hasSizeLessThan(400)
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void a_refused_url_is_shown_without_its_user_and_password() {
        environment.put("ZIMAGE_ENGINES_GPU_KIND", "openai");
        environment.put(
                "ZIMAGE_ENGINES_GPU_URL", "http://me:sec/ret@gpu1:8000/v1, http://key@gpu2/v1");

        assertThat(refusal().problems().toString())
                .contains("http://[hidden]@gpu1:8000/v1, http://[hidden]@gpu2/v1")
                .doesNotContain("me:", "sec", "key@");
    }

    private void write(String text) throws IOException {
        Files.writeString(data.resolve("zimage.properties"), text);
    }

    private LoadedConfig load() throws InvalidConfigException {
        return new ConfigSources(flags, environment, data, file).load();
    }

    private InvalidConfigException refusal() {
        return Optional.ofNullable(catchThrowableOfType(InvalidConfigException.class, this::load))
                .orElseThrow(() -> new AssertionError("the settings were taken"));
    }
}
