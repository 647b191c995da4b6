package dev.zimage.moderation;

import dev.zimage.engine.safety.PictureClassifier;
import java.io.IOException;

/// Where the picture classifier comes from.
@FunctionalInterface
public interface ClassifierLoader {

    /// @throws IOException when it is not whole
    PictureClassifier load() throws IOException;
}
