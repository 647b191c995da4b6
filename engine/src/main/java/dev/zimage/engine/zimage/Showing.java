package dev.zimage.engine.zimage;

import dev.zimage.engine.PreviewListener;
import java.awt.image.BufferedImage;
import java.util.concurrent.CancellationException;

/// Shows previews of one picture. They are a courtesy: after one that could not be made or shown,
/// for want of memory say, there are no more, and the picture goes on.
final class Showing {

    private final PreviewListener listener;
    private boolean over;

    /// Makes a preview.
    @FunctionalInterface
    interface Maker {
        BufferedImage make() throws InterruptedException;
    }

    Showing(PreviewListener listener) {
        this.listener = listener;
    }

    /// @throws CancellationException when the picture is to be stopped
    void show(int step, Maker maker) throws InterruptedException {
        if (over || !listener.isWanted()) {
            return;
        }
        try {
            listener.preview(step, maker.make());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            over = true;
            listener.failed(e);
        }
    }
}
