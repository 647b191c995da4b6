package dev.zimage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.PostgresCluster;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoreKind;
import dev.zimage.server.Eventually;
import dev.zimage.server.SettableClock;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Links to pictures: whom they let in, for how long, and what they answer.
@ParameterizedClass
@MethodSource("places")
class MediaTest {

    private final StoreKind kind;
    private final boolean onPostgres;
    @TempDir Path folder;
    private StoreKind.Place place;

    MediaTest(StoreKind kind, boolean onPostgres) {
        this.kind = kind;
        this.onPostgres = onPostgres;
    }

    static Stream<Arguments> places() {
        return Stream.of(StoreKind.values())
                .flatMap(kind -> Stream.of(Arguments.of(kind, false), Arguments.of(kind, true)));
    }

    @BeforeEach
    void place() {
        place = kind.place(folder.resolve("pictures"));
    }

    private TestServer start() {
        return start(Clock.systemUTC());
    }

    private TestServer start(Clock clock) {
        Path data = folder.resolve("data");
        Map<String, String> settings = new HashMap<>(place.settings());
        if (onPostgres) {
            settings.put("database.url", PostgresCluster.url(data));
        }
        return TestServer.start(data, clock, settings);
    }

    @Test
    void a_link_needs_no_key_and_answers_get_and_head_alike() {
        try (TestServer server = start()) {
            String link = linkOf(server, "a cat");

            Reply get = server.send(HttpRequest.newBuilder(URI.create(link)));
            Reply head =
                    server.send(
                            HttpRequest.newBuilder(URI.create(link))
                                    .method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(get.status()).isEqualTo(200);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.raw().body()).isEmpty();
            for (String header : new String[] {"Content-Type", "Content-Length", "ETag"}) {
                assertThat(head.header(header)).isEqualTo(get.header(header)).isNotEmpty();
            }
            assertThat(get.header("Content-Length"))
                    .isEqualTo(String.valueOf(get.raw().body().length));
        }
    }

