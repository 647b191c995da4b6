package dev.zimage.cli.model;

import dev.zimage.cli.command.Display;
import dev.zimage.engine.hub.PullListener;
import dev.zimage.engine.weights.ByteCount;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;

/// Shows how far a pull is: a line that is drawn over where somebody watches, else a line for each
/// file and one each half minute.
final class PullReport implements PullListener, AutoCloseable {

    private final TransferLine line;

    PullReport(PrintWriter out, boolean watched, Clock clock) {
        this.line = new TransferLine(out, watched, clock);
    }

    @Override
    public synchronized void found(String commit, int files, long bytes) {
        line.print("%d files, %s, revision %s".formatted(files, ByteCount.text(bytes), commit));
    }

    @Override
    public synchronized void progress(Progress progress) {
        line.show(verb(progress), progress.done(), progress.total());
    }

    @Override
    public synchronized void finished(String path, long bytes) {
        if (!line.isWatched()) {
            line.print(path + ": " + ByteCount.text(bytes));
        }
    }

    @Override
    public synchronized void retrying(String path, String reason, Duration wait) {
        line.print(
                "%s: %s; trying again in %s"
                        .formatted(
                                path,
                                Display.text(reason),
                                TransferLine.time(wait.plusMillis(999))));
    }

    private static String verb(Progress progress) {
        return switch (progress.phase()) {
            case COMPARING -> "comparing";
            case FETCHING -> progress.done() < progress.total() ? "pulling" : "checking";
        };
    }

    @Override
    public synchronized void close() {
        line.close();
    }
}
