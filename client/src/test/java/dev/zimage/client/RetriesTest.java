package dev.zimage.client;

import static dev.zimage.client.ScriptedServer.answer;
import static dev.zimage.client.ScriptedServer.error;
import static dev.zimage.client.ScriptedServer.halfAnAnswer;
import static dev.zimage.client.ScriptedServer.hangUp;
import static dev.zimage.client.ScriptedServer.stall;
import static dev.zimage.client.ScriptedServer.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(200)
class RetriesTest {

    private static final ImageOrder BOAT = ImageOrder.of("a boat");

    private final SteppingClock time = new SteppingClock();

    private ZImageClient client(ScriptedServer server) {
        return client(server.address());
    }

    private ZImageClient client(URI address) {
        return ZImageClient.builder(address, "rk_live_x").time(time).build();
    }

    @Test
    void a_lost_answer_is_asked_for_again_under_the_same_key() {
        try (ScriptedServer server =
                        new ScriptedServer(hangUp(), halfAnAnswer(), task("processing"));
                ZImageClient client = client(server)) {
            assertThat(client.submit(BOAT).id()).isEqualTo("task_1");

            assertThat(server.seen()).hasSize(3).allMatch(s -> !s.idempotencyKey().isEmpty());
            assertThat(server.seen())
                    .extracting(ScriptedServer.Seen::idempotencyKey)
                    .containsOnly(server.seen().getFirst().idempotencyKey());
        }
    }

