package dev.zimage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.events.EventReader.Event;
import dev.zimage.database.Database;
import dev.zimage.server.Eventually;
import dev.zimage.server.OnEveryDatabase;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestKeys;
import dev.zimage.server.TestServer;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a listener of a task hears.
@Timeout(200)
@OnEveryDatabase
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
}
