package dev.zimage.server;

import dev.zimage.accounts.Accounts;
import dev.zimage.audit.AuditLog;
import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.events.TaskFeed;
import dev.zimage.health.StorageHealth;
import dev.zimage.limits.RateLimits;
import dev.zimage.people.People;
import dev.zimage.requests.RequestHistory;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.drawing.Workers;
import dev.zimage.tasks.registry.ModelOffers;
import dev.zimage.tasks.retention.Retention;
import dev.zimage.usage.Usage;
import dev.zimage.webhooks.Webhooks;
import java.time.Clock;
import java.time.Duration;

/// The housekeeping jobs of a server, and how often each runs.
record HousekeepingJobs(Config config, Housekeeping housekeeping) {

    /// How old the progress of a picture may be in other processes, and how long it takes until a
    /// cancellation in one of them is noticed.
    private static final Duration SHOWN = Duration.ofSeconds(1);

    /// How long a process counts the requests of an account without the others.
    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(200);

    private static final Duration OFTEN = Duration.ofSeconds(10);
    private static final Duration SELDOM = Duration.ofMinutes(10);

    /// The tasks that are drawn here are renewed first: after a time without a database, or a jump
    /// of the clock, their leases have expired too, and they are not lost. Where other processes
    /// show them and cancel them, they are renewed each second.
    ///
    /// @param alone whether this is the only process on the database
    void scheduleLeases(Tasks tasks, Workers workers, boolean alone) {
        Duration often = config.tasks().lease().dividedBy(6);
        if (alone) {
            housekeeping.every(
                    often,
                    "leases",
                    () -> {
                        workers.renewLeases();
                        tasks.sweeper().takeBackLost();
                    });
            return;
        }
        housekeeping.every(SHOWN, "leases", workers::renewLeases);
        housekeeping.everyInOne(often, "lost tasks", tasks.sweeper()::sweep);
    }

    /// Tasks whose model or engine is gone, or that no engine takes. Processes may offer different
    /// models, so each adopts what it can draw.
    ///
    /// @param adoption of the tasks of engines that are gone
    /// @param alone whether this is the only process on the database
    void scheduleWaiting(Tasks tasks, Housekeeping.Job adoption, boolean alone) {
        Duration often = ModelOffers.PERIOD;
        if (!alone) {
            housekeeping.every(
                    often, "models", () -> tasks.offers().renew(config.models().keySet()));
            housekeeping.everyInOne(often, "models gone", tasks.sweeper()::failModelsGone);
            housekeeping.every(often, "orphans", adoption);
        }
        housekeeping.everyInOne(waitLook(), "long waits", tasks::failLongWaits);
    }

    /// A limit of seconds is kept, too.
    private Duration waitLook() {
        Duration tenth = config.tasks().longestWait().dividedBy(10);
        return tenth.compareTo(ModelOffers.PERIOD) < 0 ? tenth : ModelOffers.PERIOD;
    }

    /// Processes count the requests of an account together.
    void scheduleCounts(
            RateLimits limits, RateLimits consoleLimits, Database database, Clock clock) {
        housekeeping.every(BETWEEN_COUNTS, "request rates", () -> limits.exchange(database, clock));
        housekeeping.every(
                BETWEEN_COUNTS,
                "request rates of the console",
                () -> consoleLimits.exchange(database, clock));
    }

    /// Previews reach the clients of all processes.
    ///
    /// @param workers those of this process
    void schedulePreviews(TaskFeed feed, Workers workers, Database database, Clock clock) {
        housekeeping.every(
                SHOWN, "previews", () -> feed.exchangePreviews(database, clock, workers.drawn()));
        housekeeping.everyInOne(
                OFTEN, "old previews", () -> feed.deleteOldPreviews(database, clock));
    }

    void scheduleCleaning(Tasks tasks, StorageHealth storage) {
        Retention retention = tasks.retention(storage.media());
        housekeeping.everyInOne(OFTEN, "retention", retention::sweep);
        housekeeping.everyInOne(
                OFTEN, "edited pictures", tasks.sourceRetention(storage.media())::sweep);
        housekeeping.everyInOne(
                SELDOM, "old idempotency keys", tasks.submissions()::forgetOldIdempotencyKeys);
        housekeeping.everyInOne(SELDOM, "old batches", tasks.submissions()::forgetOldBatches);
        housekeeping.everyInOne(SELDOM, "old workers", tasks.registry()::forgetOld);
    }

    void scheduleCleaning(Usage usage, AuditLog audit, Clock clock) {
        housekeeping.everyInOne(SELDOM, "figures of days", usage::fold);
        housekeeping.everyInOne(
                SELDOM,
                "old entries of the audit log",
                () -> audit.forgetOld(clock.instant(), config.audit().retention()));
    }

    void scheduleCleaning(RequestHistory requests) {
        housekeeping.everyInOne(OFTEN, "old requests", requests::forgetOld);
    }

    void scheduleCleaning(Accounts accounts, People people, Webhooks webhooks) {
        housekeeping.every(OFTEN, "the uses of keys", accounts.authenticator()::recordUses);
        housekeeping.everyInOne(SELDOM, "old sessions and sign-ins", people.signIn()::forgetOld);
        housekeeping.everyInOne(
                SELDOM,
                "old deliveries",
                () -> webhooks.deliveries().forgetOld(config.webhooks().retention()));
    }
}
