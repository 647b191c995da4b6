package dev.zimage.download;

import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditChange;
import dev.zimage.audit.AuditLog;
import dev.zimage.audit.AuditTarget;
import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.engine.hub.EnvironmentProxies;
import dev.zimage.engine.hub.FolderState;
import dev.zimage.engine.hub.ModelPull;
import dev.zimage.engine.hub.ModelSource;
import dev.zimage.engine.hub.PullException;
import dev.zimage.engine.hub.PullRequest;
import dev.zimage.engine.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The download of the model's weights in the background of a server, for operators: the same as
/// `zimage pull`, which is kept out of the folder meanwhile. When the download is stopped, fails or
/// ends with the server, the part that has arrived is kept, and the next one resumes there. Safe
/// for use by any number of threads.
public final class ModelDownload implements AutoCloseable {

    /// The model that is downloaded.
    public static final KnownModel MODEL = KnownModel.Z_IMAGE_TURBO;

    private static final Logger log = LoggerFactory.getLogger(ModelDownload.class);

    private static final Duration LAST_WRITES = Duration.ofSeconds(10);

    private final Place place;
    private final Database database;
    private final Clock clock;
    private @Nullable Thread running;
    private @Nullable DownloadProgress progress;
    private @Nullable Failure failure;
    private boolean closed;

    /// Where the model comes from and goes to.
    ///
    /// @param models the folder of all models
    /// @param environment the variables that can name a hub, its token and proxies
    /// @param obstacle why a download would not make this server draw with the model
    public record Place(
            Path models,
            Config.Hub hub,
            Map<String, String> environment,
            Optional<Obstacle> obstacle) {

        /// The folder of the model.
        public Path folder() {
            return models.resolve(MODEL.shortName());
        }
    }

    /// Why a download is not offered.
    public enum Obstacle {
        /// Other processes may draw, on machines of their own.
        OTHER_PROCESSES,
        /// The settings name another engine.
        OTHER_ENGINE,
        /// The settings name another folder of a model.
        OTHER_FOLDER
    }

    /// The state of the model and of its download.
    public sealed interface State {

        /// There is no model and no part of one.
        record Absent() implements State {}

        /// A part of the model is there, from a download that was stopped or interrupted.
        record Unfinished() implements State {}

        /// It is being downloaded by this server.
        record Running(DownloadProgress.Figures figures) implements State {}

        /// The last download of this server has failed. The part that has arrived is kept.
        record Failed(Failure failure) implements State {}

        /// The model is there.
        record Installed() implements State {}
    }

    /// Why a download failed.
    ///
    /// @param kind what can be done about it, like `no-space`
    public record Failure(String kind, String reason) {}

    public ModelDownload(Place place, Database database, Clock clock) {
        this.place = place;
        this.database = database;
        this.clock = clock;
    }

    public Place place() {
        return place;
    }

    public synchronized State state() {
        DownloadProgress now = progress;
        if (running != null && now != null) {
            return new State.Running(now.figures());
        }
        State stored = stored(place.folder());
        Failure last = failure;
        return last == null || stored instanceof State.Installed ? stored : new State.Failed(last);
    }

    private static State stored(Path folder) {
        return switch (FolderState.of(folder)) {
            case FolderState.Whole _ -> new State.Installed();
            case FolderState.Damaged _, FolderState.Unfinished _ -> new State.Unfinished();
            case FolderState.Unmarked _ -> ofOwn(folder);
        };
    }

    /// Of a folder that somebody has put there.
    private static State ofOwn(Path folder) {
        try {
            ModelFolder.open(folder).check();
            return new State.Installed();
        } catch (IOException e) {
            log.trace("no model in {}", folder, e);
            return new State.Absent();
        }
    }

    /// Starts the download, or goes on with one that was interrupted; nothing when it is running.
    ///
    /// @return false when it is not offered here
    public synchronized boolean start() {
        if (place.obstacle().isPresent() || closed) {
            return false;
        }
        if (running != null) {
            return true;
        }
        record(AuditAction.MODEL_DOWNLOAD_STARTED);
        DownloadProgress begun = new DownloadProgress(clock);
        progress = begun;
        failure = null;
        running = Thread.ofPlatform().daemon().name("model-download").start(() -> run(begun));
        return true;
    }

    /// Stops the download and returns when it has ended.
    public void stop() {
        Thread thread;
        synchronized (this) {
            thread = running;
            if (thread == null) {
                return;
            }
            record(AuditAction.MODEL_DOWNLOAD_STOPPED);
            thread.interrupt();
        }
        join(thread);
    }

    private void record(AuditAction action) {
        AuditTarget target = new AuditTarget(MODEL.shortName(), MODEL.shortName());
        database.write(tx -> {
            AuditLog.record(tx, clock.instant(), new AuditChange(action, null, target));
            return true;
        });
    }

    private void run(DownloadProgress listener) {
        Failure ended = null;
        try {
            ModelPull.run(request(), listener, clock);
            log.info("the model is in {}; start the server again to draw with it", place.folder());
            record(AuditAction.MODEL_INSTALLED);
        } catch (InterruptedException e) {
            log.info("the download of the model was stopped; what has come is kept");
        } catch (UnusableHubException e) {
            ended = new Failure("setting", String.valueOf(e.getMessage()));
        } catch (PullException e) {
            ended = new Failure(kind(e.kind()), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            log.error("the download of the model failed unexpectedly", e);
            ended = new Failure("internal", "an internal error of this server; its log says more");
        }
        end(ended);
    }

    private PullRequest request() throws UnusableHubException {
        HubChoice hub =
                HubChoice.of(
                        new HubChoice.Options(null, null, null), place.hub(), place.environment());
        ModelSource source =
                new ModelSource(
                        hub.address(),
                        MODEL.repository(),
                        hub.address().dialect().defaultRevision());
        return new PullRequest(
                source,
                place.folder(),
                hub.token(),
                EnvironmentProxies.of(place.environment()),
                PullRequest.DEFAULT_CONNECTIONS,
                false);
    }

    private static String kind(PullException.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private synchronized void end(@Nullable Failure with) {
        if (with != null) {
            log.warn("the download of the model failed: {}", with.reason);
        }
        failure = with;
        running = null;
        progress = null;
    }

    private static void join(Thread thread) {
        try {
            if (!thread.join(LAST_WRITES)) {
                log.warn("the download of the model does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            closed = true;
            thread = running;
        }
        if (thread != null) {
            thread.interrupt();
            join(thread);
        }
    }
}
