package dev.zimage.store;

import dev.zimage.database.Database;
import dev.zimage.database.sqlite.SqliteDatabase;
import java.nio.file.Path;

class SqliteStoreTest extends StoreContract {

    @Override
    Database open(Path folder) {
        return SqliteDatabase.open(folder.resolve("zimage.db"));
    }
}
