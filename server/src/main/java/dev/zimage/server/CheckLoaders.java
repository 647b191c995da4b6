package dev.zimage.server;

import dev.zimage.engine.safety.PictureClassifier;
import dev.zimage.loading.LazyLoad;
import dev.zimage.moderation.ClassifierLoader;
import dev.zimage.ocr.TextReader;

/// Where the networks of the checks come from.
///
/// @param classifier of the content check
/// @param reader of the text check
record CheckLoaders(ClassifierLoader classifier, LazyLoad.Loader<TextReader> reader) {

    /// Those that come with the program.
    static final CheckLoaders USUAL =
            new CheckLoaders(() -> PictureClassifier.load(1), () -> TextReader.load(1));
}
