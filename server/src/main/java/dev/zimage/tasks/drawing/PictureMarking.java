package dev.zimage.tasks.drawing;

import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.ImageEngine;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.provenance.marking.PictureOrder;
import dev.zimage.tasks.FinishedPicture;
import dev.zimage.tasks.Task;
import java.io.IOException;

/// The last step before a picture is stored: it is marked as machine-made, and encoded.
record PictureMarking(PictureMarker marker, TaskTraces traces) {

    FinishedPicture mark(Task task, ImageEngine engine, GeneratedImage image, long seed)
            throws IOException {
        try (TaskTraces.Running _ = traces.part("zimage.mark")) {
            EncodedImage file =
                    marker.mark(
                            image,
                            task.format(),
                            new PictureOrder(
                                    task.id().toString(),
                                    task.model(),
                                    engine.name(),
                                    seed,
                                    task.prompt()));
            return new FinishedPicture(file, marker.fingerprint(image));
        }
    }
}
