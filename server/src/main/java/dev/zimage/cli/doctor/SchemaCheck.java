package dev.zimage.cli.doctor;

import dev.zimage.database.sqlite.SqliteDatabase;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/// Whether the tables are those that this program knows.
final class SchemaCheck {

    private static final String NAME = "schema";

    private SchemaCheck() {}

    static Check of(Path database) {
        try {
            return judged(
                    Flyway.configure()
                            .dataSource(SqliteDatabase.readOnly(database))
                            .locations("classpath:db/sqlite")
                            .loggers("slf4j")
                            .load()
                            .info());
        } catch (FlywayException e) {
            return Check.fail(
                    NAME,
                    "cannot be read: " + e.getMessage(),
                    "name the data directory of a zimage server with --data");
        }
    }

    private static Check judged(MigrationInfoService info) {
        MigrationInfo current = info.current();
        if (current == null) {
            return Check.fail(
                    NAME,
                    "this is no database of a zimage server",
                    "name another data directory with --data");
        }
        MigrationVersion version = current.getVersion();
        if (current.getState().isFailed()) {
            return Check.fail(
                    NAME,
                    "the change to version " + version + " failed half-way",
                    "restore the backup from before the upgrade, see docs/operations.md");
        }
        if (!current.getState().isResolved()) {
            return Check.fail(
                    NAME,
                    "version " + version + " is newer than this program",
                    "run the program that made it, or a newer one");
        }
        return info.pending().length > 0
                ? Check.warn(
                        NAME,
                        "version " + version + " is older than this program",
                        "the next `zimage serve` brings it up to date; make a backup first")
                : Check.ok(NAME, "version " + version + ", up to date");
    }
}
