package dev.zimage.database;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A secret of the installation that every process on the same database shares.
///
/// @param name its name in the table of settings
public record InstallationSecret(Database database, String name) {

    /// What is kept; empty when nothing is.
    public Optional<String> read() {
        return database.read(this::find);
    }

    /// Keeps a value unless there is one.
    ///
    /// @return what is kept now: another process may have been first
    public String keep(String value) {
        return database.write(tx -> {
            insert(tx, value, "nothing");
            return find(tx).orElseThrow();
        });
    }

    /// Keeps a value in place of what is kept.
    public void replace(String value) {
        database.write(tx -> insert(tx, value, "update set value = excluded.value"));
    }

    private int insert(Handle tx, String value, String otherwise) {
        return tx.createUpdate(
                        "insert into settings (name, value) values (:name, :value)"
                                + " on conflict (name) do "
                                + otherwise)
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    private Optional<String> find(Handle tx) {
        return tx.createQuery("select value from settings where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }
}
