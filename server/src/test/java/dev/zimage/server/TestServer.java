package dev.zimage.server;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.api.Api;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.database.Database;
import dev.zimage.database.MigratedFile;
import dev.zimage.database.PostgresCluster;
import dev.zimage.engines.EngineFleet;
import dev.zimage.engines.Engines;
import dev.zimage.engines.LoadLog;
import dev.zimage.moderation.ClassifierLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real server on a free port, with an account `default` of 10,000 credits, and a client for it.
public final class TestServer implements AutoCloseable {

    /// The setting that makes pictures as large as by default.
    public static final Map<String, String> WHOLE_PICTURES = Map.of("engine.pixels", "1048576");

    /// Pictures take most of the time, and few tests look at them: these are the smallest that are
    /// watermarked whatever their shape.
    public static final String SMALL_PICTURES = "147456";

    private static final JsonMapper JSON = new JsonMapper();

    private static volatile boolean onPostgres;

    private final DataDirectory data;
    private final Clock clock;
    private final Map<String, String> settings = new HashMap<>();
    private final StripesEngine live = new StripesEngine("stripes");
    private final StripesEngine test = new StripesEngine("sketch");
    private final HttpClient client = HttpClient.newHttpClient();
    private final String liveKey;
    private final String testKey;
    private CheckLoaders checks = CheckLoaders.USUAL;
    private @Nullable Server server;
    private @Nullable Engines fleet;
    private boolean bySettings;

    /// An answer whose body was read.
    public record Reply(int status, HttpResponse<byte[]> raw) {

        public JsonNode json() {
            return JSON.readTree(raw.body());
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        public int errorCode() {
            return json().path("error").path("code").asInt();
        }

        public String errorMessage() {
            return json().path("error").path("message").asString();
        }
    }

    private TestServer(Path folder, Clock clock, Map<String, String> settings) {
        this.data = DataDirectory.open(folder);
        this.clock = clock;
        this.settings.putAll(settings);
        this.settings.putIfAbsent("server.port", "0");
        this.settings.putIfAbsent("engine.workers", "2");
        this.settings.putIfAbsent("engine.pixels", SMALL_PICTURES);
        if (onPostgres) {
            this.settings.putIfAbsent("database.url", PostgresCluster.url(folder));
        }
        if (!this.settings.containsKey("database.url")) {
            MigratedFile.copyTo(data.databaseFile());
        }
        SharedReserve.linkTo(data.reserve());
        try (Database database = openDatabase()) {
            Accounts accounts = Accounts.open(database, clock, new SecureRandom());
            Account account =
                    accounts.create("default")
                            .orElseGet(() -> accounts.find("default").orElseThrow());
            if (account.balance().isZero()) {
                accounts.ledger().grant(account.id(), new Credits(10_000), "test");
            }
            ApiKeys keys = accounts.keys();
            liveKey = keys.create(account.id(), "live", Mode.LIVE, null).secret().reveal();
            testKey = keys.create(account.id(), "test", Mode.TEST, null).secret().reveal();
        }
    }

    /// Where the servers that are started next keep their data, unless their settings say it: on
    /// PostgreSQL, or on SQLite.
    static void keepDataOnPostgres(boolean postgres) {
        onPostgres = postgres;
    }

    public static TestServer start(Path folder) {
        return start(folder, Clock.systemUTC(), Map.of());
    }

    public static TestServer start(Path folder, Map<String, String> settings) {
        return start(folder, Clock.systemUTC(), settings);
    }

    /// @param settings by configuration key
    public static TestServer start(Path folder, Clock clock, Map<String, String> settings) {
        TestServer server = new TestServer(folder, clock, settings);
        server.start();
        return server;
    }

    /// The same with a classifier of the test's own for the content check.
    public static TestServer start(
            Path folder, Clock clock, Map<String, String> settings, ClassifierLoader classifier) {
        TestServer server = new TestServer(folder, clock, settings);
        server.checks = new CheckLoaders(classifier, server.checks.reader());
        server.start();
        return server;
    }

    /// The same with the engines that the settings ask for, in place of the tests' own.
    public static TestServer startWithEngines(Path folder, Map<String, String> settings) {
        TestServer server = new TestServer(folder, Clock.systemUTC(), settings);
        server.bySettings = true;
        server.start();
        return server;
    }

