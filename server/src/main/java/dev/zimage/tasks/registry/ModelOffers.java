package dev.zimage.tasks.registry;

import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Which models the processes of an installation offer, in the database: processes may have
/// different settings, and a task waits as long as one of them offers its model. Safe for use by
/// any number of threads and processes.
public final class ModelOffers {

    /// How often a process repeats what it offers.
    public static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Duration FORGOTTEN_AFTER = PERIOD.multipliedBy(5);

    private final Database database;
    private final Clock clock;

    public ModelOffers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Records that this process offers these models. One that has the database for itself is the
    /// only one that does.
    public void renew(Set<String> models) {
        long now = clock.millis();
        database.write(tx -> {
            if (database.dialect().singleProcess()) {
                tx.execute("delete from offered_models");
            }
            // In order, so that two processes do not wait for each other.
            new TreeSet<>(models).forEach(model -> renew(tx, model, now));
            return models.size();
        });
    }

    private static void renew(Handle tx, String model, long now) {
        tx.createUpdate(
                        """
                        insert into offered_models (model, offered_at) values (:model, :now)
                        on conflict (model) do update set offered_at = :now
                        """)
                .bind("model", model)
                .bind("now", now)
                .execute();
    }

    /// The models that a process offers, or did a short while ago.
    public Set<String> all(Handle tx) {
        Instant since = clock.instant().minus(FORGOTTEN_AFTER);
        return new HashSet<>(
                tx.createQuery("select model from offered_models where offered_at >= :since")
                        .bind("since", since.toEpochMilli())
                        .mapTo(String.class)
                        .list());
    }
}
