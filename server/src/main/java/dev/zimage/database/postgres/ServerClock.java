package dev.zimage.database.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jdbi.v3.core.Handle;

/// The clock of the database server, by which all processes agree on leases and expiries, whatever
/// the clocks of their machines show. It is read with each check of the database, and in between
/// the local clock goes on. Safe for use by any number of threads.
final class ServerClock {

    private static final String MEASURE =
            """
            select cast(extract(epoch from clock_timestamp()) * 1000 as bigint),
                   not pg_is_in_recovery()
                     and current_setting('transaction_read_only') = 'off'
            """;

    /// A reading that took longer says too little.
    private static final Duration LONGEST_READING = Duration.ofSeconds(1);

    /// Smaller changes are inaccuracies of the reading; following them would make time go back.
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private volatile Duration offset = Duration.ZERO;

    private record Reading(long millis, boolean writable) {}

    /// Compares the clocks.
    ///
    /// @return whether the server takes changes
    boolean measure(Handle tx) {
        Instant before = Instant.now();
        Reading reading =
                tx.createQuery(MEASURE)
                        .map((row, context) -> new Reading(row.getLong(1), row.getBoolean(2)))
                        .one();
        Duration took = Duration.between(before, Instant.now());
        if (!took.isNegative() && took.compareTo(LONGEST_READING) < 0) {
            Instant middle = before.plus(took.dividedBy(2));
            measured(Duration.between(middle, Instant.ofEpochMilli(reading.millis)), took);
        }
        return reading.writable;
    }

    private void measured(Duration difference, Duration took) {
        Duration accuracy = TOLERANCE.plus(took.dividedBy(2));
        if (difference.minus(offset).abs().compareTo(accuracy) > 0) {
            offset = difference;
        }
    }

    /// A local clock, set right by the difference that was measured last.
    Clock correcting(Clock local) {
        return new Correcting(local);
    }

    private final class Correcting extends Clock {

        private final Clock local;

        Correcting(Clock local) {
            this.local = local;
        }

        @Override
        public ZoneId getZone() {
            return local.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new Correcting(local.withZone(zone));
        }

        @Override
        public Instant instant() {
            return local.instant().plus(offset);
        }
    }
}
