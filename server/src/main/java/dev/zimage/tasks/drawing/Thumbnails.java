package dev.zimage.tasks.drawing;

import dev.zimage.engine.picture.ThumbnailEncoder;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores a small version beside each picture. A picture without one is shown in full size, so a
/// failure here fails no task.
final class Thumbnails {

    private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);

    private final MediaStore media;

    Thumbnails(MediaStore media) {
        this.media = media;
    }

    /// Stores the thumbnail of a picture.
    ///
    /// @param picture the key of the picture itself
    void store(MediaKey picture, BufferedImage pixels) throws InterruptedException {
        try {
            media.store(picture.thumbnail(), ThumbnailEncoder.encode(pixels));
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("stopped while the thumbnail was stored");
        } catch (IOException e) {
            log.warn("{} has no thumbnail: {}", picture.path(), e.toString());
        }
    }
}
