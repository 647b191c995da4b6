package dev.zimage.server;

import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Duration;

/// Leases each housekeeping job to one process at a time. A process keeps its lease for as long as
/// it renews it; when it dies, another takes over within a minute or so. The table is called
/// `chores`: a database that is in use keeps its names.
///
/// @param process the name of this one
record HousekeepingLeases(Database database, Clock clock, String process) {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    /// Takes or renews the lease of a job, unless another process holds it.
    ///
    /// @param pause until it is renewed
    boolean take(String job, Duration pause) {
        if (database.dialect().singleProcess()) {
            return true;
        }
        long now = clock.millis();
        return database.write(tx ->
                tx.createUpdate(
                                        """
                                        insert into chores (name, holder, held_until)
                                        values (:name, :holder, :until)
                                        on conflict (name) do update
                                        set holder = :holder, held_until = :until
                                        where chores.holder = :holder or chores.held_until < :now
                                        """)
                                .bind("name", job)
                                .bind("holder", process)
                                .bind("until", now + pause.plus(MARGIN).toMillis())
                                .bind("now", now)
                                .execute()
                        == 1);
    }
}
