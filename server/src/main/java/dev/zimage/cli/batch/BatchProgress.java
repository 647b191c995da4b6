package dev.zimage.cli.batch;

import dev.zimage.cli.batch.RowResult.Status;
import dev.zimage.cli.command.Display;
import java.io.PrintWriter;

/// Shows how far a batch is: a line that is drawn over where somebody watches, else a line for each
/// picture. Safe for use by any number of threads.
final class BatchProgress implements AutoCloseable {

    private static final String CLEARED_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean watched;
    private final int total;
    private int done;
    private int failed;
    private String wait = "";

    /// @param done how many had ended before
    BatchProgress(PrintWriter out, boolean watched, int total, int done) {
        this.out = out;
        this.watched = watched;
        this.total = total;
        this.done = done;
        draw();
    }

    synchronized void ended(RowOrder order, RowResult result) {
        done++;
        if (result.status() == Status.COMPLETED) {
            if (!watched) {
                print("%d of %d: %s".formatted(done, total, Display.text(result.file())));
            }
        } else {
            failed++;
            print(
                    "%d of %d: line %d failed: %s"
                            .formatted(
                                    done, total, order.row().line(), Display.text(result.error())));
        }
        draw();
    }

    /// Says why requests wait; the empty text when they do not.
    synchronized void waits(String reason) {
        if (!reason.equals(wait)) {
            wait = reason;
            if (!watched && !reason.isEmpty()) {
                print("waiting: " + Display.text(reason));
            }
            draw();
        }
    }

    private void print(String line) {
        out.println((watched ? CLEARED_LINE : "") + line);
        out.flush();
    }

    private void draw() {
        if (watched) {
            out.print(
                    "%s%d of %d pictures%s%s"
                            .formatted(
                                    CLEARED_LINE,
                                    done - failed,
                                    total,
                                    failed == 0 ? "" : ", " + failed + " failed",
                                    wait.isEmpty() ? "" : ", waiting: " + Display.text(wait)));
            out.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (watched) {
            out.print(CLEARED_LINE);
            out.flush();
        }
    }
}
