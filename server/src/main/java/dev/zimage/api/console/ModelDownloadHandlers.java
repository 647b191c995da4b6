package dev.zimage.api.console;

import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.download.DownloadProgress.Figures;
import dev.zimage.download.DownloadRoom;
import dev.zimage.download.ModelDownload;
import dev.zimage.download.ModelDownload.State;
import dev.zimage.engines.Engines;
import dev.zimage.errors.ErrorCode;
import dev.zimage.people.ConsoleSession;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// For operators: the download of the model's weights.
final class ModelDownloadHandlers {

    private static final String PATH = "/console/api/admin/model";

    private final ModelDownload download;
    private final Engines engines;

    /// @param state `absent`, `unfinished`, `running`, `failed` or `installed`
    /// @param obstacle why it cannot be started here; null when it can
    /// @param bytes about how large the model is
    /// @param free bytes where it goes, null when unknown
    /// @param inUse whether this server draws with the model
    record DownloadView(
            String model,
            String state,
            @Nullable String obstacle,
            String folder,
            long bytes,
            @Nullable Long free,
            boolean inUse,
            @Nullable ProgressView progress,
            ModelDownload.@Nullable Failure failure) {}

    /// @param phase `asking`, `comparing`, `fetching` or `checking`
    record ProgressView(
            String phase,
            long done,
            long total,
            int filesDone,
            int files,
            long perSecond,
            @Nullable Long secondsLeft,
            @Nullable String retrying) {

        static ProgressView of(Figures figures) {
            return new ProgressView(
                    label(figures.phase()),
                    figures.done(),
                    figures.total(),
                    figures.filesDone(),
                    figures.files(),
                    figures.perSecond(),
                    figures.left() == null ? null : figures.left().toSeconds(),
                    figures.retrying());
        }
    }

    ModelDownloadHandlers(ModelDownload download, Engines engines) {
        this.download = download;
        this.engines = engines;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", PATH, this::show),
                authenticator.signedIn("POST", PATH + "/download", this::start),
                authenticator.signedIn("DELETE", PATH + "/download", this::stop));
    }

    private Answer show(Call call, ConsoleSession session) {
        call.allowQuery(Set.of());
        return Answer.json(200, Json.write(view()));
    }

    private Answer start(Call call, ConsoleSession session) {
        if (!download.start()) {
            throw new Refusal(
                    ErrorCode.PARAMETER_INVALID,
                    409,
                    "the model cannot be downloaded here; run `zimage pull` on each machine that"
                            + " draws");
        }
        return Answer.json(202, Json.write(view()));
    }

    private Answer stop(Call call, ConsoleSession session) {
        download.stop();
        return Answer.json(200, Json.write(view()));
    }

    private DownloadView view() {
        State state = download.state();
        OptionalLong free = DownloadRoom.free(download.place().folder());
        return new DownloadView(
                ModelDownload.MODEL.shortName(),
                label(state),
                download.place().obstacle().map(ModelDownloadHandlers::label).orElse(null),
                download.place().folder().toString(),
                ModelDownload.MODEL.bytes(),
                free.isPresent() ? free.getAsLong() : null,
                engines.usual().name().equals("z-image"),
                state instanceof State.Running(Figures figures) ? ProgressView.of(figures) : null,
                state instanceof State.Failed(ModelDownload.Failure failure) ? failure : null);
    }

    private static String label(State state) {
        return switch (state) {
            case State.Absent _ -> "absent";
            case State.Unfinished _ -> "unfinished";
            case State.Running _ -> "running";
            case State.Failed _ -> "failed";
            case State.Installed _ -> "installed";
        };
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
