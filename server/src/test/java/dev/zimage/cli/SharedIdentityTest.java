package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.PostgresCluster;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.server.TestServer;
import dev.zimage.verification.VerifyCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Processes on one database, each with a data directory of its own, sign with one key.
@SuppressWarnings("NullAway.Init") // set before each test
class SharedIdentityTest {

    @TempDir private Path folder;

    private String database;

    @BeforeEach
    void open() throws IOException {
        database = PostgresCluster.url(Files.createDirectory(folder.resolve("database")));
    }

    private TestServer process(String name) {
        return TestServer.startWithEngines(
                folder.resolve(name),
                Map.of(
                        "engine.name",
                        "sketch",
                        "engine.pixels",
                        "331776",
                        "database.url",
                        database,
                        "media.store",
                        folder.resolve("pictures").toString()));
    }

    private static byte[] drawn(TestServer server) {
        return VerifyCalls.drawn(server, TestServer.body("a lighthouse"));
    }

    private Shell shell(String data) {
        Shell shell = new Shell(folder.resolve(data), Clock.systemUTC());
        shell.environment().put("ZIMAGE_DATABASE_URL", database);
        shell.environment().put("ZIMAGE_MEDIA_STORE", folder.resolve("pictures").toString());
        return shell;
    }

    @Test
    void a_process_knows_what_another_one_signed_and_so_does_the_next_one() {
        byte[] picture;
        String key;
        try (TestServer first = process("first")) {
            picture = drawn(first);
            key =
                    VerifyCalls.verified(first, "image/jpeg", picture)
                            .path("credentials")
                            .path("issuer")
                            .asString();
        }
        try (TestServer second = process("second")) {
            JsonNode report = VerifyCalls.verified(second, "image/jpeg", picture);

            assertThat(report.path("found_by").asString()).isEqualTo("credentials");
            assertThat(report.path("ours").asBoolean()).isTrue();
            assertThat(
                            VerifyCalls.verified(second, "image/jpeg", drawn(second))
                                    .path("credentials")
                                    .path("issuer")
                                    .asString())
                    .isEqualTo(key);
        }
        assertThat(folder.resolve("first").resolve(IdentityFile.NAME)).doesNotExist();
    }

    @Test
    void commands_on_any_machine_use_the_key_too() throws IOException {
        try (TestServer server = process("first")) {
            Path file = folder.resolve("boat.jpg");

            Shell.Result drawn = shell("laptop").type("generate boat -o " + file);
            Files.createDirectories(folder.resolve("laptop"));
            Shell.Result checked = shell("laptop").type("doctor");

            assertThat(drawn.code()).as(drawn.err()).isZero();
            assertThat(drawn.err()).doesNotContain("for this picture alone");
            assertThat(
                            VerifyCalls.verified(server, "image/jpeg", Files.readAllBytes(file))
                                    .path("found_by")
                                    .asString())
                    .isEqualTo("credentials");
            assertThat(checked.lines())
                    .anyMatch(line -> line.contains("marks") && line.contains("valid until"));
        }
    }

    @Test
    void the_key_of_a_data_directory_stays_when_it_moves_to_a_shared_database() {
        byte[] picture;
        Map<String, String> alone =
                Map.of("engine.name", "sketch", "engine.pixels", "331776", "database.url", "");
        try (TestServer before = TestServer.startWithEngines(folder.resolve("first"), alone)) {
            picture = drawn(before);
        }
        try (TestServer after = process("first")) {
            assertThat(
                            VerifyCalls.verified(after, "image/jpeg", picture)
                                    .path("credentials")
                                    .path("verdict")
                                    .asString())
                    .isEqualTo("valid");
            assertThat(VerifyCalls.verified(after, "image/jpeg", picture).path("ours").asBoolean())
                    .isTrue();
        }
        try (TestServer other = process("other")) {
            assertThat(VerifyCalls.verified(other, "image/jpeg", picture).path("ours").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void without_its_database_a_picture_gets_a_key_of_its_own() throws IOException {
        Shell shell = new Shell(folder.resolve("laptop"), Clock.systemUTC());
        shell.environment().put("ZIMAGE_DATABASE_URL", "postgresql://zimage@127.0.0.1:1/zimage");

        Shell.Result drawn = shell.type("generate boat -o " + folder.resolve("boat.jpg"));

        assertThat(drawn.code()).as(drawn.err()).isZero();
        assertThat(drawn.err())
                .contains("signed with a key for this picture alone: ")
                .contains("database");
    }
}
