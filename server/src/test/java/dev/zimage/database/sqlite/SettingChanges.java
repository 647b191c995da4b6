package dev.zimage.database.sqlite;

import dev.zimage.database.Database;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Changes of the table of settings, which stands for any other.
final class SettingChanges {

    private SettingChanges() {}

    static int set(Handle tx, String name, String value) {
        return tx.createUpdate("insert into settings (name, value) values (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    static List<String> names(Database database) {
        return database.read(
                tx -> tx.createQuery("select name from settings").mapTo(String.class).list());
    }
}
