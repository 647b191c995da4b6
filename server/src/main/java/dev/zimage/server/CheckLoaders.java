package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.engine.safety.PictureClassifier;
import dev.zimage.loading.LazyLoad;
import dev.zimage.moderation.ClassifierLoader;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.ocr.TextReader;
import dev.zimage.tasks.Checks;
import dev.zimage.textcheck.TextCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;

/// Where the networks of the checks come from.
///
/// @param classifier of the content check
/// @param reader of the text check
record CheckLoaders(ClassifierLoader classifier, LazyLoad.Loader<TextReader> reader) {

    /// Those that come with the program.
    static final CheckLoaders USUAL =
            new CheckLoaders(() -> PictureClassifier.load(1), () -> TextReader.load(1));

    /// Opens the checks. A network is loaded when it is first needed.
    ///
    /// @throws IOException when a file of words that the settings name cannot be used
    Checks open(Config config, MeterRegistry metrics, Clock clock, Closer closer)
            throws IOException {
        ContentCheck content =
                closer.opened(
                        new ContentCheck(
                                new FeatureSettings(config).content(), classifier, metrics, clock));
        TextCheck texts =
                closer.opened(new TextCheck(config.textCheck().attempts(), reader, metrics, clock));
        texts.count(config.models().keySet());
        return new Checks(content, texts);
    }
}
