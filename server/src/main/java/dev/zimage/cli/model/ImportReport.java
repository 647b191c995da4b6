package dev.zimage.cli.model;

import dev.zimage.engine.importing.ImportListener;
import dev.zimage.engine.importing.ImportedPart;
import dev.zimage.engine.weights.ByteCount;
import java.io.PrintWriter;
import java.time.Clock;

/// Shows how far an import is: a line that is drawn over where somebody watches, else a line for
/// each file and one each half minute.
final class ImportReport implements ImportListener, AutoCloseable {

    private static final long BETWEEN_DRAWINGS_MILLIS = 100;

    private final TransferLine line;
    private final Clock clock;
    private long drawn;

    ImportReport(PrintWriter out, boolean watched, Clock clock) {
        this.line = new TransferLine(out, watched, clock);
        this.clock = clock;
    }

    @Override
    public void progress(ImportedPart part, long done, long total) {
        long now = clock.millis();
        if (done == total || now - drawn >= BETWEEN_DRAWINGS_MILLIS) {
            drawn = now;
            line.show("importing the " + part.label(), done, total);
        }
    }

    @Override
    public void finished(ImportedPart part, String file, long bytes) {
        if (!line.isWatched()) {
            line.print(file + ": " + ByteCount.text(bytes));
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
