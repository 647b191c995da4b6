package dev.zimage.config;

import dev.zimage.database.Databases;

/// Reads the settings of all sections into a [Config].
final class ConfigReader {

    private ConfigReader() {}

    static Config read(Settings settings) {
        return new Config(
                server(settings),
                new Databases.Choice(
                        settings.get(DatabaseKeys.URL),
                        settings.get(DatabaseKeys.PASSWORD_FILE),
                        settings.get(DatabaseKeys.CONNECTIONS)),
                engine(settings),
                new Config.Hub(
                        settings.get(EngineKeys.HUB_URL), settings.get(EngineKeys.HUB_TOKEN_FILE)),
                UpstreamConfig.all(settings),
                OfferedModel.all(settings),
                new Config.CreditSettings(
                        settings.get(AccountKeys.ACCOUNT_INITIAL_CREDITS),
                        settings.get(AccountKeys.CREDITS_LOW_BALANCE)),
                new Config.SignInSettings(settings.get(SignInKeys.OPERATORS_NEED_CODES)),
                oidc(settings),
                new Config.Limits(
                        settings.get(AccountKeys.LIMITS_REQUESTS_PER_MINUTE),
                        settings.get(AccountKeys.LIMITS_TASKS_IN_FLIGHT),
                        settings.get(AccountKeys.LIMITS_CONNECTIONS),
                        settings.get(AccountKeys.QUEUE_CAPACITY),
                        settings.get(AccountKeys.QUEUE_PATIENCE)),
                new Config.Events(
                        settings.get(TaskKeys.EVENTS_STREAMS),
                        settings.get(TaskKeys.EVENTS_HEARTBEAT)),
                new Config.TaskSettings(
                        settings.get(TaskKeys.TASK_LEASE),
                        settings.get(TaskKeys.TASK_ATTEMPTS),
                        settings.get(TaskKeys.TASK_TIMEOUT),
                        settings.get(TaskKeys.TASK_LONGEST_WAIT)),
                new Config.WebhookSettings(
                        settings.get(TaskKeys.WEBHOOKS_ALLOW_PRIVATE),
                        settings.get(TaskKeys.WEBHOOKS_RETENTION)),
                new Config.ContentCheckSettings(
                        settings.get(ContentKeys.CONTENT_CHECK_MODE),
                        settings.get(ContentKeys.CONTENT_CHECK_PICTURE_THRESHOLD),
                        settings.get(ContentKeys.CONTENT_CHECK_ALLOW_FILE),
                        settings.get(ContentKeys.CONTENT_CHECK_DENY_FILE)),
                new Config.TextCheckSettings(settings.get(ContentKeys.TEXT_CHECK_ATTEMPTS)),
                new Config.Media(
                        settings.get(ContentKeys.MEDIA_URL_TTL),
                        settings.get(ContentKeys.MEDIA_RETENTION),
                        ContentKeys.mediaStore(settings)),
                provenance(settings),
                new Config.OpenAi(settings.get(ContentKeys.OPENAI_WAIT)),
                new Config.Log(
                        settings.get(LogKeys.LEVEL),
                        settings.get(LogKeys.FORMAT),
                        settings.get(LogKeys.REQUESTS)),
                new Config.Metrics(settings.get(LogKeys.METRICS_ENABLED)),
                new Config.Audit(settings.get(LogKeys.AUDIT_RETENTION)),
                new Config.Requests(
                        settings.get(LogKeys.REQUESTS_ENABLED),
                        settings.get(LogKeys.REQUESTS_RETENTION),
                        settings.get(LogKeys.REQUESTS_ROWS)));
    }

    private static Config.Provenance provenance(Settings settings) {
        return new Config.Provenance(
                settings.get(ProvenanceKeys.CREDENTIALS),
                settings.get(ProvenanceKeys.METADATA),
                settings.get(ProvenanceKeys.WATERMARK),
                settings.get(ProvenanceKeys.FINGERPRINT),
                settings.get(ProvenanceKeys.PROMPT),
                settings.get(ProvenanceKeys.AIGC_LABEL),
                settings.get(ProvenanceKeys.CERTIFICATE),
                settings.get(ProvenanceKeys.KEY));
    }

    private static Config.Engine engine(Settings settings) {
        return new Config.Engine(
                settings.get(EngineKeys.ENGINE_NAME),
                settings.get(EngineKeys.ENGINE_WORKERS),
                settings.get(EngineKeys.ENGINE_WEIGHTS),
                settings.get(EngineKeys.ENGINE_CACHE),
                settings.get(EngineKeys.ENGINE_LORA),
                settings.get(EngineKeys.ENGINE_PRECISION),
                settings.get(EngineKeys.ENGINE_PIXELS),
                new Config.SamplingSettings(
                        settings.get(EngineKeys.ENGINE_STEPS),
                        settings.get(EngineKeys.ENGINE_GUIDANCE),
                        settings.get(EngineKeys.ENGINE_NEGATIVE_PROMPT)),
                settings.get(EngineKeys.ENGINE_THREADS),
                settings.get(EngineKeys.ENGINE_TEXT_ENCODER),
                settings.get(EngineKeys.ENGINE_MEMORY_MB));
    }

    private static Config.Oidc oidc(Settings settings) {
        return new Config.Oidc(
                settings.get(OidcKeys.ISSUER),
                settings.get(OidcKeys.NAME),
                settings.get(OidcKeys.CLIENT_ID),
                settings.get(OidcKeys.CLIENT_SECRET_FILE),
                settings.get(OidcKeys.DOMAINS),
                settings.get(OidcKeys.ROLE_CLAIM),
                settings.get(OidcKeys.ROLES),
                settings.get(OidcKeys.ACCOUNT));
    }

    private static Config.ServerSettings server(Settings settings) {
        return new Config.ServerSettings(
                settings.get(ServerKeys.ROLE),
                settings.get(ServerKeys.HOST),
                settings.get(ServerKeys.PORT),
                settings.get(ServerKeys.PUBLIC_URL),
                settings.get(ServerKeys.TRUSTED_PROXIES),
                settings.get(ServerKeys.SHUTDOWN_GRACE));
    }
}
