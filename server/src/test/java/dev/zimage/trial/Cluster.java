package dev.zimage.trial;

import dev.zimage.database.PostgresCluster;
import dev.zimage.database.postgres.CuttingProxy;
import dev.zimage.media.S3Relay;
import dev.zimage.media.S3Server;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An installation of three processes over PostgreSQL and a bucket: one that only takes orders, one
/// that only draws, and one that does both. What stands between them and their servers can cut.
///
/// The clock of the one that only draws is two minutes ahead where `faketime` is installed.
final class Cluster implements AutoCloseable {

    private final PostgresCluster postgres = PostgresCluster.get();
    private final CuttingProxy proxy;
    private final S3Relay relay;
    private final List<String> common = new ArrayList<>();
    private final Path folder;
    private final String url;
    private final InstalledServer api;
    private final InstalledServer both;
    private final InstalledServer worker;

    /// @param folder an empty one
    Cluster(Path folder) throws IOException {
        this(folder, Map.of());
    }

    /// @param more settings of all processes
    Cluster(Path folder, Map<String, String> more) throws IOException {
        this.folder = folder;
        this.url = PostgresCluster.url(Files.createDirectory(folder.resolve("shared")));
        this.proxy = new CuttingProxy(postgres.port());
        this.relay = new S3Relay();
        set("database.url", url.replace(":" + postgres.port(), ":" + proxy.port()));
        set("limits.requests_per_minute", "1000000");
        set("engine.workers", "1");
        set("task.lease", "3s");
        S3Server.settings(S3Server.get().bucket(), relay.port()).forEach(this::set);
        more.forEach(this::set);
        this.api = server("api");
        this.both = server("all");
        this.worker = server("worker");
        advanceClock(worker);
    }

    private static void advanceClock(InstalledServer process) throws IOException {
        try (DirectoryStream<Path> systems = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path system : systems) {
                Path library = system.resolve("faketime").resolve("libfaketime.so.1");
                if (Files.exists(library)) {
                    process.with("LD_PRELOAD", library.toString())
                            .with("FAKETIME", "+120")
                            .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                            // Otherwise every wait with a time limit ends at once, and spins.
                            .with("FAKETIME_FORCE_MONOTONIC_FIX", "0");
                }
            }
        }
    }

    private void set(String key, String value) {
        common.add("--set");
        common.add(key + "=" + value);
    }

    private InstalledServer server(String role) throws IOException {
        List<String> options = new ArrayList<>(List.of("--role", role));
        options.addAll(common);
        return new InstalledServer(
                        Files.createDirectory(folder.resolve(role)), options.toArray(String[]::new))
                .with("AWS_ACCESS_KEY_ID", S3Server.KEY)
                .with("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    }

    Cluster start() {
        api.start();
        both.start();
        worker.start();
        return this;
    }

    /// The process that only takes orders.
    InstalledServer api() {
        return api;
    }

    /// The process that takes orders and draws.
    InstalledServer both() {
        return both;
    }

    List<InstalledServer> processes() {
        return List.of(worker, both, api);
    }

    PostgresCluster postgres() {
        return postgres;
    }

    CuttingProxy proxy() {
        return proxy;
    }

    S3Relay relay() {
        return relay;
    }

    /// Of the database itself, past the proxy.
    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        worker.close();
        both.close();
        api.close();
        relay.close();
        proxy.close();
    }
}
