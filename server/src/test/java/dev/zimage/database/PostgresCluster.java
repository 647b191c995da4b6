package dev.zimage.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A PostgreSQL server of this test process, on a port of its own, with a database for each
/// installation. It is started when it is first needed and removed with the process. The server
/// refuses to run as root, so then it runs as the user `postgres`.
///
/// Where PostgreSQL is not installed, the tests that need it are left out, unless the property
/// `zimage.postgres` is `required`. The property `zimage.postgres.programs` names the `bin` folder
/// of another PostgreSQL than the newest one that is installed.
public final class PostgresCluster {

    /// A user whom the server asks for a password. All others connect without one.
    public static final String PASSWORD_USER = "locked";

    private static final String HOW_TO_GET_IT =
            "left out: PostgreSQL is not installed (`apt-get install postgresql`)";

    private static final Path MEMORY = Path.of("/dev/shm");

    /// In bytes: each of several test processes may keep a gigabyte of write-ahead log.
    private static final long ROOM = 4L << 30;

    private static @Nullable PostgresCluster running;

    private final InstalledPostgres programs;
    private final Path folder;
    private final int port;
    private final Map<Path, String> databases = new HashMap<>();
    private final List<String> copies = new ArrayList<>();
    private int made;

    private PostgresCluster(InstalledPostgres programs) throws IOException {
        this.programs = programs;
        this.folder =
                Files.createTempDirectory(
                        place(),
                        "zimage-postgres-",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxrwxrwx")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        this.port = freePort();
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        programs.run(
                folder,
                "initdb",
                "-D",
                data(),
                "-U",
                "zimage",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync");
        askForPassword();
        start();
    }

    /// In memory, where the system has a place for that with room: each database is 300 files, and
    /// ext4 takes long to make files after so many were deleted.
    private static Path place() throws IOException {
        boolean roomy =
                Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM;
        return roomy ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private void askForPassword() throws IOException {
        Path rules = Path.of(data(), "pg_hba.conf");
        Files.writeString(
                rules,
                "host all %s 127.0.0.1/32 scram-sha-256\n%s"
                        .formatted(PASSWORD_USER, Files.readString(rules)));
    }

    /// The URL of the database of an installation. A new one has the tables already.
    ///
    /// @param installation the data directory
    public static String url(Path installation) {
        return get().urlOf(installation);
    }

    /// The server of this test process.
    public static synchronized PostgresCluster get() {
        if (running == null) {
            Optional<InstalledPostgres> programs = InstalledPostgres.find();
            if (programs.isEmpty() && "required".equals(System.getProperty("zimage.postgres"))) {
                throw new AssertionError(HOW_TO_GET_IT);
            }
            Assumptions.assumeTrue(programs.isPresent(), HOW_TO_GET_IT);
            try {
                running = new PostgresCluster(programs.orElseThrow());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    /// Starts the server again after [#stop].
    public void start() {
        start("data", port);
    }

    /// Starts a copy of the server as it is now: what a standby is that takes over without what
    /// came later. It runs until the end of this process.
    ///
    /// @return its port
    public synchronized int startCopy() throws IOException {
        String name = copied();
        int own = freePort();
        start(name, own);
        return own;
    }

    /// Starts a copy that goes on as a standby: it takes no changes. It runs until the end of this
    /// process.
    ///
    /// @return its port
    public synchronized int startStandby() throws IOException {
        String name = copied();
        Files.createFile(folder.resolve(name).resolve("standby.signal"));
        int own = freePort();
        start(name, own);
        return own;
    }

    private String copied() {
        String name = "copy-" + copies.size();
        programs.run(
                folder,
                "pg_basebackup",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=zimage",
                "--checkpoint=fast",
                "--no-sync",
                "--pgdata=" + folder.resolve(name));
        copies.add(name);
        return name;
    }

    private void start(String name, int port) {
        programs.run(
                folder,
                "pg_ctl",
                "-D",
                folder.resolve(name).toString(),
                "-w",
                "-l",
                folder.resolve("log-" + name).toString(),
                "-o",
                "-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
                                .formatted(port, folder)
                        + " -c shared_buffers=64MB -c autovacuum=off",
                "start");
    }

    /// Stops the server at once, as a crash does.
    public void stop() {
        stop("data");
    }

    private void stop(String name) {
        programs.run(
                folder,
                "pg_ctl",
                "-D",
                folder.resolve(name).toString(),
                "-w",
                "-m",
                "immediate",
                "stop");
    }

    /// Lets clients connect with TLS from now on.
    ///
    /// @param certificate PEM
    /// @param key PEM
    public void offerTls(String certificate, String key) throws IOException {
        writeForServer("server.crt", certificate);
        writeForServer("server.key", key);
        execute("alter system set ssl = on");
        execute("select pg_reload_conf()");
    }

    public void withdrawTls() {
        execute("alter system reset ssl");
        execute("select pg_reload_conf()");
    }

    /// The server reads its key only from a file of its user that nobody else can read.
    private void writeForServer(String name, String content) throws IOException {
        Path file = Path.of(data(), name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setOwner(file, Files.getOwner(Path.of(data())));
    }

    public int port() {
        return port;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private synchronized String urlOf(Path installation) {
        Path path = installation.toAbsolutePath().normalize();
        String name = databases.get(path);
        if (name == null) {
            dropForgotten();
            name = create();
            databases.put(path, name);
        }
        return url(name);
    }

    private String url(String database) {
        return "postgresql://zimage@127.0.0.1:%d/%s".formatted(port, database);
    }

    private String create() {
        if (made == 0) {
            execute("create database template_of_tests");
            Databases.source(choice(url("template_of_tests")), folder).open().close();
        }
        String name = "installation_" + ++made;
        execute("create database " + name + " template template_of_tests");
        return name;
    }

    /// An empty database without tables.
    public synchronized String emptyDatabase() {
        String name = "empty_" + System.nanoTime();
        execute("create database " + name);
        return url(name);
    }

    private void dropForgotten() {
        databases
                .entrySet()
                .removeIf(database -> {
                    boolean forgotten = !Files.exists(database.getKey());
                    if (forgotten) {
                        execute("drop database if exists " + database.getValue() + " with (force)");
                    }
                    return forgotten;
                });
    }

    /// Which database a URL stands for, as settings say it.
    public static Databases.Choice choice(String url) {
        return new Databases.Choice(DatabaseUrl.parse(url), Optional.empty(), 8);
    }

    /// Runs a statement as the administrator of the server.
    public void execute(String sql) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=zimage".formatted(port, database));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void stopIfRunning(String name) {
        try {
            stop(name);
        } catch (IllegalStateException e) {
            // It does not run.
        }
    }

    private void remove() {
        Stream.concat(Stream.of("data"), copies.stream()).forEach(this::stopIfRunning);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
