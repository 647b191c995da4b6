package dev.zimage.cli;

import static dev.zimage.cli.DoctorInstallation.assertFails;
import static dev.zimage.cli.DoctorInstallation.check;
import static dev.zimage.cli.DoctorInstallation.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.Eventually;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {

    @AutoClose private final DoctorInstallation installation = new DoctorInstallation();

    private final Path root = installation.root();
    private final Path folder = installation.folder();
    private final SettableClock clock = installation.clock();
    private Shell shell = installation.shell();

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
            assertThat(status(shell, "port")).isEqualTo("warn");

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
        assertThat(status(shell, "marks")).isEqualTo("warn");
        clock.advance(Duration.ofDays(20));
        assertThat(status(shell, "marks")).isEqualTo("fail");
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
        assertThat(status(shell, "pictures")).isEqualTo("ok");

        Files.write(picture, new byte[] {1});
        assertFails(shell, "pictures", "has 1 bytes in place of");
        Files.delete(picture);
        assertFails(shell, "pictures", "is missing");

        clock.advance(Duration.ofDays(8));
        assertThat(status(shell, "pictures")).isEqualTo("ok");
    }

    @Test
    void a_media_folder_that_cannot_be_written_is_found() throws IOException {
        shell.install();
        Files.writeString(folder.resolve("media"), "a file");

        assertFails(shell, "media", "is no folder");
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

            assertFails(shell, "port", "is taken by another program");
        }
    }

    @Test
    void an_address_that_this_machine_does_not_have_is_found() {
        shell.install();
        shell.environment().put("ZIMAGE_SERVER_HOST", "192.0.2.1"); // of nobody, for documentation
        shell.environment().put("ZIMAGE_SERVER_PORT", "8080");

        assertFails(shell, "port", "no server can listen on 192.0.2.1:8080");
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

        assertThat(status(shell, "port")).isEqualTo("fail");
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
}
