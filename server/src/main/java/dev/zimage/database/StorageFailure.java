package dev.zimage.database;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Why the database did not do what it was asked to. The only place that reads the error codes of
/// the databases.
public enum StorageFailure {
    BUSY("another process keeps the database locked, or it has too much to do"),
    FULL("the disk is full"),
    READ_ONLY("the database cannot be written"),
    UNREADABLE("the files of the database cannot be opened, read or written"),
    GONE("the files of the database were deleted or replaced while the server runs"),
    CORRUPT("the database is damaged"),
    CLOSED("the database is closed"),
    REJECTED("the database rejected a statement");

    private static final int PRIMARY_CODE = 0xff;
    private static final int DEEPEST_CAUSE = 32;

    private final String meaning;

    StorageFailure(String meaning) {
        this.meaning = meaning;
    }

    /// One clause for an operator.
    public String meaning() {
        return meaning;
    }

    /// Whether the database as a whole cannot be used now. Otherwise the fault is in what it was
    /// asked.
    public boolean isOutage() {
        return this != REJECTED;
    }

    /// What an exception, or one that caused it, says.
    static StorageFailure of(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .flatMap(StorageFailure::told)
                .findFirst()
                .orElse(REJECTED);
    }

    private static Stream<StorageFailure> told(Throwable thrown) {
        return switch (thrown) {
            case StorageException known -> Stream.of(known.failure());
            case SQLiteException sqlite -> Stream.of(of(sqlite.getResultCode()));
            default -> Stream.empty();
        };
    }

    private static StorageFailure of(SQLiteErrorCode code) {
        if (code == SQLiteErrorCode.SQLITE_READONLY_DBMOVED) {
            return GONE;
        }
        return switch (primary(code)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> BUSY;
            case SQLITE_FULL -> FULL;
            case SQLITE_READONLY -> READ_ONLY;
            case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_NOMEM, SQLITE_NOLFS ->
                    UNREADABLE;
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> CORRUPT;
            default -> REJECTED;
        };
    }

    /// An extended code says in its low byte which kind it extends.
    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE);
    }
}
