package dev.zimage.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LinkLifetimeTest {

    private static final Instant FINISHED = Instant.ofEpochSecond(1_735_000_000);
    private static final Instant NEVER = FINISHED.plus(Duration.ofDays(3650));
    private static final Duration HOUR = Duration.ofHours(1);

    private final LinkLifetime day = new LinkLifetime(Duration.ofHours(24));

    @Test
    void a_fresh_picture_has_a_link_for_the_whole_time() {
        assertThat(day.expiry(FINISHED, FINISHED, NEVER)).isEqualTo(after(24));
    }

    @Test
    void the_link_stays_the_same_for_half_its_time_then_moves_on_by_half() {
        assertThat(day.expiry(FINISHED, after(12).minusMillis(1), NEVER)).isEqualTo(after(24));
        assertThat(day.expiry(FINISHED, after(12), NEVER)).isEqualTo(after(36));
        assertThat(day.expiry(FINISHED, after(24).minusMillis(1), NEVER)).isEqualTo(after(36));
        assertThat(day.expiry(FINISHED, after(24), NEVER)).isEqualTo(after(48));
    }

    @Test
    void whenever_it_is_handed_out_it_is_valid_for_half_its_time_at_least() {
        for (Duration ttl : new Duration[] {Duration.ofSeconds(1), Duration.ofSeconds(7), HOUR}) {
            LinkLifetime lifetime = new LinkLifetime(ttl);
            Instant finished = FINISHED.plusMillis(123);
            for (int step = 0; step < 400; step++) {
                Instant now = finished.plusMillis(step * 37L);
                Duration left = Duration.between(now, lifetime.expiry(finished, now, NEVER));
                assertThat(left).isGreaterThanOrEqualTo(ttl.dividedBy(2));
                assertThat(left).isLessThanOrEqualTo(ttl.plusSeconds(1));
            }
        }
    }

    @Test
    void no_link_outlives_its_picture() {
        Instant deleteAt = after(30).plusMillis(900);
        assertThat(day.expiry(FINISHED, after(1), deleteAt)).isEqualTo(after(24));
        assertThat(day.expiry(FINISHED, after(13), deleteAt)).isEqualTo(after(30));
    }

    @Test
    void a_clock_that_was_set_back_gives_the_first_link() {
        assertThat(day.expiry(FINISHED, FINISHED.minusSeconds(90_000), NEVER)).isEqualTo(after(24));
    }

    @Test
    void expiries_are_whole_seconds() {
        assertThat(day.expiry(FINISHED.plusMillis(5), FINISHED.plusMillis(5), NEVER))
                .isEqualTo(after(24).plusSeconds(1));
    }

    @Test
    void a_link_lives_for_a_second_at_least() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinkLifetime(Duration.ofMillis(999)));
    }

    private static Instant after(int hours) {
        return FINISHED.plus(HOUR.multipliedBy(hours));
    }
}
