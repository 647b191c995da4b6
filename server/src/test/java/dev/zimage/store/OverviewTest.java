package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.usage.EndedTasks;
import dev.zimage.usage.Overview;
import dev.zimage.usage.Overview.Filter;
import dev.zimage.usage.Overview.Span;
import dev.zimage.usage.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class OverviewTest {

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;
    private Usage usage;

    OverviewTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
        usage = Usage.open(store.database(), store.clock());
    }

    private Overview.Report report(Span span, Filter filter) {
        return usage.overview().report(span, filter);
    }

    private void draw(Caller caller, Duration wait) {
        store.submit(caller, "a boat");
        store.clock().advance(wait);
        store.queue().complete(store.claim("w"), Store.IMAGE);
    }

    private void fail(Caller caller) {
        store.submit(caller, "a boat");
        store.queue().fail(store.claim("w"), new Failure(ErrorCode.GENERATION_FAILED, "it broke"));
    }

    @Test
    void ends_are_counted_with_their_credits_failures_and_waiting_times() {
        Caller shop = store.customer("shop", 1_000);
        draw(shop, Duration.ofSeconds(3));
        draw(shop, Duration.ofSeconds(3));
        draw(shop, Duration.ofSeconds(90));
        fail(shop);

        Overview.Report report = report(Span.DAY, Filter.ALL);

        Overview.Point total = report.total();
        assertThat(total.amounts()).isEqualTo(new Overview.Amounts(3, 1, 0, new Credits(12)));
        assertThat(total.waitMedian()).isBetween(2_000L, 5_000L);
        assertThat(total.waitP95()).isBetween(60_000L, 120_000L);
        assertThat(report.failures()).isEqualTo(Map.of(ErrorCode.GENERATION_FAILED.number(), 1L));
        assertThat(report.points()).hasSize(24);
        assertThat(report.points().getLast().amounts()).isEqualTo(total.amounts());
        assertThat(report.models())
                .extracting(Overview.OfModel::model, Overview.OfModel::engine)
                .containsExactly(tuple("z-image", Store.ENGINE));
    }

    @Test
    void filters_choose_whose_tasks_are_counted() {
        Caller shop = store.customer("shop", 1_000);
        Caller other = store.customer("other", 1_000);
        draw(shop, Duration.ZERO);
        draw(other, Duration.ZERO);
        fail(other);

        assertThat(report(Span.WEEK, Filter.ALL).keys())
                .extracting(Overview.OfKey::accountName)
                .containsExactly("other", "shop");
        assertThat(
                        report(Span.WEEK, new Filter(shop.account(), null, null, null))
                                .total()
                                .amounts())
                .isEqualTo(new Overview.Amounts(1, 0, 0, new Credits(4)));
        assertThat(
                        report(Span.WEEK, new Filter(null, other.key(), "z-image", Store.ENGINE))
                                .total()
                                .amounts())
                .isEqualTo(new Overview.Amounts(1, 1, 0, new Credits(4)));
        assertThat(report(Span.WEEK, new Filter(null, null, "another", null)).keys()).isEmpty();
    }

    @Test
    void hours_that_became_days_have_the_same_sums() {
        Caller shop = store.customer("shop", 1_000);
        draw(shop, Duration.ofSeconds(1));
        store.clock().advance(Duration.ofHours(3));
        draw(shop, Duration.ofSeconds(1));
        fail(shop);
        store.clock().advance(Duration.ofDays(6));
        draw(shop, Duration.ofSeconds(1));
        Overview.Report before = report(Span.MONTH, Filter.ALL);

        usage.fold();
        usage.fold();

        assertThat(report(Span.MONTH, Filter.ALL)).isEqualTo(before);
        assertThat(report(Span.DAY, Filter.ALL).total().amounts().completed()).isEqualTo(1);
        assertThat(
                        store.database()
                                .<Integer>read(tx ->
                                        tx.createQuery(
                                                        """
                                                        select count(distinct hour) from task_hours
                                                        where hour < (select max(hour) from task_hours)
                                                        """)
                                                .mapTo(Integer.class)
                                                .one()))
                .isEqualTo(1);
    }

    @Test
    void the_tasks_behind_a_figure_are_listed() {
        Caller shop = store.customer("shop", 1_000);
        Caller other = store.customer("other", 1_000);
        draw(shop, Duration.ofSeconds(3));
        fail(shop);
        draw(other, Duration.ZERO);
        EndedTasks tasks = usage.endedTasks();

        assertThat(list(tasks, Filter.ALL, null)).hasSize(3);
        assertThat(list(tasks, Filter.ALL, ErrorCode.GENERATION_FAILED.number()))
                .extracting(EndedTasks.Row::accountName)
                .containsExactly("shop");
        List<EndedTasks.Row> drawn = list(tasks, new Filter(shop.account(), null, null, null), 0);
        assertThat(drawn).extracting(EndedTasks.Row::waited).containsExactly(3_000L);
        assertThat(
                        tasks.list(
                                new EndedTasks.Filter(
                                        usage.overview().from(Span.DAY), Filter.ALL, null),
                                list(tasks, Filter.ALL, null).getFirst().hex(),
                                10))
                .hasSize(2);
    }

    private List<EndedTasks.Row> list(EndedTasks tasks, Filter of, @Nullable Integer code) {
        return tasks.list(
                new EndedTasks.Filter(usage.overview().from(Span.DAY), of, code), null, 10);
    }
}