    @Test
    void a_part_of_a_picture_can_be_asked_for() {
        try (TestServer server = start()) {
            String link = linkOf(server, "a cat");
            byte[] whole = server.get(link).raw().body();

            Reply part = server.send(server.request(link).header("Range", "bytes=10-19"));
            Reply last = server.send(server.request(link).header("Range", "bytes=-5"));
            Reply beyond = server.send(server.request(link).header("Range", "bytes=99999999-"));

            assertThat(part.status()).isEqualTo(206);
            assertThat(part.raw().body()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
            assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/" + whole.length);
            assertThat(last.raw().body())
                    .isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
            assertThat(beyond.status()).isEqualTo(416);
            assertThat(beyond.header("Content-Range")).isEqualTo("bytes */" + whole.length);
        }
    }

    /// Values of `If-None-Match`, where TAG stands for the tag of the picture.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TAG",
                "W/TAG",
                "*",
                " W/TAG ",
                "\"x\", TAG",
                "W/\"x\",W/TAG , \"y\"",
                "\"a,b\", TAG",
                "\"\", ,TAG",
                "TAG, *"
            })
    void a_picture_that_the_client_has_is_not_sent_again(String known) {
        try (TestServer server = start()) {
            String link = linkOf(server, "a cat");
            String tag = server.get(link).header("ETag");

            Reply again = withHeader(server, link, "If-None-Match", known.replace("TAG", tag));

            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo(tag);
            assertThat(again.header("Content-Length"))
                    .isEqualTo(server.get(link).header("Content-Length"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BARE",
                "w/TAG",
                "W/BARE",
                "\"x, TAG",
                "\"x,BARE\"",
                "\"*\"",
                "W/*",
                "",
                ","
            })
    void any_other_picture_is_sent(String known) {
        try (TestServer server = start()) {
            String link = linkOf(server, "a cat");
            String tag = server.get(link).header("ETag");
            String sent = known.replace("TAG", tag).replace("BARE", tag.replace("\"", ""));

            assertThat(withHeader(server, link, "If-None-Match", sent).status()).isEqualTo(200);
        }
    }

    @Test
    void a_range_is_answered_only_for_the_very_same_bytes() {
        try (TestServer server = start()) {
            String link = linkOf(server, "a cat");
            String tag = server.get(link).header("ETag");

            assertThat(range(server, link, tag)).isEqualTo(206);
            for (String other :
                    List.of(
                            "W/" + tag,
                            "\"x\"",
                            "*",
                            "Thu, 01 Jan 2026 00:00:00 GMT",
                            tag + ", \"x\"")) {
                assertThat(range(server, link, other)).as(other).isEqualTo(200);
            }
        }
    }

    private static int range(TestServer server, String link, String condition) {
        return server.send(
                        server.request(link)
                                .header("Range", "bytes=0-9")
                                .header("If-Range", condition))
                .status();
    }

    private static Reply withHeader(TestServer server, String link, String name, String value) {
        return server.send(server.request(link).header(name, value));
    }

    @Test
    void a_link_that_was_changed_is_refused() {
        try (TestServer server = start()) {
            String link = linkOf(server, "a cat");
            String other = linkOf(server, "a dog");
            String expires = link.replaceAll(".*expires=(\\d+).*", "$1");

            assertThat(server.get(link.replace(expires, expires + "0")).status()).isEqualTo(403);
            assertThat(server.get(link.substring(0, link.length() - 2)).status()).isEqualTo(403);
            assertThat(server.get(link.substring(0, link.indexOf('?'))).status()).isEqualTo(403);
            assertThat(
                            server.get(
                                            link.substring(0, link.indexOf('?'))
                                                    + other.substring(other.indexOf('?')))
                                    .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_link_is_gone_after_its_expiry_and_a_poll_gives_a_new_one() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (TestServer server = start(clock)) {
            String id = server.submitted("a cat");
            String link = link(server.awaitEnd(id));

            clock.advance(Duration.ofHours(25));

            Reply gone = server.get(link);
            assertThat(gone.status()).isEqualTo(410);
            String fresh = link(server.get("/api/v1/tasks/" + id).json());
            assertThat(fresh).isNotEqualTo(link);
            assertThat(server.get(fresh).status()).isEqualTo(200);
        }
    }

    @Test
    void a_link_stays_the_same_from_poll_to_poll() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (TestServer server = start(clock)) {
            String id = server.submitted("a cat");
            String link = link(server.awaitEnd(id));
            clock.advance(Duration.ofHours(1));

            assertThat(link(server.get("/api/v1/tasks/" + id).json())).isEqualTo(link);
        }
    }

    @Test
    void a_picture_is_deleted_when_its_retention_is_over() {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        try (TestServer server = start(clock)) {
            String id = server.submitted("a cat");
            JsonNode task = server.awaitEnd(id);
            assertThat(task.path("expires_at").asLong())
                    .isEqualTo(task.path("finished_at").asLong() + Duration.ofDays(7).toSeconds());
            assertThat(pictures()).as("the picture and its thumbnail").isEqualTo(2);

            clock.advance(Duration.ofDays(7).plusSeconds(1));
            JsonNode later = server.get("/api/v1/tasks/" + id).json();
            assertThat(later.path("status").asString()).isEqualTo("completed");
            assertThat(later.path("output").path("image_urls")).isEmpty();
            assertThat(Eventually.seen(this::pictures, left -> left == 0)).isZero();
        }
    }

    private long pictures() {
        AtomicLong found = new AtomicLong();
        try (MediaStore store = place.open()) {
            store.browse(Instant.now().plusSeconds(60), some -> found.addAndGet(some.size()));
            return found.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String linkOf(TestServer server, String prompt) {
        return link(server.awaitEnd(server.submitted(prompt)));
    }

    private static String link(JsonNode task) {
        return task.path("output").path("image_urls").path(0).asString();
    }
}
