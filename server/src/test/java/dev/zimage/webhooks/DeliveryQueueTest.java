package dev.zimage.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Accounts;
import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.SettableClock;
import dev.zimage.webhooks.DeliveryQueue.Outcome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // the fields are set before each test
class DeliveryQueueTest {

    private static final Attempt REFUSED = new Attempt(503, "busy");

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    @AutoClose private Database database;
    private Webhooks webhooks;
    private Deliveries deliveries;
    private DeliveryQueue queue;
    private AccountId account;

    @BeforeEach
    void open() {
        database = DataDirectory.open(folder).database(Databases.Choice.EMBEDDED).open();
        webhooks = Webhooks.open(database, clock, new Random(1));
        deliveries = webhooks.deliveries();
        queue = webhooks.deliveryQueue();
        account =
                Accounts.open(database, clock, new SecureRandom()).create("one").orElseThrow().id();
    }

    private Endpoint endpoint(String url) {
        return webhooks.create(account, url).orElseThrow().endpoint();
    }

    private List<DueDelivery> take() {
        return queue.take(Set.of(), Set.of(), 100);
    }

    @Test
    void a_receiver_that_refuses_is_tried_for_a_day_with_growing_gaps() {
        deliveries.test(endpoint("https://example.com/"));
        List<Duration> gaps = new ArrayList<>();
        Instant start = clock.instant();
        Outcome outcome = Outcome.RETRIED;
        while (outcome == Outcome.RETRIED) {
            outcome = queue.settle(take().getFirst(), REFUSED);
            Instant next = queue.waiting(Set.of(), Set.of()).nextAt();
            if (next != null) {
                gaps.add(Duration.between(clock.instant(), next));
                assertThat(take()).isEmpty();
                clock.advance(gaps.getLast());
            }
        }
        assertThat(outcome).isEqualTo(Outcome.FAILED);
        assertThat(gaps).hasSize(10);
        assertThat(gaps.subList(0, 9)).isSorted();
        assertThat(gaps.getFirst()).isBetween(Duration.ofMillis(4_500), Duration.ofMillis(5_500));
        assertThat(Duration.between(start, clock.instant()))
                .isBetween(Duration.ofHours(21), Duration.ofHours(27));
        Delivery ended = deliveries.list(account, null, 10).getFirst();
        assertThat(ended.status()).isEqualTo(Delivery.Status.FAILED);
        assertThat(ended.attempts()).isEqualTo(11);
        assertThat(ended.answerStatus()).isEqualTo(503);
    }

