package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.usage.Period;
import dev.zimage.usage.Usage;
import dev.zimage.usage.UsageAmounts;
import dev.zimage.usage.UsageRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UsageSumsTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    private final TestDatabase kind;

    @TempDir Path folder;

    @AutoClose private Store store;

    UsageSumsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = Store.open(kind, folder);
    }

    private List<UsageRow> usage(Caller caller) {
        return Usage.open(store.database(), store.clock())
                .of(caller.account(), new Period(NEW_YEAR, NEW_YEAR.plusDays(7)), 1_000);
    }

    private static UsageAmounts amounts(
            long completed, long failed, long processing, long charged, long refunded) {
        return new UsageAmounts(
                completed, failed, processing, 0, new Credits(charged), new Credits(refunded));
    }

    @Test
    void a_task_is_counted_once_in_whatever_state_it_is() {
        Caller caller = store.customer("shop", 100);
        for (int i = 0; i < 4; i++) {
            store.submit(caller, "a boat");
        }
        assertThat(usage(caller))
                .extracting(UsageRow::amounts)
                .containsExactly(amounts(0, 0, 4, 16, 0));

        store.queue().complete(store.claim("w"), Store.IMAGE);
        store.queue().fail(store.claim("w"), new Failure(ErrorCode.GENERATION_FAILED, "told to"));
        store.claim("w");

        assertThat(usage(caller))
                .extracting(UsageRow::amounts)
                .containsExactly(amounts(1, 1, 2, 16, 4));
        assertThat(usage(caller).getFirst().amounts().net()).isEqualTo(new Credits(12));
    }

    @Test
    void a_refund_counts_for_the_day_of_the_order() {
        Caller caller = store.customer("shop", 100);
        store.clock().advance(Duration.ofHours(23));
        var task = store.submit(caller, "a boat");
        store.clock().advance(Duration.ofHours(2));
        store.submit(caller, "a boat");

        store.tasks().cancel(caller.account(), task.id());

        assertThat(usage(caller))
                .extracting(UsageRow::day)
                .containsExactly(NEW_YEAR, NEW_YEAR.plusDays(1));
        assertThat(usage(caller))
                .extracting(UsageRow::amounts)
                .containsExactly(amounts(0, 1, 0, 4, 4), amounts(0, 0, 1, 4, 0));
    }

    @Test
    void tasks_that_lost_their_workers_are_counted_as_failed() {
        Caller caller = store.customer("shop", 100);
        store.submit(caller, "a boat");
        for (int i = 0; i < Store.ATTEMPTS; i++) {
            store.claim("w");
            store.clock().advance(Store.LEASE.plusSeconds(1));
            store.tasks().sweeper().takeBackLost();
        }

        assertThat(usage(caller))
                .extracting(UsageRow::amounts)
                .containsExactly(amounts(0, 1, 0, 4, 4));
    }

    @Test
    void keys_have_rows_of_their_own_and_accounts_see_only_theirs() {
        Caller caller = store.customer("shop", 100);
        Caller other = store.customer("other", 100);
        Caller free = store.customer("free", 0, Mode.TEST);
        store.submit(caller, "a boat");
        store.submit(other, "a boat");
        store.submit(free, "a boat");

        assertThat(usage(caller)).extracting(UsageRow::key).containsExactly(caller.key());
        assertThat(usage(free))
                .extracting(UsageRow::amounts)
                .containsExactly(amounts(0, 0, 1, 0, 0));
    }

    @Test
    void a_year_is_read_from_the_sums_and_not_from_the_tasks() {
        List<String> plan =
                kind.plan(
                        store.database(),
                        """
                        select day, sum(charged) from usage_parts
                        where account_id = 1 and day between 1 and 366
                        group by day
                        """);

        assertThat(plan)
                .anyMatch(step ->
                        step.matches(".*usage_days (USING PRIMARY KEY|.*usage_days).*")
                                || step.contains("usage_days_pkey"))
                .noneMatch(step -> step.matches("SCAN tasks|.*Seq Scan on tasks.*"));
    }
}