    /// From the next start on the picture classifier cannot be loaded.
    public void breakClassifier() {
        checks =
                new CheckLoaders(
                        () -> {
                            throw new IOException("told to");
                        },
                        checks.reader());
    }

    /// From the next start on the text reader cannot be loaded.
    public void breakTextReader() {
        checks =
                new CheckLoaders(
                        checks.classifier(),
                        () -> {
                            throw new IOException("told to");
                        });
    }

    /// Starts again what was stopped.
    public void start() {
        Config config = config();
        server =
                Server.start(
                        config, data, data.lock().orElseThrow(), engines(config), clock, checks);
    }

    private Engines engines(Config config) {
        if (bySettings) {
            return fleet(config);
        }
        return "api".equals(settings.get("server.role"))
                ? Engines.elsewhere(live.name())
                : new Engines(live, test);
    }

    private Engines fleet(Config config) {
        Engines opened = EngineFleet.of(data.engineSettings(config)).open(new LoadLog());
        fleet = opened;
        return opened;
    }

    public void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
        if (fleet != null) {
            fleet.close();
            fleet = null;
        }
    }

    @Override
    public void close() {
        live.letGo(1_000);
        test.letGo(1_000);
        // Its idle connections would hold up the stop for as long as the server lets them.
        client.shutdownNow();
        stop();
        client.close();
    }

    public StripesEngine live() {
        return live;
    }

    public StripesEngine test() {
        return test;
    }

    public String liveKey() {
        return liveKey;
    }

    public String testKey() {
        return testKey;
    }

    public Clock clock() {
        return clock;
    }

    /// Opens the database beside the server, as another process can.
    public Database openDatabase() {
        return data.database(config().database()).open();
    }

    /// The variables with which a command line finds the database of this server.
    public Map<String, String> environment() {
        String url = settings.get("database.url");
        return url == null ? Map.of() : Map.of("ZIMAGE_DATABASE_URL", url);
    }

    private Config config() {
        try {
            return new ConfigSources(settings, Map.of(), data.path(), null).load().config();
        } catch (InvalidConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public DataDirectory data() {
        return data;
    }

    public int port() {
        return java.util.Objects.requireNonNull(server).port();
    }

    public Api api() {
        return java.util.Objects.requireNonNull(server).api();
    }

    public String url(String path) {
        return path.startsWith("http") ? path : "http://127.0.0.1:" + port() + path;
    }

    /// A request with the live key.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)))
                .timeout(Duration.ofMinutes(2))
                .setHeader("Authorization", "Bearer " + liveKey);
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            DocumentedErrors.require(response.statusCode(), response.body());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public Reply get(String path) {
        return send(request(path));
    }

    /// Posts a JSON body; headers follow as names and values.
    public Reply post(String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /// Submits a prompt with the live key.
    public Reply submit(String prompt, String... headers) {
        return post("/api/v1/images/generations", body(prompt), headers);
    }

    public static String body(String prompt) {
        return JSON.writeValueAsString(Map.of("model", "z-image", "prompt", prompt));
    }

    /// Submits a prompt and answers with the task's id.
    public String submitted(String prompt) {
        return submit(prompt).json().path("id").asString();
    }

    /// Polls until the task has ended.
    public JsonNode awaitEnd(String taskId) {
        return Eventually.seen(
                () -> get("/api/v1/tasks/" + taskId).json(),
                task -> !task.path("status").asString().equals("processing"));
    }

    /// What `/metrics` says once it has a piece of text: what is counted is counted a moment after
    /// it can be seen.
    public String metricsWith(String text) {
        return Eventually.seen(
                () -> new String(get("/metrics").raw().body(), StandardCharsets.UTF_8),
                metrics -> metrics.contains(text));
    }

    /// Gives credits to an account, which is made when there is none.
    public void grant(String account, long credits) {
        try (Database database = openDatabase()) {
            Accounts accounts = Accounts.open(database, clock, new SecureRandom());
            Account of = accounts.find(account).or(() -> accounts.create(account)).orElseThrow();
            accounts.ledger().grant(of.id(), new Credits(credits), "test");
        }
    }

    public long balance() {
        return get("/api/v1/balance").json().path("balance").asLong();
    }
}
