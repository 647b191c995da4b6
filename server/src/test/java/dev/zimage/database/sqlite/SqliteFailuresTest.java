package dev.zimage.database.sqlite;

import static dev.zimage.database.sqlite.SqliteFailures.CODES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY, BUSY",
        "SQLITE_BUSY_SNAPSHOT, BUSY",
        "SQLITE_LOCKED, BUSY",
        "SQLITE_FULL, FULL",
        "SQLITE_READONLY, READ_ONLY",
        "SQLITE_READONLY_DIRECTORY, READ_ONLY",
        "SQLITE_READONLY_DBMOVED, GONE",
        "SQLITE_IOERR, UNWRITABLE",
        "SQLITE_IOERR_READ, UNREADABLE",
        "SQLITE_IOERR_WRITE, UNWRITABLE",
        "SQLITE_IOERR_SHMSIZE, UNWRITABLE",
        "SQLITE_CANTOPEN, UNREADABLE",
        "SQLITE_CORRUPT, CORRUPT",
        "SQLITE_CORRUPT_INDEX, CORRUPT",
        "SQLITE_NOTADB, CORRUPT",
        "SQLITE_CONSTRAINT_UNIQUE, REJECTED",
        "SQLITE_ERROR, REJECTED",
        "UNKNOWN_ERROR, REJECTED"
    })
    void a_code_of_sqlite_says_what_kind_of_failure_it_is(
            SQLiteErrorCode code, StorageFailure expected) {
        SQLiteException thrown = new SQLiteException("failed", code);

        assertThat(CODES.failed("x", thrown).failure()).isEqualTo(expected);
        assertThat(CODES.failed("x", new IllegalStateException(thrown)).failure())
                .isEqualTo(expected);
        assertThat(expected.isOutage()).isEqualTo(expected != StorageFailure.REJECTED);
    }

    @Test
    void what_no_database_said_is_no_outage() {
        assertThat(CODES.of(new SQLException("closed"))).isEqualTo(StorageFailure.REJECTED);
        assertThat(CODES.of(null)).isEqualTo(StorageFailure.REJECTED);
    }

    @Test
    void a_failure_keeps_its_kind_when_it_is_wrapped() {
        StorageException inner = new StorageException(StorageFailure.GONE, "deleted");

        assertThat(CODES.failed("x", inner).failure()).isEqualTo(StorageFailure.GONE);
    }

    @Test
    void causes_in_a_ring_come_to_an_end() {
        Exception first = new Exception("first");
        first.initCause(new Exception("second", first));

        assertThat(CODES.of(first)).isEqualTo(StorageFailure.REJECTED);
    }
}
