package dev.zimage.database.sqlite;

import static dev.zimage.database.StorageFailure.BUSY;
import static dev.zimage.database.StorageFailure.CORRUPT;
import static dev.zimage.database.StorageFailure.FULL;
import static dev.zimage.database.StorageFailure.GONE;
import static dev.zimage.database.StorageFailure.READ_ONLY;
import static dev.zimage.database.StorageFailure.REJECTED;
import static dev.zimage.database.StorageFailure.UNREADABLE;
import static dev.zimage.database.StorageFailure.UNWRITABLE;

import dev.zimage.database.FailureCodes;
import dev.zimage.database.StorageFailure;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Reads the error codes of SQLite.
final class SqliteFailures implements FailureCodes {

    static final SqliteFailures CODES = new SqliteFailures();

    private static final int PRIMARY_CODE = 0xff;

    private SqliteFailures() {}

    @Override
    public StorageFailure tooBusy() {
        return BUSY;
    }

    @Override
    public StorageFailure read(SQLException thrown) {
        return thrown instanceof SQLiteException sqlite ? of(sqlite.getResultCode()) : REJECTED;
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
