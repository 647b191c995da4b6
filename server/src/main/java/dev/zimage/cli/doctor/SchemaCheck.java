package dev.zimage.cli.doctor;

import dev.zimage.database.DatabaseSource;
import dev.zimage.database.Databases;
import dev.zimage.database.SchemaState;
import dev.zimage.database.StorageException;

/// Whether the tables are those that this program knows.
final class SchemaCheck {

    private static final String NAME = "schema";

    private SchemaCheck() {}

    static Check of(DatabaseSource database, Databases.Choice choice) {
        String elsewhere =
                choice.isEmbedded()
                        ? "name another data directory with --data"
                        : "the first `zimage serve` makes the tables, or correct database.url";
        try {
            return judged(database.schema(), elsewhere);
        } catch (StorageException e) {
            return Check.fail(
                    NAME, "cannot be read: " + e.failure().meaning(), e.failure().remedy());
        }
    }

    private static Check judged(SchemaState state, String elsewhere) {
        return switch (state) {
            case SchemaState.Missing() ->
                    Check.fail(NAME, "this is no database of a zimage server", elsewhere);
            case SchemaState.Broken(String version) ->
                    Check.fail(
                            NAME,
                            "the change to version " + version + " failed half-way",
                            "restore the backup from before the upgrade, see docs/operations.md");
            case SchemaState.Newer(String version) ->
                    Check.fail(
                            NAME,
                            "version " + version + " is newer than this program",
                            "run the program that made it, or a newer one");
            case SchemaState.Older(String version) ->
                    Check.warn(
                            NAME,
                            "version " + version + " is older than this program",
                            "the next `zimage serve` brings it up to date; make a backup first");
            case SchemaState.Current(String version) ->
                    Check.ok(NAME, "version " + version + ", up to date");
        };
    }
}
