package dev.zimage.cli.doctor;

import dev.zimage.accounts.Accounts;
import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.Databases;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.media.MediaStore;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.LostDatabase;
import dev.zimage.server.SharedIdentity;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The database: the file, its tables, and whether what stands in them agrees.
final class DatabaseChecks {

    private static final String NAME = "database";
    private static final String RESTORE =
            "stop the server and restore a backup, see docs/operations.md";
    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    private static final int NAMES_SHOWN = 5;

    private final DataDirectory data;
    private final Config config;
    private final Databases.Choice choice;
    private final Optional<MediaStore> media;
    private final Set<String> needed;
    private final Clock clock;

    /// @param media empty where the store cannot be used
    /// @param needed the engines that other processes must draw with
    DatabaseChecks(
            DataDirectory data,
            Config config,
            Optional<MediaStore> media,
            Set<String> needed,
            Clock clock) {
        this.data = data;
        this.config = config;
        this.choice = config.database();
        this.media = media;
        this.needed = needed;
        this.clock = clock;
    }

    List<Check> all() {
        try {
            return checks(data.database(choice));
        } catch (StorageException e) {
            return List.of(unusable(e));
        }
    }

    private Check unusable(StorageException e) {
        return choice.isEmbedded() && e.failure() != StorageFailure.NO_LIBRARY
                ? Check.fail(NAME, "cannot be read: " + e.getMessage(), RESTORE)
                : Check.fail(NAME, e.failure().meaning(), e.failure().remedy());
    }

    private List<Check> checks(DatabaseSource source) {
        Optional<Check> missing = choice.isEmbedded() ? missing(source) : Optional.empty();
        if (missing.isPresent()) {
            return List.of(missing.get());
        }
        List<Check> checks = new ArrayList<>();
        checks.add(judged(source.soundness()));
        if (checks.getLast().status() == Check.Status.OK) {
            checks.addAll(schemaAndContents(source));
        }
        return checks;
    }

    private Optional<Check> missing(DatabaseSource source) {
        Optional<LostDatabase> lost = LostDatabase.in(data);
        if (lost.isPresent()) {
            return Optional.of(
                    Check.fail(
                            NAME,
                            lost.get().finding(),
                            "put it back, or "
                                    + RESTORE
                                    + "; `zimage serve --new-database` starts afresh"));
        }
        return source.exists()
                ? Optional.empty()
                : Optional.of(
                        Check.fail(
                                NAME,
                                "there is none in " + data.path(),
                                "the first `zimage serve` makes it, or name another folder with"
                                        + " --data"));
    }

    private static Check judged(DatabaseSource.Soundness found) {
        return found.isSound()
                ? Check.ok(NAME, ByteSize.text(found.bytes()) + ", " + found.test())
                : Check.fail(NAME, "damaged: " + String.join("; ", found.damage()), RESTORE);
    }

    private List<Check> schemaAndContents(DatabaseSource source) {
        Check schema = SchemaCheck.of(source, choice);
        if (schema.status() != Check.Status.OK) {
            return List.of(schema);
        }
        try (Database database = source.open()) {
            List<Check> checks = new ArrayList<>();
            checks.add(schema);
            checks.add(changes(database));
            checks.add(balances(database));
            checks.add(tasksInFlight(database));
            checks.add(newestEntry(database));
            if (!choice.isEmbedded()) {
                checks.add(WorkersCheck.of(database, clock, needed));
                checks.add(MarksCheck.of(config.provenance(), new SharedIdentity(database), clock));
            }
            media.ifPresent(
                    store -> checks.add(PicturesCheck.of(database, store, clock.instant())));
            return checks;
        } catch (StorageException e) {
            return List.of(
                    schema,
                    Check.fail(
                            NAME,
                            "cannot be opened: " + e.failure().meaning(),
                            e.failure().remedy()));
        }
    }

    private static Check changes(Database database) {
        try {
            database.check(null);
            return Check.ok("changes", "they can be stored");
        } catch (StorageException e) {
            return Check.fail("changes", e.failure().meaning(), e.failure().remedy());
        }
    }

    private Check balances(Database database) {
        List<String> wrong =
                Accounts.open(database, clock, new SecureRandom()).ledger().unbalancedAccounts();
        return wrong.isEmpty()
                ? Check.ok("balances", "every balance is the sum of its ledger")
                : Check.fail(
                        "balances",
                        "not the sum of the ledger: " + some(wrong),
                        "the database was changed by hand or damaged; " + RESTORE);
    }

    private static Check tasksInFlight(Database database) {
        List<String> wrong =
                database.read(tx ->
                        tx.createQuery(
                                        """
                                        select name from accounts
                                        left join (select account_id, count(*) as open
                                                   from (select account_id from tasks
                                                         where status = 'queued'
                                                         union all
                                                         select account_id from tasks
                                                         where status = 'running') as unfinished
                                                   group by account_id) as counted
                                          on account_id = id
                                        where tasks_in_flight <> coalesce(open, 0)
                                        order by name
                                        """)
                                .mapTo(String.class)
                                .list());
        return wrong.isEmpty()
                ? Check.ok("tasks in flight", "every count is right")
                : Check.fail(
                        "tasks in flight",
                        "miscounted: " + some(wrong),
                        "the database was changed by hand or damaged; " + RESTORE);
    }

    private Check newestEntry(Database database) {
        Instant newest =
                Instant.ofEpochMilli(
                        database.read(tx ->
                                tx.createQuery(
                                                """
                                                select max(at) from (
                                                  select coalesce((select created_at from ledger
                                                                   order by id desc limit 1), 0)
                                                    as at
                                                  union all
                                                  select coalesce((select created_at from tasks
                                                                   order by id desc limit 1), 0)
                                                ) as newest
                                                """)
                                        .mapTo(Long.class)
                                        .one()));
        return newest.isAfter(clock.instant().plus(TOLERANCE))
                ? Check.fail(
                        "newest entry",
                        "it is of " + newest + ", which is still to come",
                        "the clock was wrong then or is wrong now; set it by NTP")
                : Check.ok(
                        "newest entry",
                        newest.toEpochMilli() == 0 ? "none yet" : newest.toString());
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN
                ? shown + " and " + (names.size() - NAMES_SHOWN) + " more"
                : shown;
    }
}
