package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.cli.doctor.Check;
import dev.zimage.cli.doctor.Doctor;
import dev.zimage.database.Database;
import dev.zimage.database.PostgresCluster;
import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.engines.EngineFinding;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.Eventually;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.tasks.registry.EngineState;
import dev.zimage.tasks.registry.Heartbeat;
import dev.zimage.tasks.registry.WorkerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {

    @TempDir Path root;

    private final SettableClock clock = new SettableClock(Shell.START);
    private Path folder;
    private static final Heartbeat BROKEN_Z_IMAGE =
            new Heartbeat("z-image", EngineState.UNAVAILABLE, 1, 0, Duration.ZERO);
    private static final Heartbeat READY_Z_IMAGE =
            new Heartbeat("z-image", EngineState.READY, 1, 0, Duration.ZERO);

    private Shell shell;

    @BeforeEach
    void open() {
        folder = root.resolve("data");
        shell = new Shell(folder, clock);
        shell.environment().put("ZIMAGE_SERVER_PORT", "0");
    }

    @Test
    void a_fresh_installation_is_in_order() {
        shell.install();

        Shell.Result report = shell.type("doctor");

        assertThat(report.code()).as(report.out()).isZero();
        assertThat(report.lines().stream().takeWhile(line -> !line.isEmpty()))
                .hasSize(17)
                .allMatch(line -> line.startsWith("ok    "));
        assertThat(report.out())
                .containsPattern("schema           version [0-9]+, up to date")
                .contains("server.port = 0")
                .contains("(environment variable ZIMAGE_SERVER_PORT)")
                .endsWith("Everything is in order.\n");
    }

    @Test
    void a_server_that_runs_is_found_and_not_disturbed() {
        try (TestServer server = TestServer.start(folder)) {
            server.awaitEnd(server.submitted("a cat"));
            shell = new Shell(folder, Clock.systemUTC());
            shell.environment().put("ZIMAGE_SERVER_PORT", String.valueOf(server.port()));

            JsonNode report = shell.type("doctor --json").json();

            assertThat(report.path("status").asString()).isEqualTo("ok");
            assertThat(check(report, "port").path("message").asString()).endsWith("and is ready");
            assertThat(check(report, "pictures").path("message").asString())
                    .isEqualTo("1 looked at, all there");
            assertThat(server.awaitEnd(server.submitted("a dog")).path("status").asString())
                    .isEqualTo("completed");

            server.live().become(new Readiness.Loading(0.5));
            assertThat(status("port")).isEqualTo("warn");

            server.live().become(new Readiness.Failed(new Fault("broken weights", "pull again")));
            JsonNode failed = check(shell.type("doctor --json").json(), "port");
            assertThat(failed.path("status").asString()).isEqualTo("fail");
            assertThat(failed.path("message").asString())
                    .endsWith("failed: broken weights; pull again");
        }
    }

    @Test
    void the_marks_that_are_on_are_told_and_until_when_the_certificate_is_valid() throws Exception {
        shell.install();
        assertThat(shell.type("doctor").out()).contains("the first start makes the certificate");
        SigningIdentity.open(new IdentityFile(folder), clock, new SecureRandom());
        assertThat(shell.type("doctor").out())
                .contains(
                        "credentials, metadata, watermark, fingerprint; signed by zimage"
                                + " installation ",
                        ", valid until 2040-01-31 and renewed before");

        shell.environment().put("ZIMAGE_PROVENANCE_CREDENTIALS", "false");
        shell.environment().put("ZIMAGE_PROVENANCE_WATERMARK", "false");
        assertThat(shell.type("doctor").out())
                .contains("metadata, fingerprint (off: credentials, watermark)");

        shell.environment().remove("ZIMAGE_PROVENANCE_CREDENTIALS");
        Path pem = folder.resolve("provenance.pem");
        shell.environment().put("ZIMAGE_PROVENANCE_CERTIFICATE", pem.toString());
        shell.environment().put("ZIMAGE_PROVENANCE_KEY", pem.toString());
        assertThat(shell.type("doctor").out()).contains(", valid until 2040-01-31\n");
        clock.advance(Duration.ofDays(3640));
        assertThat(status("marks")).isEqualTo("warn");
        clock.advance(Duration.ofDays(20));
        assertThat(status("marks")).isEqualTo("fail");
    }

    @Test
    void the_json_has_stable_names() {
        shell.install();

        JsonNode report = shell.type("doctor --json").json();

        assertThat(report.propertyNames()).containsExactly("status", "checks", "settings");
        assertThat(report.path("checks").findValuesAsString("name"))
                .containsExactly(
                        "java",
                        "machine",
                        "clock",
                        "data_directory",
                        "disk",
                        "media",
                        "configuration",
                        "engine",
                        "marks",
                        "port",
                        "database",
                        "schema",
                        "changes",
                        "balances",
                        "tasks_in_flight",
                        "newest_entry",
                        "pictures");
        assertThat(report.path("checks").path(0).propertyNames())
                .containsExactly("name", "status", "message", "advice");
        assertThat(report.path("settings").path(0).toString())
                .isEqualTo("{\"key\":\"server.role\",\"value\":\"all\",\"origin\":\"default\"}");
    }

    @Test
    void without_an_installation_it_looks_at_the_machine_and_makes_nothing() {
        Shell.Result report = shell.type("doctor");

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.out())
                .contains("ok    java")
                .contains("ok    engine")
                .contains("fail  data directory")
                .endsWith("1 failed, 0 with a warning.\n");
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_folder_without_a_database_is_no_installation() throws IOException {
        Files.createDirectory(folder);

        assertThat(status("database")).isEqualTo("fail");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_balance_that_was_changed_by_hand_is_found() throws SQLException {
        shell.install();
        sql("update accounts set balance = balance + 1");

        assertFails("balances", "default");
    }

    @Test
    void a_wrong_count_of_tasks_is_found() throws SQLException {
        shell.install();
        sql("update accounts set tasks_in_flight = 3");

        assertFails("tasks in flight", "default");
    }

    @Test
    void a_picture_that_is_missing_or_cut_off_is_found() throws IOException {
        try (TestServer server = TestServer.start(folder, clock, Map.of())) {
            server.awaitEnd(server.submitted("a cat"));
        }
        Path picture;
        try (Stream<Path> files = Files.walk(folder.resolve("media"))) {
            picture =
                    files.filter(file -> file.toString().endsWith("-0.jpg"))
                            .findFirst()
                            .orElseThrow();
        }
        assertThat(status("pictures")).isEqualTo("ok");

        Files.write(picture, new byte[] {1});
        assertFails("pictures", "has 1 bytes in place of");
        Files.delete(picture);
        assertFails("pictures", "is missing");

        clock.advance(Duration.ofDays(8));
        assertThat(status("pictures")).isEqualTo("ok");
    }

    @Test
    void a_damaged_database_is_found() throws IOException {
        shell.install();
        Path file = folder.resolve("zimage.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4096; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Files.write(file, bytes);
        assertThat(status("database")).isEqualTo("fail");

        Files.writeString(file, "this is no database, but long enough to look at".repeat(99));
        assertThat(status("database")).isEqualTo("fail");
    }

    @Test
    void a_database_that_is_gone_is_told_from_one_that_never_was() throws IOException {
        shell.install();
        Files.move(folder.resolve("zimage.db"), root.resolve("away"));
        assertFails("database", "there is none in");

        Files.createDirectories(folder.resolve("media/019f12"));
        assertFails("database", "it was deleted or moved");
    }

    @Test
    void a_database_that_another_process_keeps_locked_is_found() throws SQLException {
        shell.install();
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("zimage.db"));
                Statement lock = other.createStatement()) {
            lock.execute("begin immediate");
            assertFails("changes", "another process keeps the database locked");
            lock.execute("rollback");
        }
    }

    @Test
    void a_media_folder_that_cannot_be_written_is_found() throws IOException {
        shell.install();
        Files.writeString(folder.resolve("media"), "a file");

        assertFails("media", "is no folder");
    }

    @Test
    void what_keeps_a_running_server_from_taking_orders_is_told() throws IOException {
        try (TestServer server = TestServer.start(folder)) {
            Path media = server.data().media();
            Path away = Files.move(media, root.resolve("away"));
            Files.writeString(media, "a file");
            shell = new Shell(folder, Clock.systemUTC());
            shell.environment().put("ZIMAGE_SERVER_PORT", String.valueOf(server.port()));

            JsonNode port =
                    Eventually.seen(
                            () -> check(shell.type("doctor --json").json(), "port"),
                            seen -> !seen.path("status").asString().equals("ok"));

            assertThat(port.path("message").asString())
                    .endsWith("but is not ready: media pictures cannot be stored");
            Files.delete(media);
            Files.move(away, media);
        }
    }

    @Test
    void a_database_of_another_program_is_not_touched() throws SQLException, IOException {
        Files.createDirectory(folder);
        sql("create table other (a integer)");
        byte[] before = Files.readAllBytes(folder.resolve("zimage.db"));

        assertFails("schema", "no database of a zimage server");
        assertThat(folder.resolve("zimage.db")).hasBinaryContent(before);
    }

    @Test
    void a_database_of_a_newer_program_is_not_touched() throws SQLException {
        shell.install();
        sql(
                """
                insert into flyway_schema_history
                select 99, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
                       installed_on, execution_time, success
                from flyway_schema_history where version = '1'
                """);

        assertFails("schema", "version 99 is newer than this program");
    }

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
    void a_wrong_setting_is_told_in_its_line() throws IOException {
        shell.install();
        Path file =
                Files.writeString(root.resolve("my.properties"), "server.prot = 1\nlog.level = x");

        Shell.Result report = shell.type("doctor --config " + file);

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.lines())
                .filteredOn(line -> line.startsWith("fail"))
                .singleElement()
                .asString()
                .contains("my.properties line 1", "my.properties line 2");
    }

    @Test
    void a_port_that_another_program_has_is_found() throws Exception {
        shell.install();
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            shell.environment().put("ZIMAGE_SERVER_PORT", String.valueOf(other.getLocalPort()));
            Thread.ofVirtual().start(() -> hangUpOn(other));

            assertFails("port", "is taken by another program");
        }
    }

    @Test
    void an_address_that_this_machine_does_not_have_is_found() {
        shell.install();
        shell.environment().put("ZIMAGE_SERVER_HOST", "192.0.2.1"); // of nobody, for documentation
        shell.environment().put("ZIMAGE_SERVER_PORT", "8080");

        assertFails("port", "no server can listen on 192.0.2.1:8080");
    }

    @SuppressWarnings("InfiniteLoop") // until the test closes the socket
    private static void hangUpOn(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    @Test
    void an_address_of_another_machine_is_found() {
        shell.install();
        shell.environment().put("ZIMAGE_SERVER_HOST", "192.0.2.1");
        shell.environment().put("ZIMAGE_SERVER_PORT", "18080");

        assertThat(status("port")).isEqualTo("fail");
    }

    @Test
    void a_folder_that_others_can_look_into_is_a_warning() throws IOException {
        shell.install();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        Shell.Result report = shell.type("doctor");

        assertThat(report.code()).isZero();
        assertThat(report.out())
                .contains("warn  data directory")
                .contains("chmod 700 " + folder)
                .endsWith("0 failed, 1 with a warning.\n");
    }

    @Test
    void a_clock_that_stands_before_what_was_stored_is_found() {
        shell.install();

        assertThat(
                        new Shell(folder, new SettableClock(Shell.START.minusSeconds(120)))
                                .type("doctor")
                                .lines())
                .anyMatch(line -> line.startsWith("fail  newest entry"));
        assertThat(
                        new Shell(folder, new SettableClock(Instant.parse("1970-01-01T00:01:00Z")))
                                .type("doctor")
                                .lines())
                .anyMatch(line -> line.startsWith("fail  clock"));
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
            assertThat(status("workers")).isEqualTo("ok");
        }
    }

    private void assertFails(String name, String because) {
        Shell.Result report = shell.type("doctor");
        assertThat(report.code()).isEqualTo(1);
        assertThat(report.lines())
                .filteredOn(line -> line.startsWith("fail"))
                .singleElement()
                .asString()
                .contains(name)
                .contains(because);
    }

    private String status(String name) {
        return check(shell.type("doctor --json").json(), name).path("status").asString();
    }

    private static JsonNode check(JsonNode report, String name) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("name").asString().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + report);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("zimage.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
