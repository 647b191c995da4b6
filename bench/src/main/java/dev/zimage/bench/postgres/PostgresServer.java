package dev.zimage.bench.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A PostgreSQL server on a port of its own, with durable commits. It and its files are gone after
/// [#close].
public final class PostgresServer implements AutoCloseable {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final PostgresPrograms programs;
    private final Path folder;
    private final int port;

    private PostgresServer(PostgresPrograms programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /// Starts one.
    public static PostgresServer start(PostgresPrograms programs)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("zimage-bench-postgres-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        PostgresServer server = new PostgresServer(programs, folder, freePort());
        server.run("initdb", "-D", server.data(), "-U", "zimage", "-A", "trust", "-E", "UTF8");
        server.run(
                "pg_ctl",
                "-D",
                server.data(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                ("-p %d -k %s -c listen_addresses=127.0.0.1 -c max_connections=200"
                                + " -c shared_buffers=512MB -c max_wal_size=4GB")
                        .formatted(server.port, folder),
                "start");
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String run(String program, String... arguments)
            throws IOException, InterruptedException {
        return programs.run(folder, program, arguments);
    }

    /// Makes an empty database.
    ///
    /// @return its URL
    public String createDatabase(String name) throws IOException, InterruptedException {
        run("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "zimage", name);
        return "postgresql://zimage@127.0.0.1:%d/%s".formatted(port, name);
    }

    /// The URL of a database for JDBC.
    public String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=zimage".formatted(port, name);
    }

    /// Runs `pgbench` with prepared statements.
    ///
    /// @param script a transaction, in the language of `pgbench`
    /// @return transactions a second, without the time to connect
    public double transactionsPerSecond(String database, String script, int clients, int seconds)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.sql"), script);
        List<String> arguments =
                List.of(
                        "-n",
                        "-M",
                        "prepared",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-U",
                        "zimage",
                        "-c",
                        String.valueOf(clients),
                        "-j",
                        "2",
                        "-T",
                        String.valueOf(seconds),
                        "-f",
                        file.toString(),
                        database);
        String said = run("pgbench", arguments.toArray(String[]::new));
        Matcher rate = RATE.matcher(said);
        if (!rate.find()) {
            throw new IOException("pgbench reported no rate: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    @Override
    public void close() throws IOException {
        try {
            run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server was stopped", e);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
