package dev.zimage.moderation;

import dev.zimage.engine.safety.PictureClassifier;
import java.io.IOException;

/// Where the picture classifier comes from.
@FunctionalInterface
public interface ClassifierLoader {

    /// @throws IOException when the classifier is incomplete
    PictureClassifier load() throws IOException;
}
