package dev.zimage.store;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.MigratedFile;
import dev.zimage.database.PostgresCluster;
import java.nio.file.Path;
import java.util.List;

/// The databases that every test of a store runs on.
public enum TestDatabase {
    SQLITE {
        @Override
        Databases.Choice choice(Path folder) {
            MigratedFile.copyTo(folder.resolve("zimage.db"));
            return Databases.Choice.EMBEDDED;
        }

        @Override
        List<String> plan(Database database, String query) {
            return database.read(tx ->
                    tx.createQuery("explain query plan " + query)
                            .map((row, context) -> row.getString("detail"))
                            .list());
        }
    },
    POSTGRES {
        @Override
        Databases.Choice choice(Path folder) {
            return PostgresCluster.choice(PostgresCluster.url(folder));
        }

        @Override
        List<String> plan(Database database, String query) {
            return database.write(tx -> {
                tx.execute("set local enable_seqscan = off"); // the tables of a test are small
                return tx.createQuery("explain (costs off) " + query).mapTo(String.class).list();
            });
        }
    };

    abstract Databases.Choice choice(Path folder);

    /// The steps by which a query is answered.
    abstract List<String> plan(Database database, String query);

    /// Opens the database of an installation, which is new when the folder is empty. It can be
    /// opened several times, as several processes do.
    public final Database open(Path folder) {
        return Databases.source(choice(folder), folder.resolve("zimage.db")).open();
    }
}
