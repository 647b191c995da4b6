package dev.zimage.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Mode;
import dev.zimage.api.events.EventReader.Event;
import dev.zimage.database.Database;
import dev.zimage.server.Eventually;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(200)
class EventsTest {

    @RegisterExtension static final SharedServer SHARED = new SharedServer();

    private final TestServer server = SHARED.get();

    @Test
    void a_listener_sees_the_progress_and_then_the_picture() throws Exception {
        String id = server.submitted("slow: boat");
        server.live().awaitStart();
        try (EventReader reader = EventReader.open(server, id + "/events")) {
            Event first = Objects.requireNonNull(reader.next());
            assertThat(first.name()).isEqualTo("progress");
            assertThat(first.status()).isEqualTo("processing");
            assertThat(first.data().path("progress").asDouble()).isEqualTo(0.5);
            server.live().letGo(1);
            List<Event> rest = reader.rest();
            Event last = rest.getLast();
            assertThat(last.name()).isEqualTo("completed");
            String link = last.data().at("/output/image_urls/0").asString();
            assertThat(server.get(link).status()).isEqualTo(200);
            assertThat(last.data()).isEqualTo(server.get("/api/v1/tasks/" + id).json());
            assertThat(rest).extracting(Event::id).doesNotHaveDuplicates().doesNotContain("");
        }
    }

    @Test
    void proxies_and_caches_are_told_to_keep_away() {
        String id = server.submitted("a boat");
        try (EventReader reader = EventReader.open(server, id + "/events")) {
            var headers = reader.answer().headers();
            assertThat(headers.firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store, no-transform");
            assertThat(headers.firstValue("X-Accel-Buffering")).contains("no");
            assertThat(headers.firstValue("Content-Length")).isEmpty();
            assertThat(headers.firstValue("ratelimit-policy")).isPresent();
            assertThat(reader.line()).isEqualTo("retry: 2000");
        }
    }

    @Test
    void a_task_that_has_ended_gives_its_end_at_once() {
        String done = server.submitted("a boat");
        String failed = server.submitted("fail");
        server.awaitEnd(done);
        server.awaitEnd(failed);
        try (EventReader reader = EventReader.open(server, done + "/events")) {
            assertThat(reader.rest()).extracting(Event::name).containsExactly("completed");
        }
        try (EventReader reader = EventReader.open(server, failed + "/events")) {
            Event only = reader.rest().getFirst();
            assertThat(only.name()).isEqualTo("failed");
            assertThat(only.data().at("/error/code").asInt()).isEqualTo(80001);
        }
    }

    @Test
    void a_cancelled_task_ends_its_stream() throws Exception {
        String id = server.submitted("slow: boat");
        server.live().awaitStart();
        try (EventReader reader = EventReader.open(server, id + "/events")) {
            assertThat(server.post("/api/v1/tasks/" + id + "/cancel", "").status()).isEqualTo(200);
            assertThat(reader.rest().getLast().data().at("/error/code").asInt()).isEqualTo(80004);
        }
    }

    @Test
    void who_comes_again_sees_what_is_new_and_not_what_was_seen() throws Exception {
        String id = server.submitted("slow: boat");
        server.live().awaitStart();
        String seen;
        try (EventReader reader = EventReader.open(server, id + "/events")) {
            seen = Objects.requireNonNull(reader.next()).id();
        }
        try (EventReader reader = EventReader.open(server, id + "/events", "Last-Event-ID", seen)) {
            server.live().letGo(1);
            List<Event> events = reader.rest();
            assertThat(events).extracting(Event::id).doesNotContain(seen);
            assertThat(events.getLast().name()).isEqualTo("completed");
        }
        try (EventReader reader = EventReader.open(server, id + "/events", "Last-Event-ID", seen)) {
            assertThat(reader.rest()).extracting(Event::name).containsExactly("completed");
        }
    }

    @Test
    void who_has_seen_the_end_is_told_not_to_come_again() {
        String id = server.submitted("a boat");
        server.awaitEnd(id);
        String end;
        try (EventReader reader = EventReader.open(server, id + "/events")) {
            end = reader.rest().getFirst().id();
        }
        try (EventReader reader = EventReader.open(server, id + "/events", "Last-Event-ID", end)) {
            assertThat(reader.answer().statusCode()).isEqualTo(204);
        }
    }

    @Test
    void previews_come_to_those_who_ask_for_them() throws Exception {
        String id = server.submitted("slow: boat");
        server.live().awaitStart();
        String waiting = server.submitted("slow: second");
        server.live().awaitStart();
        String third = server.submitted("slow: a third boat");
        try (EventReader with = EventReader.open(server, third + "/events?preview=true");
                EventReader without = EventReader.open(server, third + "/events")) {
            // Positions may be somewhat out of date: they count what has begun meanwhile.
            first(with, event -> event.data().path("queue_position").asInt() == 1);
            server.live().letGo(2);
            Event preview = first(with, event -> event.name().equals("preview"));
            server.live().letGo(1);
            assertThat(preview.data().path("id").asString()).isEqualTo(third);
            assertThat(preview.data().path("width").asInt()).isEqualTo(16);
            assertThat(Base64.getDecoder().decode(preview.data().path("data").asString()))
                    .startsWith(0xFF, 0xD8);
            assertThat(without.rest())
                    .extracting(Event::name)
                    .doesNotContain("preview")
                    .contains("completed");
        }
        List.of(id, waiting, third).forEach(server::awaitEnd);
    }

    /// Reads on to an event.
    private static Event first(EventReader reader, Predicate<Event> wanted) {
        Event event = Objects.requireNonNull(reader.next());
        while (!wanted.test(event)) {
            event = Objects.requireNonNull(reader.next(), "the stream ended without it");
        }
        return event;
    }

    @Test
    void a_task_of_somebody_else_is_not_found() {
        String id = server.submitted("a boat");
        String outsider = TestKeys.ofNewAccount(server, "outsider");
        String path = "/api/v1/tasks/" + id + "/events";
        TestServer.Reply reply =
                server.send(server.request(path).setHeader("Authorization", "Bearer " + outsider));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.errorCode()).isEqualTo(40001);
    }

    @Test
    void head_does_not_wait() throws Exception {
        String id = server.submitted("slow: boat");
        server.live().awaitStart();
        TestServer.Reply head =
                server.send(server.request("/api/v1/tasks/" + id + "/events").HEAD());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
        server.live().letGo(1);
        server.awaitEnd(id);
    }

    @Test
    void a_wrong_parameter_is_named() {
        TestServer.Reply reply = server.get("/api/v1/tasks/task_1/events?preview=yes");
        assertThat(reply.errorCode()).isEqualTo(20003);
        assertThat(reply.errorMessage()).contains("preview", "yes");
    }

    @Test
    void an_end_that_another_process_wrote_is_found() throws Exception {
        String id = server.submitted("deaf: boat");
        server.live().awaitStart();
        try (EventReader reader = EventReader.open(server, id + "/events");
                Database other = server.openDatabase()) {
            reader.next();
            assertThat(Eventually.seen(() -> end(other, id), rows -> rows == 1)).isOne();
            assertThat(reader.rest().getLast().name()).isEqualTo("failed");
        }
        server.live().letGo(1);
    }

    /// Ends a task that runs.
    ///
    /// @return how many there were
    private static int end(Database database, String id) {
        return database.write(tx ->
                tx.execute(
                        """
                        update tasks
                        set status = 'failed', worker = null, lease_until = null,
                            finished_at = 1, error_code = 80001, error_message = 'x'
                        where status = 'running' and id = ?
                        """,
                        id.substring("task_".length())));
    }

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
