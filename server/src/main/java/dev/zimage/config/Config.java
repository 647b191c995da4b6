package dev.zimage.config;

import dev.zimage.database.Databases;
import dev.zimage.engine.lora.Lora;
import dev.zimage.media.MediaStores;
import dev.zimage.origin.AddressRange;
import dev.zimage.origin.BaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of one start, checked. The sections of [ConfigKeys] say what each means and takes.
///
/// @param engines on other servers, by name
/// @param models that are offered, by id, `z-image` first
public record Config(
        ServerSettings server,
        Databases.Choice database,
        Engine engine,
        Hub hub,
        Map<String, UpstreamConfig> engines,
        Map<String, OfferedModel> models,
        CreditSettings account,
        SignInSettings signIn,
        Oidc oidc,
        Limits limits,
        Events events,
        TaskSettings tasks,
        WebhookSettings webhooks,
        ContentCheckSettings contentCheck,
        TextCheckSettings textCheck,
        Media media,
        Provenance provenance,
        OpenAi openAi,
        Log log,
        Metrics metrics,
        Audit audit,
        Requests requests) {

    /// @param role what this process does
    /// @param host a name or an address to listen on; an IPv6 address without brackets
    /// @param port 0 for any that is free
    /// @param publicUrl empty when it is to be taken from each request
    public record ServerSettings(
            ProcessRole role,
            String host,
            int port,
            Optional<BaseUrl> publicUrl,
            List<AddressRange> trustedProxies,
            Duration shutdownGrace) {

        /// The URL under which the server is reached: the configured one, else that of its
        /// listener.
        ///
        /// @param listening the port that it listens on
        public BaseUrl url(int listening) {
            return publicUrl.orElseGet(() -> BaseUrl.ofListener(host, listening));
        }
    }

    /// @param workers pictures drawn at once, 0 for what suits the engine
    /// @param weights folder of the model, empty for the usual one
    /// @param cache folder of prepared weights, empty for the usual one
    /// @param loras that the model is changed with
    /// @param pixels the most that a picture may have
    /// @param threads that compute one picture, 0 for one a processor
    /// @param memoryMb that the model may use, 0 for all
    public record Engine(
            EngineChoice name,
            int workers,
            Optional<Path> weights,
            Optional<Path> cache,
            List<Lora> loras,
            PrecisionChoice precision,
            int pixels,
            SamplingSettings sampling,
            int threads,
            TextEncoderChoice textEncoder,
            int memoryMb) {}

    /// How noise becomes a picture with a model.
    ///
    /// @param steps from noise to the picture, 0 for what the model wants
    /// @param guidance scale of the guidance, empty for what the model wants
    /// @param negativePrompt what guided pictures are led away from
    public record SamplingSettings(int steps, Optional<Double> guidance, String negativePrompt) {}

    /// @param url of the hub that models are pulled from, empty for the usual one
    /// @param tokenFile with the token for it
    public record Hub(Optional<BaseUrl> url, Optional<Path> tokenFile) {}

    /// @param initialCredits of the account that the first start makes
    /// @param lowBalance below which an account is told that it is low, 0 for none
    public record CreditSettings(long initialCredits, long lowBalance) {}

    /// @param operatorsNeedCodes whether operators without two-factor codes may only look
    public record SignInSettings(boolean operatorsNeedCodes) {}

    /// @param issuer empty for no provider; the other settings count only with it
    public record Oidc(
            String issuer,
            String name,
            String clientId,
            Optional<Path> clientSecretFile,
            List<String> domains,
            String roleClaim,
            List<String> roles,
            String account) {}

    /// @param requestsPerMinute of an account
    /// @param tasksInFlight of an account, queued or running
    /// @param connections that may be open at once
    /// @param queueCapacity tasks of all accounts that may wait
    /// @param queuePatience how long orders are taken after the last heartbeat of a worker
    public record Limits(
            int requestsPerMinute,
            int tasksInFlight,
            int connections,
            int queueCapacity,
            Duration queuePatience) {}

    /// @param streams of an account that are open at once
    /// @param heartbeat how long a stream is silent before it sends a heartbeat
    public record Events(int streams, Duration heartbeat) {}

    /// @param lease how long a worker owns a task without renewing its claim
    /// @param attempts how many workers a task may lose before it fails
    /// @param timeout the longest time to draw a picture
    /// @param longestWait how old a task may become that no engine can take
    public record TaskSettings(
            Duration lease, int attempts, Duration timeout, Duration longestWait) {}

    /// @param allowPrivate whether `http` and addresses that are not public may be called
    /// @param retention how long deliveries are listed after their end
    public record WebhookSettings(boolean allowPrivate, Duration retention) {}

    /// @param pictureThreshold the likelihood, above 0 to 1, at which a picture is refused
    /// @param allowFile of words that are harmless here
    /// @param denyFile of words that are not allowed here
    public record ContentCheckSettings(
            CheckMode mode,
            double pictureThreshold,
            Optional<Path> allowFile,
            Optional<Path> denyFile) {}

    /// @param attempts most pictures that are drawn of one order
    public record TextCheckSettings(int attempts) {}

    /// @param urlTtl how long a fresh link is valid; not longer than `retention`
    /// @param retention how long a picture is kept
    public record Media(Duration urlTtl, Duration retention, MediaStores.Choice store) {}

    /// The marks that say that a machine made a picture.
    ///
    /// @param prompt whether the file tells its prompt
    /// @param aigcLabel who made the picture, for the label of GB 45438-2025; empty for no label
    /// @param certificate empty for one that is made here
    /// @param key of the certificate
    public record Provenance(
            boolean credentials,
            boolean metadata,
            boolean watermark,
            boolean fingerprint,
            boolean prompt,
            String aigcLabel,
            Optional<Path> certificate,
            Optional<Path> key) {}

    /// @param timeout how long a request at `/v1` waits for its pictures before the client is told
    ///   to come again
    public record OpenAi(Duration timeout) {}

    /// @param requests whether each request has a line
    public record Log(LogLevel level, LogFormat format, boolean requests) {}

    /// @param enabled whether `/metrics` answers
    public record Metrics(boolean enabled) {}

    /// @param retention how long entries of the audit log are kept
    public record Audit(Duration retention) {}

    /// The history of requests.
    ///
    /// @param enabled whether there is one
    /// @param retention how long requests are kept
    /// @param rows how many are kept
    public record Requests(boolean enabled, Duration retention, int rows) {}

    /// The settings where nothing is set.
    public static Config defaults() {
        return ConfigReader.read(Settings.defaults());
    }
}
