package dev.zimage.cli;

import dev.zimage.engine.ProgressListener;
import java.io.PrintWriter;

/// Shows how far a picture is, in a line that is drawn over and gone at the end. Where nobody
/// watches it draws nothing.
final class ProgressBar implements ProgressListener, AutoCloseable {

    private static final int CELLS = 30;
    private static final String CLEARED_LINE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final boolean watched;

    ProgressBar(PrintWriter terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
        step(0, 1);
    }

    @Override
    public void step(int done, int total) {
        if (watched) {
            int filled = done * CELLS / total;
            terminal.printf(
                    "%sdrawing [%s%s] %3d %%",
                    CLEARED_LINE,
                    "#".repeat(filled),
                    "-".repeat(CELLS - filled),
                    done * 100 / total);
            terminal.flush();
        }
    }

    @Override
    public void close() {
        if (watched) {
            terminal.print(CLEARED_LINE);
            terminal.flush();
        }
    }
}
