package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Caller;
import dev.zimage.database.Database;
import dev.zimage.requests.RecordedRequest;
import dev.zimage.requests.RequestCursor;
import dev.zimage.requests.RequestFilter;
import dev.zimage.requests.RequestHistory;
import dev.zimage.requests.ServedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RequestHistoryTest {

    private static final int ROWS = 1_000;
    private static final ServedRequest.Sender PERSON =
            new ServedRequest.Sender(new AccountId(99), null);

    private static final String DROPPED = "zimage.request.history.dropped";
    private static final String SUBMIT = "/api/v1/images/generations";

    private final TestDatabase kind;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @TempDir Path folder;

    private Store store;
    private RequestHistory history;

    RequestHistoryTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        history = process(store.database());
    }

    @AfterEach
    void close() {
        history.close();
        store.close();
    }

    private RequestHistory process(Database database) {
        return RequestHistory.open(
                database,
                store.clock(),
                new RequestHistory.Terms(true, Duration.ofHours(24), ROWS),
                metrics);
    }

    private static ServedRequest request(
            String route, int status, ServedRequest.@Nullable Sender sender) {
        return new ServedRequest(
                "req_" + UUID.randomUUID(),
                "POST",
                route,
                status,
                status < 400 ? null : 60010,
                Duration.ofNanos(1_234_567),
                sender,
                "192.0.2.1",
                null);
    }

    private static ServedRequest.Sender sender(Caller caller) {
        return new ServedRequest.Sender(caller.account(), caller.key());
    }

    /// Has what was recorded stored, and goes on with a new process.
    private void store() {
        history.start();
        history.close();
        history = process(store.database());
    }

    private List<String> found(RequestFilter filter) {
        return history.find(filter, null, 100).stream().map(each -> each.request().id()).toList();
    }

    private static RequestFilter filter(
            RequestFilter.@Nullable StatusClass status, String key, String route, String account) {
        return new RequestFilter(null, "", status, key, route, account);
    }

    @Test
    void a_request_is_found_as_it_was_recorded() {
        Caller shop = store.customer("shop", 0);
        ServedRequest sent =
                new ServedRequest(
                        "req_" + UUID.randomUUID(),
                        "POST",
                        SUBMIT,
                        200,
                        null,
                        Duration.ofNanos(1_234_000),
                        sender(shop),
                        "192.0.2.1",
                        "task_018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e");
        history.record(sent);
        store();

        RecordedRequest found = history.find(RequestFilter.NONE, null, 10).getFirst();

        assertThat(found.request()).isEqualTo(sent);
        assertThat(found.at()).isEqualTo(store.clock().instant().minusMillis(1));
        assertThat(found.accountName()).isEqualTo("shop");
        assertThat(found.key())
                .satisfies(key -> assertThat(key.hint()).startsWith("rk_live_"))
                .satisfies(key -> assertThat(key.name()).isEqualTo("key"));
    }

    @Test
    void all_processes_have_one_list_by_time() {
        List<String> sent = new ArrayList<>();
        try (Database second = kind.open(folder);
                RequestHistory other = process(second)) {
            other.start();
            for (int i = 0; i < 6; i++) {
                ServedRequest request = request(SUBMIT, 200, PERSON);
                (i % 2 == 0 ? history : other).record(request);
                sent.addFirst(request.id());
                store.clock().advance(Duration.ofMillis(5));
            }
            store();
        }

        assertThat(found(RequestFilter.NONE)).isEqualTo(sent);
    }

    @Test
    void a_filter_finds_what_it_names_and_nothing_else() {
        Caller shop = store.customer("shop", 0);
        Caller other = store.customer("other", 0);
        ServedRequest good = request(SUBMIT, 200, sender(shop));
        ServedRequest full = request(SUBMIT, 503, sender(shop));
        ServedRequest wrong = request("/v1/images/generations", 400, sender(other));
        ServedRequest anonymous = request("/mcp", 401, null);
        List.of(good, full, wrong, anonymous).forEach(history::record);
        store();

        assertThat(found(filter(RequestFilter.StatusClass.ERRORS, "", "", "")))
                .containsExactlyInAnyOrder(full.id(), wrong.id(), anonymous.id());
        assertThat(found(filter(RequestFilter.StatusClass.SERVER, "", "", "")))
                .containsExactly(full.id());
        assertThat(found(filter(RequestFilter.StatusClass.CLIENT, "", "", "")))
                .containsExactlyInAnyOrder(wrong.id(), anonymous.id());
        assertThat(found(filter(RequestFilter.StatusClass.GOOD, "", "", "")))
                .containsExactly(good.id());
        assertThat(found(filter(null, other.key().toString(), "", ""))).containsExactly(wrong.id());
        assertThat(found(filter(null, "rk_live_", "POST /v1/", ""))).containsExactly(wrong.id());
        assertThat(found(filter(null, "", "", "sho")))
                .containsExactlyInAnyOrder(good.id(), full.id());
        assertThat(found(new RequestFilter(null, full.id(), null, "", "", "")))
                .containsExactly(full.id());
        assertThat(found(new RequestFilter(null, full.id().substring(0, 20), null, "", "", "")))
                .containsExactly(full.id());
        assertThat(found(new RequestFilter(other.account(), full.id(), null, "", "", "")))
                .isEmpty();
        assertThat(found(filter(null, "%", "", ""))).isEmpty();
    }

    @Test
    void pages_of_a_filter_have_each_match_once_whatever_comes_meanwhile() {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ServedRequest request = request(SUBMIT, i % 3 == 0 ? 500 : 200, PERSON);
            history.record(request); // ten each at the same time
            if (i % 3 == 0) {
                errors.add(request.id());
            }
            store.clock().advance(Duration.ofMillis(i % 10 == 9 ? 1 : 0));
        }
        store();
        RequestFilter filter = filter(RequestFilter.StatusClass.SERVER, "", "", "");

        List<String> read = new ArrayList<>();
        RequestCursor from = null;
        for (List<RecordedRequest> page = page(filter, from); !page.isEmpty(); ) {
            page.forEach(each -> read.add(each.request().id()));
            history.record(request(SUBMIT, 500, PERSON));
            store();
            from = RequestCursor.parse(page.getLast().cursor().toString()).orElseThrow();
            page = page(filter, from);
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(errors);
    }

    private List<RecordedRequest> page(RequestFilter filter, @Nullable RequestCursor from) {
        return history.find(filter, from, 3);
    }

    @Test
    void a_full_queue_drops_and_counts_and_nobody_waits() {
        Caller shop = store.customer("shop", 0);
        int capacity = 10_000;
        int good = 1_000;
        for (int i = 0; i < good + 5; i++) {
            history.record(request(SUBMIT, 200, sender(shop)));
        }
        assertThat(metrics.get(DROPPED).functionCounter().count()).isEqualTo(5);
        for (int i = good; i < capacity + 2; i++) {
            history.record(request(SUBMIT, 429, sender(shop)));
        }
        assertThat(metrics.get(DROPPED).functionCounter().count()).isEqualTo(5 + 2);

        history.start();
        history.close();

        assertThat(metrics.get("zimage.request.history.recorded").functionCounter().count())
                .isEqualTo(capacity);
        assertThat(count()).isEqualTo(capacity);
    }

    @Test
    void requests_without_a_key_leave_room_for_the_others() {
        for (int i = 0; i < 1_000; i++) {
            history.record(request("/v1/unknown", 404, null));
        }
        ServedRequest good = request(SUBMIT, 200, PERSON);
        history.record(good);
        store();

        assertThat(count()).isEqualTo(11);
        assertThat(found(RequestFilter.NONE)).contains(good.id());
        assertThat(metrics.get(DROPPED).functionCounter().count()).isEqualTo(990);
    }

    private long count() {
        return store.database()
                .read(tx ->
                        tx.createQuery("select count(*) from api_requests")
                                .mapTo(Long.class)
                                .one());
    }

    @Test
    void old_requests_are_deleted() {
        history.record(request(SUBMIT, 200, PERSON));
        store.clock().advance(Duration.ofHours(25));
        ServedRequest young = request(SUBMIT, 200, PERSON);
        history.record(young);
        store();

        assertThat(history.forgetOld()).isEqualTo(1);
        assertThat(found(RequestFilter.NONE)).containsExactly(young.id());
    }

    @Test
    void only_the_newest_are_kept_when_there_are_too_many() {
        IntStream.range(0, 5 * ROWS)
                .forEach(i -> {
                    store.clock().advance(Duration.ofMillis(1));
                    history.record(request(SUBMIT, 503, PERSON));
                });
        ServedRequest newest = request(SUBMIT, 503, PERSON);
        store.clock().advance(Duration.ofMillis(1));
        history.record(newest);
        store();

        assertThat(history.forgetOld()).isEqualTo(4 * ROWS + 1);
        assertThat(count()).isEqualTo(ROWS);
        assertThat(found(RequestFilter.NONE)).startsWith(newest.id());
    }

    @Test
    void the_newest_are_found_without_sorting_all() {
        String byTime =
                "select * from api_requests where (at, request_id) < (5, '') order by at desc,"
                        + " request_id desc limit 10";

        assertThat(kind.plan(store.database(), byTime).toString())
                .containsAnyOf("PRIMARY KEY", "api_requests_pkey")
                .doesNotContainIgnoringCase("sort")
                .doesNotContain("TEMP B-TREE");
    }
}
