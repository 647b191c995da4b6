package dev.zimage.server;

import dev.zimage.accounts.Credits;
import dev.zimage.api.PublicRoutes;
import dev.zimage.config.CheckMode;
import dev.zimage.config.Config;
import dev.zimage.config.EngineChoice;
import dev.zimage.download.ModelDownload;
import dev.zimage.engines.Offer;
import dev.zimage.models.Catalogue;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.origin.BaseUrl;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.SignInRules;
import dev.zimage.requests.RequestHistory;
import dev.zimage.tasks.TaskTerms;
import java.util.Optional;

/// The settings in the form in which the features take them.
record FeatureSettings(Config config) {

    Catalogue catalogue() {
        return Offer.of(config);
    }

    PublicUrl publicUrl() {
        return new PublicUrl(
                config.server().publicUrl(),
                config.server().trustedProxies(),
                BaseUrl.ofListener(config.server().host(), config.server().port()));
    }

    PublicRoutes.Settings api() {
        return new PublicRoutes.Settings(
                config.events().heartbeat(),
                config.openAi().timeout(),
                config.metrics().enabled(),
                config.server().publicUrl());
    }

    Credits lowBalance() {
        return new Credits(config.account().lowBalance());
    }

    /// Why a download of the model would not make this server draw with it.
    ///
    /// @param alone whether no other process works on the database
    Optional<ModelDownload.Obstacle> obstacleToDownload(boolean alone) {
        Config.Engine engine = config.engine();
        if (!alone) {
            return Optional.of(ModelDownload.Obstacle.OTHER_PROCESSES);
        }
        if (engine.weights().isPresent()) {
            return Optional.of(ModelDownload.Obstacle.OTHER_FOLDER);
        }
        return engine.name() == EngineChoice.AUTO || engine.name() == EngineChoice.Z_IMAGE
                ? Optional.empty()
                : Optional.of(ModelDownload.Obstacle.OTHER_ENGINE);
    }

    TaskTerms tasks() {
        return new TaskTerms(
                config.tasks().lease(),
                config.tasks().attempts(),
                config.tasks().timeout(),
                config.media().retention(),
                config.limits().tasksInFlight(),
                config.limits().queueCapacity(),
                new TaskTerms.WaitLimits(
                        config.limits().queuePatience(), config.tasks().longestWait()));
    }

    ContentCheck.Terms content() {
        Config.ContentCheckSettings wanted = config.contentCheck();
        return new ContentCheck.Terms(
                wanted.mode() == CheckMode.ALWAYS,
                wanted.pictureThreshold(),
                wanted.allowFile(),
                wanted.denyFile());
    }

    RequestHistory.Terms requests() {
        Config.Requests wanted = config.requests();
        return new RequestHistory.Terms(wanted.enabled(), wanted.retention(), wanted.rows());
    }

    SignInRules signInRules() {
        return new SignInRules(config.signIn().operatorsNeedCodes());
    }
}
