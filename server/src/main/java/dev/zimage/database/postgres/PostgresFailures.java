package dev.zimage.database.postgres;

import dev.zimage.database.FailureCodes;
import dev.zimage.database.StorageFailure;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the error codes of PostgreSQL, of its driver and of the pool of connections.
final class PostgresFailures implements FailureCodes {

    static final PostgresFailures CODES = new PostgresFailures();

    /// Somebody else was first, and the transaction succeeds when it runs again: a serialization
    /// failure, a deadlock, or a row that another transaction inserted since it was looked for.
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505");

    /// The server has ended the connection or does not take one yet.
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

    /// A pooler gave the connection to another server process, which does not know a prepared
    /// statement, or the table was changed since it was prepared.
    private static final Set<String> UNPREPARED = Set.of("26000", "42P05", "0A000");

    /// The driver and the server could not agree, for example because there is no password or no
    /// TLS.
    private static final String REJECTED_CONNECTION = "08004";

    private static final String TLS_OF_DRIVER = "org.postgresql.ssl.";
    private static final int TOP_OF_STACK = 3;

    private PostgresFailures() {}

    @Override
    public StorageFailure tooBusy() {
        return StorageFailure.OVERLOADED;
    }

    @Override
    public StorageFailure read(SQLException thrown) {
        String state = state(thrown).orElse("");
        if (state.equals(REJECTED_CONNECTION)) {
            return StorageFailure.NOT_ADMITTED;
        }
        if (isOfTls(thrown)) {
            return StorageFailure.UNTRUSTED;
        }
        if (isLost(state)) {
            return StorageFailure.UNREACHABLE;
        }
        return switch (state) {
            case "3D000" -> StorageFailure.NO_DATABASE;
            case "42501" -> StorageFailure.FORBIDDEN;
            case "25006" -> StorageFailure.STANDBY;
            case "53100" -> StorageFailure.SERVER_FULL;
            case "53200", "53300", "53400", "57014", "40001", "40P01" -> StorageFailure.OVERLOADED;
            case "55P03" -> StorageFailure.LOCKED;
            case "XX001", "XX002" -> StorageFailure.CORRUPT;
            case "" ->
                    thrown instanceof SQLTransientConnectionException
                            ? StorageFailure.OVERLOADED // no connection of the pool was free
                            : StorageFailure.REJECTED;
            default -> state.startsWith("28") ? StorageFailure.REFUSED : StorageFailure.REJECTED;
        };
    }

    /// The driver reports that a certificate is not trusted with the code of a lost connection, and
    /// in the words of the machine's language. Only the place where it was thrown tells.
    private static boolean isOfTls(Throwable thrown) {
        return causes(thrown)
                        .flatMap(each -> Stream.of(each.getStackTrace()).limit(TOP_OF_STACK))
                        .anyMatch(frame -> frame.getClassName().startsWith(TLS_OF_DRIVER))
                && causes(thrown).noneMatch(PostgresFailures::isOfNetwork);
    }

    /// Why a handshake ended that a certificate did not end.
    private static boolean isOfNetwork(Throwable cause) {
        return cause instanceof EOFException
                || cause instanceof SocketException
                || cause instanceof InterruptedIOException;
    }

    private static Stream<Throwable> causes(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .filter(Objects::nonNull);
    }

    /// Whether the server does not do what was asked, or not in its present state.
    static boolean isUnsupported(Throwable thrown) {
        return state(thrown).filter("0A000"::equals).isPresent();
    }

    private static boolean isLost(String state) {
        return state.startsWith("08") || ENDED.contains(state);
    }

    /// The first code in a chain of causes: the pool's exceptions wrap the driver's.
    private static Optional<String> state(@Nullable Throwable thrown) {
        return causes(thrown)
                .filter(SQLException.class::isInstance)
                .map(each -> ((SQLException) each).getSQLState())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /// Whether the connection is gone, so that it is not known what the server did last.
    static boolean isLost(Throwable thrown) {
        return state(thrown).filter(PostgresFailures::isLost).isPresent();
    }

    /// Whether the same transaction may succeed when it runs again at once.
    static boolean isConflict(Throwable thrown) {
        return state(thrown)
                .filter(state -> CONFLICTS.contains(state) || UNPREPARED.contains(state))
                .isPresent();
    }

    static boolean hasState(Throwable thrown, String state) {
        return state(thrown).filter(state::equals).isPresent();
    }
}
