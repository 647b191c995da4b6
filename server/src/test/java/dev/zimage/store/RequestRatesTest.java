package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.limits.RateLimits;
import dev.zimage.limits.RateLimits.Requests;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Request limits that several processes count together. Limits are so low that next to nothing is
/// refilled while a test runs.
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RequestRatesTest {

    private static final int LIMIT = 100;
    private static final AccountId SHOP = new AccountId(7);
    private static final AccountId OTHER = new AccountId(8);

    private final TestDatabase kind;

    @TempDir Path folder;
    @AutoClose private Database database;
    private final List<RateLimits> processes =
            Stream.generate(() -> new RateLimits(LIMIT, Requests.OF_KEYS)).limit(3).toList();

    RequestRatesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open(folder);
    }

    @Test
    void three_processes_let_through_what_one_would() {
        int allowed = 0;
        for (int round = 0; round < 50; round++) {
            for (RateLimits process : processes) {
                allowed += count(process, SHOP, 3);
            }
            exchange();
        }
        assertThat(allowed).isBetween(LIMIT, LIMIT + LIMIT / 10);
        assertThat(count(processes.getFirst(), OTHER, LIMIT)).isEqualTo(LIMIT);
    }

    @Test
    void a_client_that_goes_to_another_process_takes_its_count_along() {
        assertThat(count(processes.getFirst(), SHOP, 2 * LIMIT)).isEqualTo(LIMIT);
        exchange();

        assertThat(count(processes.getLast(), SHOP, 5)).isEqualTo(5);
        exchange();

        RateLimits.Standing refused = processes.getLast().count(SHOP, null);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.untilNext()).isPositive();
    }

    @Test
    void the_console_is_counted_together_and_apart_from_the_keys() {
        RateLimits here = new RateLimits(LIMIT, Requests.OF_CONSOLE);
        RateLimits there = new RateLimits(LIMIT, Requests.OF_CONSOLE);
        assertThat(count(here, SHOP, 2 * LIMIT)).isEqualTo(LIMIT);
        here.exchange(database, Clock.systemUTC());
        exchange();

        assertThat(count(there, SHOP, 1)).isEqualTo(1);
        there.exchange(database, Clock.systemUTC());

        assertThat(there.count(SHOP, null).allowed()).isFalse();
        assertThat(count(processes.getFirst(), SHOP, LIMIT)).isEqualTo(LIMIT);
    }

    private void exchange() {
        processes.forEach(process -> process.exchange(database, Clock.systemUTC()));
    }

    private static int count(RateLimits process, AccountId account, int requests) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += process.count(account, null).allowed() ? 1 : 0;
        }
        return allowed;
    }
}
