package dev.zimage.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.events.EventReader.Event;
import dev.zimage.database.Database;
import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How many event streams there are at once, and how they end.
@Timeout(200)
@OnEveryDatabase
class EventStreamsTest {

    @Test
    void a_silent_stream_shows_that_it_lives_and_ends_when_the_key_is_revoked(@TempDir Path folder)
            throws Exception {
        try (TestServer quick = TestServer.start(folder, Map.of("events.heartbeat", "1s"))) {
            String id = quick.submitted("slow: boat");
            quick.live().awaitStart();
            try (EventReader reader = EventReader.open(quick, id + "/events");
                    Database database = quick.openDatabase()) {
                reader.next();
                assertThat(reader.line()).isEqualTo(": still here");
                database.write(tx -> tx.execute("update api_keys set revoked_at = 1"));
                assertThat(reader.rest()).isEmpty();
            }
        }
    }

    @Test
    void an_account_has_only_so_many_streams(@TempDir Path folder) throws Exception {
        try (TestServer small = TestServer.start(folder, Map.of("events.streams", "1"))) {
            String id = small.submitted("slow: boat");
            small.live().awaitStart();
            try (EventReader first = EventReader.open(small, id + "/events")) {
                first.next();
                TestServer.Reply second = small.get("/api/v1/tasks/" + id + "/events");
                assertThat(second.status()).isEqualTo(429);
                assertThat(second.errorCode()).isEqualTo(50001);
                assertThat(second.header("Retry-After")).isEqualTo("5");
                small.live().letGo(1);
                assertThat(first.rest()).isNotEmpty();
            }
        }
    }

    @Test
    void a_stop_tells_the_end_of_what_finishes_and_lets_the_others_go(@TempDir Path folder)
            throws Exception {
        Map<String, String> settings = Map.of("engine.workers", "1");
        try (TestServer stopping = TestServer.start(folder, settings)) {
            String running = stopping.submitted("slow: boat");
            stopping.live().awaitStart();
            String queued = stopping.submitted("slow: second");
            try (EventReader ends = EventReader.open(stopping, running + "/events");
                    EventReader waits = EventReader.open(stopping, queued + "/events")) {
                ends.next();
                waits.next();
                Thread stop = Thread.ofPlatform().start(stopping::stop);
                Eventually.seen(
                        () -> stopping.get("/health/ready").status(), status -> status != 200);
                stopping.live().letGo(1);
                assertThat(ends.rest().getLast().name()).isEqualTo("completed");
                assertThat(waits.rest())
                        .extracting(Event::status)
                        .doesNotContain("completed", "failed");
                stop.join();
            }
        }
    }

    @Test
    void a_thousand_listeners_hear_of_the_end(@TempDir Path folder) throws Exception {
        Map<String, String> settings = Map.of("limits.requests_per_minute", "1000000");
        try (TestServer busy = TestServer.start(folder, settings)) {
            String id = busy.submitted("slow: boat");
            busy.live().awaitStart();
            try (ManySubscribers listeners =
                    new ManySubscribers(
                            busy.port(),
                            "/api/v1/tasks/" + id + "/events",
                            busy.liveKey(),
                            1_000)) {
                listeners.awaitFirstEvents();
                assertThat(new String(busy.get("/metrics").raw().body(), UTF_8))
                        .contains("zimage_events_listeners 1000");
                busy.live().letGo(1);
                assertThat(listeners.awaitEnds()).isEqualTo(1_000);
            }
        }
    }
}
