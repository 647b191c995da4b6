package dev.zimage.database;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Why the database did not do what it was asked to. The only place that reads the error codes of
/// the databases.
public enum StorageFailure {
    BUSY(
            "another process keeps the database locked, or it has too much to do",
            "find that process with `lsof zimage.db` and end it"),
    FULL("the disk is full", "make room on the disk"),
    READ_ONLY(
            "the database cannot be written",
            "give the user of the server the right to write zimage.db and its folder"),
    UNWRITABLE(
            "the files of the database cannot be written",
            "raise the quota or limit that was reached, or look at the disk"),
    UNREADABLE(
            "the files of the database cannot be opened or read",
            "look at the rights of the files, the limit of open files and the disk"),
    GONE(
            "the files of the database were deleted or replaced while the server runs",
            "put them back under their names, or stop the server and restore a backup"),
    CORRUPT("the database is damaged", "stop the server and restore a backup"),
    CLOSED("the database is closed", "start the server again"),
    REJECTED("the database rejected a statement", "report this with the log");

    private static final int PRIMARY_CODE = 0xff;
    private static final int DEEPEST_CAUSE = 32;

    private final String meaning;
    private final String remedy;

    StorageFailure(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /// One clause for anybody.
    public String meaning() {
        return meaning;
    }

    /// One clause for the operator.
    public String remedy() {
        return remedy;
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
        return switch (code) {
            case SQLITE_READONLY_DBMOVED -> GONE;
            case SQLITE_IOERR,
                    SQLITE_IOERR_WRITE,
                    SQLITE_IOERR_FSYNC,
                    SQLITE_IOERR_DIR_FSYNC,
                    SQLITE_IOERR_TRUNCATE,
                    SQLITE_IOERR_SHMOPEN,
                    SQLITE_IOERR_SHMSIZE,
                    SQLITE_IOERR_SHMMAP ->
                    UNWRITABLE;
            default -> ofKind(primary(code));
        };
    }

    private static StorageFailure ofKind(SQLiteErrorCode code) {
        return switch (code) {
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
