package dev.zimage.cli;

import static dev.zimage.cli.DoctorInstallation.check;
import static dev.zimage.cli.DoctorInstallation.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.doctor.Check;
import dev.zimage.cli.doctor.Doctor;
import dev.zimage.database.Database;
import dev.zimage.database.PostgresCluster;
import dev.zimage.engines.EngineFinding;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.Eventually;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.tasks.registry.EngineState;
import dev.zimage.tasks.registry.Heartbeat;
import dev.zimage.tasks.registry.WorkerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What `zimage doctor` finds out about engines, models and workers.
class DoctorEngineTest {

    private static final Heartbeat BROKEN_Z_IMAGE =
            new Heartbeat("z-image", EngineState.UNAVAILABLE, 1, 0, Duration.ZERO);
    private static final Heartbeat READY_Z_IMAGE =
            new Heartbeat("z-image", EngineState.READY, 1, 0, Duration.ZERO);

    @AutoClose private final DoctorInstallation installation = new DoctorInstallation();

    private final Path root = installation.root();
    private final Path folder = installation.folder();
    private final SettableClock clock = installation.clock();
    private Shell shell = installation.shell();

    @Test
    void what_a_picture_of_the_model_takes_is_told() throws IOException {
        shell.install();
        TinyModel.unpack(folder.resolve("models/z-image-turbo"));

        assertThat(engine().path("status").asString()).isEqualTo("ok");
        assertThat(engine().path("message").asString())
                .contains("a picture of 1024x1024, the largest, takes about", "GB of memory");

        shell.environment().put("ZIMAGE_ENGINE_PIXELS", "331776");
        assertThat(engine().path("message").asString()).contains("a picture of 576x576");
    }

    @Test
    void pictures_that_would_be_given_up_are_found_and_smaller_ones_advised() throws IOException {
        shell.install();
        TinyModel.unpack(folder.resolve("models/z-image-turbo"));
        shell.environment().put("ZIMAGE_ENGINE_PRECISION", "fp32");
        shell.environment().put("ZIMAGE_ENGINE_THREADS", "1");
        shell.environment().put("ZIMAGE_ENGINE_STEPS", "100");
        shell.environment().put("ZIMAGE_TASK_TIMEOUT", "5s");

        assertThat(engine().path("status").asString()).isEqualTo("warn");
        assertThat(engine().path("message").asString()).contains("tasks are given up after 5 s");
        String advice = engine().path("advice").asString();
        assertThat(advice).startsWith("set engine.pixels = ");

        shell.environment().put("ZIMAGE_ENGINE_PIXELS", advice.replaceAll(".*= (\\d+):.*", "$1"));
        assertThat(engine().path("status").asString()).isEqualTo("ok");
        assertThat(engine().path("advice").isNull()).isTrue();
    }

    @Test
    void pictures_that_do_not_fit_into_the_memory_are_found() throws IOException {
        shell.install();
        TinyModel.unpack(folder.resolve("models/z-image-turbo"));
        shell.environment().put("ZIMAGE_ENGINE_MEMORY_MB", "700");

        assertThat(engine().path("message").asString()).endsWith("and there are only 0.7 GB");
        assertThat(engine().path("advice").asString()).startsWith("set engine.pixels = 147456: ");

        shell.environment().put("ZIMAGE_ENGINE_MEMORY_MB", "100");
        assertThat(engine().path("advice").asString()).startsWith("no smaller engine.pixels");
    }

    @Test
    void a_model_that_cannot_be_loaded_is_found() throws IOException {
        shell.install();
        Path model = TinyModel.unpack(folder.resolve("models/z-image-turbo"));
        Path tokenizer = model.resolve("tokenizer/tokenizer.json");
        Files.writeString(tokenizer, "{}");
        assertThat(engine().path("status").asString()).isEqualTo("fail");
        assertThat(engine().path("message").asString())
                .contains("cannot be loaded: tokenizer/tokenizer.json: field 'model'");

        Files.writeString(tokenizer, "version https://git-lfs.github.com/spec/v1\nsize 9\n");
        assertThat(engine().path("status").asString()).isEqualTo("warn");
        assertThat(engine().path("message").asString())
                .startsWith("sketch drew a picture")
                .contains("a Git LFS pointer");
    }

    private JsonNode engine() {
        return check(shell.type("doctor --json").json(), "engine");
    }

    @Test
    void an_engine_that_cannot_draw_is_found() {
        shell.install();

        List<Check> checks =
                new Doctor(
                                new DataDirectory(folder),
                                null,
                                Map.of("ZIMAGE_SERVER_PORT", "0"),
                                settings ->
                                        Map.of(
                                                "engine",
                                                new EngineFinding.Quick(
                                                        new InvalidImageEngine(),
                                                        Optional.empty())),
                                clock)
                        .examine()
                        .checks();

        assertThat(checks)
                .filteredOn(check -> check.name().equals("engine"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.status()).isEqualTo(Check.Status.FAIL);
                    assertThat(check.message()).contains("another size");
                });
    }

    @Test
    void a_process_that_only_takes_orders_needs_no_model_but_a_worker() throws IOException {
        Files.createDirectories(folder);
        Map<String, String> settings =
                Map.of(
                        "ZIMAGE_SERVER_ROLE",
                        "api",
                        "ZIMAGE_ENGINE_NAME",
                        "z-image",
                        "ZIMAGE_MEDIA_STORE",
                        root.resolve("pictures").toString(),
                        "ZIMAGE_DATABASE_URL",
                        PostgresCluster.url(folder));
        shell = new Shell(folder, Clock.systemUTC());
        shell.environment().putAll(settings);

        JsonNode alone = shell.type("doctor --json").json();
        assertThat(check(alone, "engine").path("status").asString()).isEqualTo("ok");
        assertThat(check(alone, "workers").path("message").asString())
                .isEqualTo("no process draws now");

        try (TestServer worker =
                TestServer.start(
                        root.resolve("worker"),
                        Map.of("database.url", PostgresCluster.url(folder)))) {
            JsonNode seen =
                    Eventually.seen(
                            () -> check(shell.type("doctor --json").json(), "workers"),
                            found -> !found.path("message").asString().startsWith("no process"));
            assertThat(seen.path("status").asString()).isEqualTo("warn");
            assertThat(seen.path("message").asString())
                    .startsWith("nobody draws with z-image")
                    .contains(worker.live().name() + " on ");

            try (Database database = worker.openDatabase()) {
                WorkerRegistry registry = new WorkerRegistry(database, Clock.systemUTC());
                registry.beat("another", "gpu-1", Instant.now(), List.of(BROKEN_Z_IMAGE));
                seen = check(shell.type("doctor --json").json(), "workers");
                assertThat(seen.path("message").asString())
                        .isEqualTo("cannot draw now: z-image on gpu-1");
                assertThat(seen.path("advice").asString()).contains("/health/ready");

                registry.beat("another", "gpu-1", Instant.now(), List.of(READY_Z_IMAGE));
            }
            assertThat(status(shell, "workers")).isEqualTo("ok");
        }
    }
}
