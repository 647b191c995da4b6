package dev.zimage.download;

import dev.zimage.engine.hub.PullListener;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The progress of a download. Safe for use by any number of threads.
public final class DownloadProgress implements PullListener {

    private final TransferRate rate;
    private Figures figures = new Figures(Phase.ASKING, 0, 0, 0, 0, 0, null, null);

    /// What is done at the moment.
    public enum Phase {
        /// The hub is asked for its list of files.
        ASKING,
        /// Files that are there are compared with those of the hub.
        COMPARING,
        /// Files come from the hub.
        FETCHING,
        /// All bytes are there, and the last checksums are computed.
        CHECKING
    }

    /// @param done bytes of the phase
    /// @param total bytes of the phase, 0 when unknown
    /// @param perSecond bytes that come, 0 when unknown
    /// @param left null when unknown
    /// @param retrying why a connection is tried again; null when none is
    public record Figures(
            Phase phase,
            long done,
            long total,
            int filesDone,
            int files,
            long perSecond,
            @Nullable Duration left,
            @Nullable String retrying) {}

    DownloadProgress(Clock clock) {
        this.rate = new TransferRate(clock);
    }

    synchronized Figures figures() {
        return figures;
    }

    @Override
    public synchronized void found(String commit, int files, long bytes) {
        figures = new Figures(Phase.COMPARING, 0, bytes, 0, files, 0, null, null);
    }

    @Override
    public synchronized void progress(Progress now) {
        rate.add(now.done());
        figures =
                new Figures(
                        phase(now),
                        now.done(),
                        now.total(),
                        now.filesDone(),
                        now.files(),
                        rate.perSecond(),
                        rate.timeFor(now.total() - now.done()).orElse(null),
                        now.done() > figures.done ? null : figures.retrying);
    }

    private static Phase phase(Progress now) {
        return switch (now.phase()) {
            case COMPARING -> Phase.COMPARING;
            case FETCHING -> now.done() < now.total() ? Phase.FETCHING : Phase.CHECKING;
        };
    }

    @Override
    public synchronized void retrying(String path, String reason, Duration wait) {
        Figures now = figures;
        figures =
                new Figures(
                        now.phase,
                        now.done,
                        now.total,
                        now.filesDone,
                        now.files,
                        now.perSecond,
                        now.left,
                        path + ": " + reason);
    }
}
