package dev.zimage.config;

import dev.zimage.origin.AddressRange;
import dev.zimage.origin.BaseUrl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of one start, checked. What each means and takes says [ConfigKey].
public record Config(
        Server server,
        Engine engine,
        Hub hub,
        Prices prices,
        Account account,
        Limits limits,
        Events events,
        Tasks tasks,
        Webhooks webhooks,
        ContentCheck contentCheck,
        Media media,
        OpenAi openAi,
        Log log,
        Metrics metrics) {

    /// @param host a name or an address to listen on; an IPv6 address without brackets
    /// @param port 0 for any that is free
    /// @param publicUrl empty when it is to be taken from each request
    public record Server(
            String host,
            int port,
            Optional<BaseUrl> publicUrl,
            List<AddressRange> trustedProxies,
            Duration shutdownGrace) {}

    /// @param workers pictures drawn at once, 0 for what suits the engine
    /// @param weights folder of the model, empty for the usual one
    /// @param cache folder of prepared weights, empty for the usual one
    /// @param pixels the most that a picture may have
    /// @param threads that compute one picture, 0 for one a processor
    /// @param memoryMb that the model may use, 0 for all
    public record Engine(
            EngineChoice name,
            int workers,
            Optional<Path> weights,
            Optional<Path> cache,
            PrecisionChoice precision,
            int pixels,
            int steps,
            int threads,
            TextEncoderChoice textEncoder,
            int memoryMb) {}

    /// @param url of the hub that models are pulled from, empty for the usual one
    /// @param tokenFile with the token for it
    public record Hub(Optional<BaseUrl> url, Optional<Path> tokenFile) {}

    /// @param zImage USD for a picture of `z-image`
    public record Prices(BigDecimal zImage) {}

    /// @param initialCredits of the account that the first start makes
    public record Account(long initialCredits) {}

    /// @param requestsPerMinute of an account
    /// @param tasksInFlight of an account, queued or running
    /// @param connections that may be open at once
    /// @param queueCapacity tasks of all accounts that may wait
    public record Limits(
            int requestsPerMinute, int tasksInFlight, int connections, int queueCapacity) {}

    /// @param streams of an account that are open at once
    /// @param heartbeat how long a stream is silent before it shows that it lives
    public record Events(int streams, Duration heartbeat) {}

    /// @param lease how long a worker owns a task without a sign of life
    /// @param attempts how many workers a task may lose before it fails
    /// @param timeout the longest time to draw a picture
    public record Tasks(Duration lease, int attempts, Duration timeout) {}

    /// @param allowPrivate whether `http` and addresses that are not public may be called
    /// @param retention how long deliveries are listed after their end
    public record Webhooks(boolean allowPrivate, Duration retention) {}

    /// @param pictureThreshold the likelihood, above 0 to 1, at which a picture is refused
    /// @param allowFile of words that are harmless here
    /// @param denyFile of words that are not allowed here
    public record ContentCheck(
            CheckMode mode,
            double pictureThreshold,
            Optional<Path> allowFile,
            Optional<Path> denyFile) {}

    /// @param urlTtl how long a fresh link is valid; not longer than `retention`
    /// @param retention how long a picture is kept
    public record Media(Duration urlTtl, Duration retention) {}

    /// @param patience of a request at `/v1` for its pictures
    public record OpenAi(Duration patience) {}

    /// @param requests whether each request has a line
    public record Log(LogLevel level, LogFormat format, boolean requests) {}

    /// @param enabled whether `/metrics` answers
    public record Metrics(boolean enabled) {}

    /// The settings where nothing is set.
    public static Config defaults() {
        return of(Settings.defaults());
    }

    static Config of(Settings settings) {
        return new Config(
                server(settings),
                engine(settings),
                new Hub(settings.get(ConfigKey.HUB_URL), settings.get(ConfigKey.HUB_TOKEN_FILE)),
                new Prices(settings.get(ConfigKey.PRICE_Z_IMAGE)),
                new Account(settings.get(ConfigKey.ACCOUNT_INITIAL_CREDITS)),
                new Limits(
                        settings.get(ConfigKey.LIMITS_REQUESTS_PER_MINUTE),
                        settings.get(ConfigKey.LIMITS_TASKS_IN_FLIGHT),
                        settings.get(ConfigKey.LIMITS_CONNECTIONS),
                        settings.get(ConfigKey.QUEUE_CAPACITY)),
                new Events(
                        settings.get(ConfigKey.EVENTS_STREAMS),
                        settings.get(ConfigKey.EVENTS_HEARTBEAT)),
                new Tasks(
                        settings.get(ConfigKey.TASK_LEASE),
                        settings.get(ConfigKey.TASK_ATTEMPTS),
                        settings.get(ConfigKey.TASK_TIMEOUT)),
                new Webhooks(
                        settings.get(ConfigKey.WEBHOOKS_ALLOW_PRIVATE),
                        settings.get(ConfigKey.WEBHOOKS_RETENTION)),
                new ContentCheck(
                        settings.get(ConfigKey.CONTENT_CHECK_MODE),
                        settings.get(ConfigKey.CONTENT_CHECK_PICTURE_THRESHOLD),
                        settings.get(ConfigKey.CONTENT_CHECK_ALLOW_FILE),
                        settings.get(ConfigKey.CONTENT_CHECK_DENY_FILE)),
                new Media(
                        settings.get(ConfigKey.MEDIA_URL_TTL),
                        settings.get(ConfigKey.MEDIA_RETENTION)),
                new OpenAi(settings.get(ConfigKey.OPENAI_WAIT)),
                new Log(
                        settings.get(ConfigKey.LOG_LEVEL),
                        settings.get(ConfigKey.LOG_FORMAT),
                        settings.get(ConfigKey.LOG_REQUESTS)),
                new Metrics(settings.get(ConfigKey.METRICS_ENABLED)));
    }

    private static Engine engine(Settings settings) {
        return new Engine(
                settings.get(ConfigKey.ENGINE_NAME),
                settings.get(ConfigKey.ENGINE_WORKERS),
                settings.get(ConfigKey.ENGINE_WEIGHTS),
                settings.get(ConfigKey.ENGINE_CACHE),
                settings.get(ConfigKey.ENGINE_PRECISION),
                settings.get(ConfigKey.ENGINE_PIXELS),
                settings.get(ConfigKey.ENGINE_STEPS),
                settings.get(ConfigKey.ENGINE_THREADS),
                settings.get(ConfigKey.ENGINE_TEXT_ENCODER),
                settings.get(ConfigKey.ENGINE_MEMORY_MB));
    }

    private static Server server(Settings settings) {
        return new Server(
                settings.get(ConfigKey.SERVER_HOST),
                settings.get(ConfigKey.SERVER_PORT),
                settings.get(ConfigKey.SERVER_PUBLIC_URL),
                settings.get(ConfigKey.SERVER_TRUSTED_PROXIES),
                settings.get(ConfigKey.SERVER_SHUTDOWN_GRACE));
    }
}
