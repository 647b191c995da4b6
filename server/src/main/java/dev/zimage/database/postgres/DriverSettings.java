package dev.zimage.database.postgres;

import dev.zimage.database.DatabaseUrl;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Translates a URL as PostgreSQL's own clients take it for the driver, which has other names for
/// some parameters.
final class DriverSettings {

    private static final int DEFAULT_PORT = 5432;
    private static final int SECONDS_TO_CONNECT = 5;

    /// Longer than any of our statements takes; without it, a call would wait forever for a server
    /// that was cut off.
    private static final int SECONDS_TO_ANSWER = 60;

    private static final Map<String, String> NAMES =
            Map.of(
                    "connect_timeout", "connectTimeout",
                    "application_name", "ApplicationName",
                    "target_session_attrs", "targetServerType",
                    "keepalives", "tcpKeepAlive");

    private static final Map<String, String> SERVER_TYPES =
            Map.of(
                    "any", "any",
                    "read-write", "primary",
                    "primary", "primary",
                    "standby", "secondary",
                    "read-only", "secondary",
                    "prefer-standby", "preferSecondary");

    /// The driver looks at these only when it connects, and then reports a wrong value as a server
    /// that cannot be reached.
    private static final Map<String, Set<String>> VALUES =
            Map.of(
                    "sslmode",
                    Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                    "targetServerType",
                    Set.of(
                            "any",
                            "primary",
                            "master",
                            "secondary",
                            "slave",
                            "preferPrimary",
                            "preferSecondary",
                            "preferSlave"));

    private DriverSettings() {}

    static DataSource dataSource(DatabaseUrl url, @Nullable String password) {
        return source(url, password);
    }

    /// The same for changes of the tables, which may take long: an index of a large table must not
    /// be given up by us and built on by the server.
    static DataSource forMigrations(DatabaseUrl url, @Nullable String password) {
        PGSimpleDataSource source = source(url, password);
        source.setSocketTimeout(0);
        return source;
    }

    private static PGSimpleDataSource source(DatabaseUrl url, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(
                url.hosts().stream().map(DriverSettings::name).toArray(String[]::new));
        source.setPortNumbers(url.hosts().stream().mapToInt(DriverSettings::port).toArray());
        source.setDatabaseName(url.database());
        source.setUser(url.user());
        source.setPassword(password == null ? url.password() : password);
        source.setConnectTimeout(SECONDS_TO_CONNECT);
        source.setSocketTimeout(SECONDS_TO_ANSWER);
        source.setTcpKeepAlive(true);
        source.setApplicationName("zimage");
        source.setReWriteBatchedInserts(true);
        // The details of an error have the values of the row: prompts, which never get into a log.
        source.setLogServerErrorDetail(false);
        url.parameters().forEach((name, value) -> set(source, name, value));
        return source;
    }

    private static void set(PGSimpleDataSource source, String name, String value) {
        String translated = NAMES.getOrDefault(name, name);
        boolean attributes = name.equals("target_session_attrs");
        String known = attributes ? SERVER_TYPES.getOrDefault(value, value) : value;
        Set<String> values = VALUES.get(translated);
        if (values != null && !values.contains(known)) {
            throw new StorageException(
                    StorageFailure.REJECTED,
                    "the parameter %s in database.url must be one of %s"
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            new TreeSet<>(
                                                    attributes ? SERVER_TYPES.keySet() : values))));
        }
        try {
            source.setProperty(translated, known);
        } catch (SQLException | IllegalArgumentException e) {
            throw new StorageException(
                    StorageFailure.REJECTED,
                    "the parameter "
                            + name
                            + " in database.url is unknown or has a value that is not allowed",
                    e);
        }
    }

    private static String name(String host) {
        return hasPort(host) ? host.substring(0, host.lastIndexOf(':')) : host;
    }

    private static int port(String host) {
        return hasPort(host)
                ? Integer.parseInt(host.substring(host.lastIndexOf(':') + 1))
                : DEFAULT_PORT;
    }

    private static boolean hasPort(String host) {
        return host.lastIndexOf(':') > host.lastIndexOf(']');
    }
}
