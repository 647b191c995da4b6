package dev.zimage.health;

import dev.zimage.database.BulkWork;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseLoad;
import dev.zimage.database.Dialect;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A database that reports failed calls.
record WatchedDatabase(Database watched, Consumer<StorageException> failed) implements Database {

    @Override
    public <T> T write(Work<T> work) {
        try {
            return watched.write(work);
        } catch (StorageException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public <T> T write(long group, Work<T> work) {
        try {
            return watched.write(group, work);
        } catch (StorageException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public <I, T> T write(long group, BulkWork<I, T> work, I item) {
        try {
            return watched.write(group, work, item);
        } catch (StorageException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        try {
            return watched.read(work);
        } catch (StorageException e) {
            failed.accept(e);
            throw e;
        }
    }

    @Override
    public void check(@Nullable StorageFailure last) {
        watched.check(last);
    }

    @Override
    public Clock clock(Clock local) {
        return watched.clock(local);
    }

    @Override
    public DatabaseLoad load() {
        return watched.load();
    }

    @Override
    public Dialect dialect() {
        return watched.dialect();
    }

    @Override
    public void close() {
        watched.close();
    }
}
