package dev.zimage.store;

import dev.zimage.database.Database;
import dev.zimage.database.sqlite.SqliteDatabase;
import java.nio.file.Path;

class SqliteQueueTest extends QueueContract {

    @Override
    Database open(Path folder) {
        return SqliteDatabase.open(folder.resolve("zimage.db"));
    }
}
