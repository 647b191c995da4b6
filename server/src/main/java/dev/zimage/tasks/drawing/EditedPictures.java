package dev.zimage.tasks.drawing;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.media.MediaKey;
import dev.zimage.media.MediaStore;
import dev.zimage.media.StoredMedia;
import dev.zimage.tasks.SourceSet;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.queue.TaskQueue;
import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Reads the pictures that tasks edit.
record EditedPictures(TaskQueue queue, MediaStore media) {

    /// The pictures of a task, in their order; empty when it edits none.
    List<BufferedImage> of(TaskId task) throws GenerationException {
        Optional<SourceSet> sources = queue.sources(task);
        if (sources.isEmpty()) {
            return List.of();
        }
        try {
            List<BufferedImage> pictures = new ArrayList<>();
            for (MediaKey key : sources.get().keys()) {
                pictures.add(read(key));
            }
            return pictures;
        } catch (IOException e) {
            throw new GenerationException(Cause.FAILED, "the pictures to edit cannot be read", e);
        }
    }

    private BufferedImage read(MediaKey key) throws IOException {
        StoredMedia file = media.find(key).orElseThrow(() -> new FileNotFoundException(key.path()));
        try (InputStream in = file.open(0)) {
            BufferedImage picture = ImageIO.read(in);
            if (picture == null) {
                throw new IOException("no picture: " + key.path());
            }
            return picture;
        }
    }
}
