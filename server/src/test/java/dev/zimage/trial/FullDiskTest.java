package dev.zimage.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A disk without room: what can wait waits, what fails is paid back, and nothing is lost.
class FullDiskTest {

    private static final int TASKS = 40;

    @TempDir Path folder;

    static Stream<LimitedDisk> disks() {
        return LimitedDisk.available();
    }

    @Test
    void there_is_a_way_to_fill_a_disk_on_this_machine() {
        assertThat(disks()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("disks")
    @Timeout(900)
    void a_full_disk_loses_nothing_and_the_server_recovers(LimitedDisk kind) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        try (InstalledServer installation =
                        new InstalledServer(
                                        disk.resolve("data"),
                                        folder.resolve("log"),
                                        command -> kind.wrap(command, disk))
                                .start();
                Client client = new Client(installation, installation.liveKey())) {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < TASKS; i++) {
                ids.add(client.submit("before " + i).text("id"));
            }

            kind.fill(installation, disk);
            requireToGoOn(client, ids);
            kind.free(installation, disk);

            ids.add(firstTaken(client));
            requireRightEnds(client, ids);
            assertThat(installation.terminate()).isEqualTo(143);
        }
        assertThat(Files.readString(folder.resolve("log"))).contains("ERROR");
    }

    /// Without room orders are refused in the right way, and reading goes on.
    private static void requireToGoOn(Client client, Set<String> ids) throws IOException {
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Client.Reply order = client.submit("meanwhile " + i);
            if (order.status() == 200) {
                ids.add(order.text("id"));
            } else {
                // Where a limit is reached, SQLite does not say that there is no room.
                assertThat(order.status() + "/" + order.errorCode()).isIn("503/60010", "503/70002");
            }
            answers.add(order.status());
            assertThat(client.task(ids.iterator().next()).status()).isEqualTo(200);
            assertThat(client.get("/api/v1/balance").status()).isEqualTo(200);
            assertThat(client.get("/api/v1/tasks?limit=100").status()).isEqualTo(200);
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            Client.pause(Duration.ofMillis(50));
        }
        assertThat(answers).contains(503);
    }

    private static String firstTaken(Client client) {
        Client.Reply taken = Eventually.seen(() -> ordered(client), order -> order.status() == 200);
        assertThat(taken.status()).as("the server has recovered").isEqualTo(200);
        return taken.text("id");
    }

    private static Client.Reply ordered(Client client) {
        try {
            return client.submit("afterwards");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireRightEnds(Client client, Set<String> ids) throws IOException {
        long completed = 0;
        for (JsonNode task : client.awaitEnd(ids).values()) {
            if (task.path("status").asString("").equals("completed")) {
                completed++;
                String url = task.path("output").path("image_urls").path(0).asString("");
                assertThat(client.get(url).body()).startsWith(0xFF, 0xD8);
            } else {
                assertThat(task.path("error").path("code").asInt()).isEqualTo(80_001);
            }
        }
        assertThat(completed).isPositive();
        assertThat(client.balance()).isEqualTo(10_000 - 4 * completed);
    }
}