    /// The first gap is 5 s, the longest is 8 h.
    @ParameterizedTest
    @CsvSource({
        "429, 3600, PT1H",
        "503, 3600, PT1H",
        "503, 999999999, PT8H",
        "429, 'Thu, 01 Jan 2026 00:20:00 GMT', PT20M"
    })
    void a_receiver_that_asks_to_be_left_alone_is(int status, String header, Duration pause) {
        assertThat(gapAfter(new Attempt(status, "busy", header))).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 1",
        "429, soon",
        "429, -3600",
        "503, 'Thu, 01 Jan 2015 00:20:00 GMT'",
        "500, 3600",
        "302, 3600"
    })
    void what_is_no_wish_to_be_left_alone_changes_nothing(int status, String header) {
        assertThat(gapAfter(new Attempt(status, "busy", header)))
                .isBetween(Duration.ofMillis(4_500), Duration.ofMillis(5_500));
    }

    private Duration gapAfter(Attempt attempt) {
        deliveries.test(endpoint("https://example.com/"));
        queue.settle(take().getFirst(), attempt);
        Instant next = Objects.requireNonNull(queue.waiting(Set.of(), Set.of()).nextAt());
        return Duration.between(clock.instant(), next);
    }

    @Test
    void who_takes_a_message_and_dies_leaves_it_to_others_after_the_lease() {
        deliveries.test(endpoint("https://example.com/"));
        DueDelivery first = take().getFirst();
        assertThat(take()).isEmpty();
        clock.advance(DeliveryQueue.LEASE);
        DueDelivery second = take().getFirst();
        assertThat(second.message().id()).isEqualTo(first.message().id());
        assertThat(second.attempt()).isEqualTo(2);
        queue.settle(first, REFUSED);
        assertThat(deliveries.list(account, null, 1).getFirst().lastAt()).isNull();
        queue.settle(second, new Attempt(204, ""));
        assertThat(deliveries.list(account, null, 1).getFirst().status())
                .isEqualTo(Delivery.Status.DELIVERED);
    }

    @Test
    void who_asks_first_whether_something_was_queued_does_not_hide_it_from_the_others() {
        assertThat(webhooks.messages().queuedRecently()).isFalse();
        deliveries.test(endpoint("https://example.com/"));
        assertThat(webhooks.messages().queuedRecently()).isTrue();
        assertThat(webhooks.messages().queuedRecently()).isTrue();
    }

    @Test
    void only_so_many_messages_of_an_account_wait_and_the_rest_can_be_sent_by_hand() {
        Endpoint endpoint = endpoint("https://example.com/");
        fill(endpoint, MessageInsert.MAX_WAITING);
        Delivery one = deliveries.test(endpoint).orElseThrow();
        assertThat(one.status()).isEqualTo(Delivery.Status.FAILED);
        assertThat(one.attempts()).isZero();
        assertThat(one.answer()).contains("10,000 messages");

        queue.settle(take().getFirst(), new Attempt(200, ""));
        assertThat(deliveries.test(endpoint).orElseThrow().status())
                .isEqualTo(Delivery.Status.PENDING);
        assertThat(deliveries.sendAgain(account, one.messageId()).orElseThrow().status())
                .isEqualTo(Delivery.Status.PENDING);
    }

    private void fill(Endpoint endpoint, int messages) {
        database.write(tx ->
                tx.createUpdate(
                                """
                                insert into webhook_deliveries
                                  (message_id, account_id, endpoint_id, url, receiver, type,
                                   created_at, next_at)
                                with recursive numbers (n) as (
                                  select 1 union all select n + 1 from numbers where n < :messages)
                                select 'msg_' || n, :account, :endpoint, 'https://example.com/',
                                       'example.com:443', 'webhook.test', 0, 0 from numbers
                                """)
                        .bind("messages", messages)
                        .bind("account", account.value())
                        .bind("endpoint", endpoint.id().value())
                        .execute());
    }

    @Test
    void each_receiver_has_one_message_at_a_time() {
        Endpoint one = endpoint("https://one.example/a");
        Endpoint same = endpoint("https://ONE.example:443/b");
        Endpoint other = endpoint("https://one.example:8443/a");
        List.of(one, same, other, one).forEach(deliveries::test);
        List<DueDelivery> taken = take();
        assertThat(taken)
                .extracting(DueDelivery::receiver)
                .containsExactlyInAnyOrder("one.example:443", "one.example:8443");
        assertThat(queue.take(Set.of("one.example:443"), Set.of(), 100)).isEmpty();
        assertThat(queue.take(Set.of(), Set.of(account), 100)).isEmpty();
    }

    @Test
    void the_replaced_secret_signs_for_a_day() {
        Endpoint.Id id = endpoint("https://example.com/").id();
        String fresh = webhooks.rotate(account, id).orElseThrow().reveal();
        assertThat(webhooks.secrets(account, id)).hasSize(2);
        assertThat(webhooks.secrets(account, id).getFirst().reveal()).isEqualTo(fresh);
        clock.advance(Webhooks.OVERLAP);
        assertThat(webhooks.secrets(account, id))
                .extracting(WebhookSecret::reveal)
                .containsExactly(fresh);
    }

    @Test
    void a_secret_signs_for_a_day_after_it_was_replaced_however_often_that_happens_again() {
        Webhooks.Created made = webhooks.create(account, "https://example.com/").orElseThrow();
        Endpoint.Id id = made.endpoint().id();
        String first = made.secret().reveal();
        String second = webhooks.rotate(account, id).orElseThrow().reveal();
        clock.advance(Duration.ofHours(1));
        String third = webhooks.rotate(account, id).orElseThrow().reveal();
        assertThat(signing(id)).containsExactly(third, second, first);
        clock.advance(Webhooks.OVERLAP.minusHours(1));
        assertThat(signing(id)).containsExactly(third, second);
        clock.advance(Duration.ofHours(1));
        assertThat(signing(id)).containsExactly(third);
    }

    @Test
    void only_so_many_secrets_sign_at_once() {
        Endpoint.Id id = endpoint("https://example.com/").id();
        String newest = "";
        for (int i = 0; i < SecretStore.MAX_SECRETS + 2; i++) {
            newest = webhooks.rotate(account, id).orElseThrow().reveal();
        }
        assertThat(signing(id)).hasSize(SecretStore.MAX_SECRETS).startsWith(newest);
    }

    @Test
    void the_secret_of_a_deleted_endpoint_cannot_be_replaced() {
        Endpoint.Id id = endpoint("https://example.com/").id();
        webhooks.rotate(account, id);
        webhooks.delete(account, id);
        assertThat(webhooks.rotate(account, id)).isEmpty();
        assertThat(signing(id)).isEmpty();
    }

    private List<String> signing(Endpoint.Id id) {
        return webhooks.secrets(account, id).stream().map(WebhookSecret::reveal).toList();
    }

    @Test
    void an_account_has_only_so_many_endpoints() {
        for (int i = 0; i < Webhooks.MAX_ENDPOINTS; i++) {
            endpoint("https://example.com/" + i);
        }
        assertThat(webhooks.create(account, "https://example.com/")).isEmpty();
    }

    @Test
    void what_has_ended_is_forgotten_after_its_time() {
        Endpoint endpoint = endpoint("https://example.com/");
        deliveries.test(endpoint);
        queue.settle(take().getFirst(), new Attempt(200, "fine"));
        deliveries.test(endpoint);
        clock.advance(Duration.ofDays(8));
        assertThat(deliveries.forgetOld(Duration.ofDays(7))).isEqualTo(1);
        assertThat(deliveries.list(account, null, 10))
                .extracting(Delivery::status)
                .containsExactly(Delivery.Status.PENDING);
    }

    @Test
    void a_delivery_is_found_by_the_page_it_is_on() {
        Endpoint endpoint = endpoint("https://example.com/");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(deliveries.test(endpoint).orElseThrow().messageId());
        }
        assertThat(deliveries.list(account, made.get(2), 1))
                .extracting(Delivery::messageId)
                .containsExactly(made.get(1));
        assertThat(Objects.requireNonNull(deliveries.list(account, "msg_unknown", 9))).isEmpty();
    }
}
