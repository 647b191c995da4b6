package dev.zimage.cli.model;

import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.zimage.LoadListener;
import java.io.PrintWriter;

/// Shows how far a picture is, and before it how far the loading of a model is, in a line that is
/// drawn over and gone at the end. Where nobody watches it draws nothing.
final class ProgressBar implements ProgressListener, LoadListener, AutoCloseable {

    private static final int CELLS = 30;
    private static final String CLEARED_LINE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final boolean watched;
    private String shown = "";

    ProgressBar(PrintWriter terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
        step(0, 1);
    }

    @Override
    public void step(int done, int total) {
        draw("drawing", (double) done / total, done == 0 ? "" : ", step " + done + " of " + total);
    }

    @Override
    public void loading(String what, double fraction) {
        draw(what, fraction, "");
    }

    /// The end of the loading is reported by another thread than that which draws.
    private synchronized void draw(String what, double fraction, String more) {
        int filled = (int) (fraction * CELLS);
        String line =
                "%s [%s%s] %3d %%%s"
                        .formatted(
                                what,
                                "#".repeat(filled),
                                "-".repeat(CELLS - filled),
                                (int) (fraction * 100),
                                more);
        if (watched && !line.equals(shown)) {
            terminal.print(CLEARED_LINE + line);
            terminal.flush();
            shown = line;
        }
    }

    @Override
    public synchronized void close() {
        if (watched && !shown.isEmpty()) {
            terminal.print(CLEARED_LINE);
            terminal.flush();
            shown = "";
        }
    }
}
