package dev.zimage.engine.zimage;

import dev.zimage.engine.PreviewListener;
import java.awt.image.BufferedImage;
import java.util.concurrent.CancellationException;

/// Reports previews of one picture to their listener. A preview that cannot be made or shown, for
/// example because of an OutOfMemoryError, does not fail the picture: it is the last one.
final class PreviewReporter {

    private final PreviewListener listener;
    private boolean failed;

    /// Makes a preview.
    @FunctionalInterface
    interface Maker {
        BufferedImage make() throws InterruptedException;
    }

    PreviewReporter(PreviewListener listener) {
        this.listener = listener;
    }

    /// @throws CancellationException when the picture is to be stopped
    void report(int step, Maker maker) throws InterruptedException {
        if (failed || !listener.isWanted()) {
            return;
        }
        try {
            listener.preview(step, maker.make());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            failed = true;
            listener.failed(e);
        }
    }
}
