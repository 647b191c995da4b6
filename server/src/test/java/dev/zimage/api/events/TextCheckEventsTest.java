package dev.zimage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The events of a task whose first picture is misspelt.
@SuppressWarnings("NullAway.Init") // set before each test
@Timeout(120)
class TextCheckEventsTest {

    @TempDir Path folder;
    @AutoClose private TestServer server;
    private String id;

    @BeforeEach
    void orderAPoster() throws InterruptedException {
        server = TestServer.start(folder);
        server.live().write("OPENNING SOON", "OPENING SOON");
        TestServer.Reply reply =
                server.post(
                        "/api/v1/images/generations",
                        """
                        {"model":"z-image","prompt":"slow: a poster that reads 'OPENING SOON'",\
                        "text_check":"retry"}\
                        """);
        id = reply.json().path("id").asString();
        server.live().awaitStart();
    }

    @Test
    void events_show_the_attempts() {
        try (EventReader events = EventReader.open(server, id + "/events")) {
            server.live().letGo(1);
            assertThat(firstAfter(events, 1).name()).isEqualTo("progress");
            server.live().letGo(1);
            assertThat(events.rest())
                    .extracting(event -> event.data().path("text_check").path("exact").asBoolean())
                    .endsWith(true);
        }
    }

    /// The second picture may show progress before what was read in the first one is stored.
    @Test
    void who_has_seen_the_progress_still_gets_what_was_read() throws InterruptedException {
        server.live().letGo(1);
        server.live().awaitStart();
        String seen;
        try (EventReader events = EventReader.open(server, id + "/events")) {
            EventReader.Event checked = firstAfter(events, 1);
            long progress = Math.round(checked.data().path("progress").asDouble() * 1_000);
            seen = "running-1-" + progress;
        }
        try (EventReader events = EventReader.open(server, id + "/events", "Last-Event-ID", seen)) {
            assertThat(firstAfter(events, 1).name()).isEqualTo("progress");
        }
        server.live().letGo(1);
    }

    /// The first event after which so many pictures were drawn.
    private static EventReader.Event firstAfter(EventReader events, int drawn) {
        for (EventReader.Event event = events.next(); event != null; event = events.next()) {
            if (event.data().path("text_check").path("attempts").asInt(0) >= drawn) {
                return event;
            }
        }
        throw new AssertionError("the stream ended before " + drawn + " pictures were drawn");
    }
}
