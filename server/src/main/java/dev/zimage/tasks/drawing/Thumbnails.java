package dev.zimage.tasks.drawing;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.picture.ThumbnailEncoder;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.provenance.marking.PictureMarker;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores a small version beside each picture. A picture without one is shown in full size, so a
/// failure here fails no task.
final class Thumbnails {

    private static final Logger log = LoggerFactory.getLogger(Thumbnails.class);

    private final MediaStore media;
    private final PictureMarker marker;

    Thumbnails(MediaStore media, PictureMarker marker) {
        this.media = media;
        this.marker = marker;
    }

    /// Stores the thumbnail of a picture.
    ///
    /// @param picture the key of the picture itself
    void store(MediaKey picture, GeneratedImage image) throws InterruptedException {
        try {
            byte[] small = ThumbnailEncoder.encode(image.pixels());
            media.store(picture.thumbnail(), marker.withSource(small, image.parameters().origin()));
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("stopped while the thumbnail was stored");
        } catch (IOException e) {
            log.warn("{} has no thumbnail: {}", picture.path(), e.toString());
        }
    }
}