    @Test
    void two_orders_have_two_keys() {
        try (ScriptedServer server = new ScriptedServer(task("processing"));
                ZImageClient client = client(server)) {
            client.submit(BOAT);
            client.submit(BOAT);

            assertThat(server.seen())
                    .extracting(ScriptedServer.Seen::idempotencyKey)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void a_body_that_stalls_is_given_up_and_asked_for_again() {
        try (ScriptedServer server = new ScriptedServer(stall(), task("processing"));
                ZImageClient client =
                        ZImageClient.builder(server.address(), "rk_live_x")
                                .requestTimeout(Duration.ofMillis(700))
                                .time(time)
                                .build()) {
            assertThat(client.submit(BOAT).id()).isEqualTo("task_1");
        }
    }

    @Test
    void what_the_server_says_not_to_retry_is_not_sent_again() {
        try (ScriptedServer server =
                        new ScriptedServer(
                                answer(
                                        503,
                                        "{\"error\":{\"code\":60012,\"message\":\"broken"
                                                + " weights\"}}",
                                        "x-should-retry",
                                        "false"));
                ZImageClient client = client(server)) {
            assertThatThrownBy(() -> client.submit(BOAT))
                    .isInstanceOf(ServerErrorException.class)
                    .hasMessageContaining("broken weights");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void what_may_pass_is_tried_again_no_sooner_than_the_server_asks(int status) {
        try (ScriptedServer server =
                        new ScriptedServer(
                                error(status, 60010, "Retry-After", "7"), task("processing"));
                ZImageClient client = client(server)) {
            client.submit(BOAT);

            assertThat(time.slept()).hasSize(1);
            assertThat(time.slept().getFirst())
                    .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        }
    }

    @Test
    void the_pauses_grow_and_end_with_the_time_of_the_call() {
        try (ScriptedServer server = new ScriptedServer(answer(502, "<html>bad gateway</html>"));
                ZImageClient client = client(server)) {
            ServerErrorException e =
                    catchThrowableOfType(ServerErrorException.class, client::balance);

            assertThat(e.status()).isEqualTo(502);
            assertThat(e.code()).isZero();
            Duration all = time.slept().stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(all).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
            assertThat(time.slept().getFirst()).isLessThanOrEqualTo(Duration.ofMillis(250));
            assertThat(time.slept().getLast()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_wait_that_is_longer_than_the_call_may_take_is_not_begun() {
        try (ScriptedServer server = new ScriptedServer(error(503, 60012, "Retry-After", "3600"));
                ZImageClient client = client(server)) {
            ServerErrorException e =
                    catchThrowableOfType(ServerErrorException.class, () -> client.submit(BOAT));

            assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1));
            assertThat(e.requestId()).isEqualTo("req_1");
            assertThat(time.slept()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 500})
    void what_stays_wrong_is_not_tried_again(int status) {
        try (ScriptedServer server = new ScriptedServer(error(status, 20003));
                ZImageClient client = client(server)) {
            ApiException e = catchThrowableOfType(ApiException.class, () -> client.submit(BOAT));

            assertThat(e.status()).isEqualTo(status);
            assertThat(e.code()).isEqualTo(20003);
            assertThat(e).hasMessageContaining("told to").hasMessageContaining("req_1");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void every_status_has_its_exception() {
        assertThat(thrown(401)).isInstanceOf(AuthenticationException.class);
        assertThat(thrown(402)).isInstanceOf(InsufficientCreditsException.class);
        assertThat(thrown(403)).isInstanceOf(ForbiddenException.class);
        assertThat(thrown(404)).isInstanceOf(NotFoundException.class);
        assertThat(thrown(422)).isInstanceOf(InvalidRequestException.class);
        assertThat(thrown(429)).isInstanceOf(RateLimitedException.class);
        assertThat(thrown(500)).isInstanceOf(ServerErrorException.class);
    }

    private ApiException thrown(int status) {
        try (ScriptedServer server = new ScriptedServer(error(status, 1, "Retry-After", "9999"));
                ZImageClient client = client(server)) {
            return catchThrowableOfType(ApiException.class, client::balance);
        }
    }

    @Test
    void a_redirect_is_not_followed_for_it_would_carry_the_key_elsewhere() {
        try (ScriptedServer other = new ScriptedServer(answer(200, "{\"balance\":1}"));
                ScriptedServer server =
                        new ScriptedServer(
                                answer(302, "", "Location", other.address().toString()));
                ZImageClient client = client(server)) {
            assertThatThrownBy(client::balance).isInstanceOf(ApiException.class);
            assertThat(other.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html></html>",
                "{\"balance\":\"much\"}",
                "{\"balance\":1e99}",
                "{\"balance\":1.5}",
                "{\"balance\":"
            })
    void an_answer_that_is_no_answer_is_told(String body) {
        try (ScriptedServer server = new ScriptedServer(answer(200, body));
                ZImageClient client = client(server)) {
            assertThatThrownBy(client::balance).isInstanceOf(UnexpectedAnswerException.class);
        }
    }

    @Test
    void members_that_are_new_are_passed_over() {
        try (ScriptedServer server =
                        new ScriptedServer(answer(200, "{\"new\":[{}],\"balance\":5}"));
                ZImageClient client = client(server)) {
            assertThat(client.balance()).isEqualTo(5);
        }
    }

    @Test
    void nobody_there_is_told_after_some_attempts() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (ZImageClient client = client(URI.create("http://127.0.0.1:" + free))) {
            assertThatThrownBy(client::balance)
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("127.0.0.1:" + free);
            assertThat(time.slept()).hasSize(5);
        }
    }

    @Test
    void a_lost_answer_to_a_cancel_is_no_error() {
        String cancelled =
                """
                {"id":"task_1","model":"z-image","status":"failed","created_at":1,
                 "output":null,"error":{"code":80004,"message":"cancelled"}}\
                """;
        try (ScriptedServer server =
                        new ScriptedServer(hangUp(), error(409, 40901), answer(200, cancelled));
                ZImageClient client = client(server)) {
            assertThat(client.cancel("task_1").failure())
                    .isEqualTo(new TaskFailure(80004, "cancelled"));
        }
    }

    @Test
    void the_key_is_in_no_message() {
        String key = "rk_live_verysecret";
        try (ScriptedServer server = new ScriptedServer(error(401, 10003));
                ZImageClient client = ZImageClient.create(server.address(), key)) {
            Throwable thrown = catchThrowableOfType(ApiException.class, client::balance);

            assertThat(thrown.toString() + client).doesNotContain("verysecret");
        }
        assertThatThrownBy(() -> ZImageClient.create(URI.create("http://h"), key + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("verysecret");
    }

    @Test
    void an_address_that_is_none_is_refused() {
        for (String address : List.of("images", "ftp://h", "http://a:b@h", "http://h/?q", "/p")) {
            assertThatThrownBy(() -> ZImageClient.create(URI.create(address), "k"))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
