package dev.zimage.database;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the error codes of one database.
public interface FailureCodes {

    /// The longest chain of causes that is read.
    int DEEPEST_CAUSE = 32;

    /// What an exception of the database's driver means.
    StorageFailure read(SQLException thrown);

    /// What it means that a change waited for too long.
    StorageFailure tooBusy();

    /// What an exception, or one that caused it, means; [StorageFailure#REJECTED] when the database
    /// did not throw it.
    default StorageFailure of(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .flatMap(this::told)
                .findFirst()
                .orElse(StorageFailure.REJECTED);
    }

    private Stream<StorageFailure> told(Throwable thrown) {
        return switch (thrown) {
            case StorageException known -> Stream.of(known.failure());
            case SQLException sql -> Stream.of(read(sql));
            default -> Stream.empty();
        };
    }

    /// An exception with the meaning of its cause.
    default StorageException failed(String message, Throwable cause) {
        return new StorageException(of(cause), message, cause);
    }
}
