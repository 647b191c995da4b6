package dev.zimage.tasks.registry;

import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Which keys the processes of an installation sign pictures with, in the database: with different
/// ones they are different installations to whoever checks a picture. Safe for use by any number of
/// threads and processes.
public final class SigningKeys {

    /// How often a process repeats which key it has.
    public static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Duration FORGOTTEN_AFTER = PERIOD.multipliedBy(6);
    private static final String PREFIX = "signing_key.";

    private final Database database;
    private final Clock clock;

    public SigningKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Records the key of this process, and forgets those of processes that are gone.
    ///
    /// @param process a name that no two starts share
    /// @param key the id of its key
    public void publish(String process, String key) {
        Published now = new Published(clock.instant(), key, HostName.get());
        database.write(tx -> {
            rows(tx).forEach((name, value) -> {
                if (isOld(value)) {
                    delete(tx, name);
                }
            });
            return tx.createUpdate(
                            """
                            insert into settings (name, value) values (:name, :value)
                            on conflict (name) do update set value = :value
                            """)
                    .bind("name", PREFIX + process)
                    .bind("value", now.text())
                    .execute();
        });
    }

    private static void delete(Handle tx, String name) {
        tx.createUpdate("delete from settings where name = :name").bind("name", name).execute();
    }

    /// The hosts of the running processes by the ids of their keys.
    public Map<String, TreeSet<String>> hosts() {
        Map<String, TreeSet<String>> hosts = new TreeMap<>();
        database.read(SigningKeys::rows).values().stream()
                .filter(published -> !isOld(published))
                .forEach(published ->
                        hosts.computeIfAbsent(published.key, _ -> new TreeSet<>())
                                .add(published.host));
        return hosts;
    }

    private boolean isOld(Published published) {
        return published.at.isBefore(clock.instant().minus(FORGOTTEN_AFTER));
    }

    private static Map<String, Published> rows(Handle tx) {
        Map<String, Published> rows = new TreeMap<>();
        tx.createQuery(
                        """
                        select name, value from settings
                        where name >= 'signing_key.' and name < 'signing_key/'
                        """)
                .map((row, _) ->
                        Map.entry(row.getString("name"), Published.of(row.getString("value"))))
                .forEach(row -> rows.put(row.getKey(), row.getValue()));
        return rows;
    }

    /// What a process told of its key.
    private record Published(Instant at, String key, String host) {

        String text() {
            return at.toEpochMilli() + " " + key + " " + host;
        }

        static Published of(String text) {
            String[] parts = text.split(" ", 3);
            return new Published(
                    Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], parts[2]);
        }
    }
}
