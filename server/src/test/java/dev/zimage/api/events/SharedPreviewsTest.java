package dev.zimage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.events.EventReader.Event;
import dev.zimage.database.Database;
import dev.zimage.database.PostgresCluster;
import dev.zimage.server.Eventually;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Events of a task through a process that does not draw it.
@Timeout(200)
class SharedPreviewsTest {

    @TempDir Path folder;

    private TestServer start(String role) {
        return TestServer.start(
                folder.resolve(role),
                Map.of(
                        "server.role",
                        role,
                        "engine.name",
                        "sketch",
                        "database.url",
                        PostgresCluster.url(folder),
                        "media.store",
                        folder.resolve("pictures").toString()));
    }

    @Test
    void a_preview_reaches_the_clients_of_another_process_and_is_gone_with_its_task() {
        try (TestServer worker = start("worker");
                TestServer api = start("api");
                Database database = api.openDatabase()) {
            Eventually.seen(() -> api.get("/health/ready").status(), status -> status == 200);
            String id = api.submitted("watched: a boat");
            Event preview;
            List<Event> rest;
            try (EventReader reader = EventReader.open(api, id + "/events?preview=true")) {
                preview = preview(reader);
                worker.live().letGo(1);
                rest = reader.rest();
            }

            assertThat(preview.data().path("id").asString()).isEqualTo(id);
            assertThat(preview.data().path("width").asInt()).isEqualTo(16);
            assertThat(preview.data().path("height").asInt()).isEqualTo(8);
            assertThat(Base64.getDecoder().decode(preview.data().path("data").asString()))
                    .startsWith(0xFF, 0xD8);
            assertThat(rest.getLast().name()).isEqualTo("completed");
            assertThat(worker.live().drawn()).containsExactly("watched: a boat");
            assertThat(Eventually.seen(() -> stored(database), rows -> rows == 0)).isZero();
        }
    }

    private static Event preview(EventReader reader) {
        Event event = Objects.requireNonNull(reader.next());
        while (!event.name().equals("preview")) {
            event = Objects.requireNonNull(reader.next(), "the stream ended without a preview");
        }
        return event;
    }

    private static int stored(Database database) {
        return database.read(tx ->
                tx.createQuery("select count(*) from task_previews").mapTo(Integer.class).one());
    }
}
