package dev.zimage.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Turns a request into the pixels of a picture.
///
/// Implementations are safe for use by several threads; each says in its own documentation how many
/// calls it can usefully run at once. A call may block for as long as the picture takes and may run
/// native code, so it belongs on a named platform thread.
public interface ImageEngine extends AutoCloseable {

    /// The name that tasks, logs and metrics show, for example `sketch` or `z-image`.
    String name();

    /// Whether [#generate] can be called now, and if not, why.
    Readiness readiness();

    /// How many calls of [#generate] at once make the most of this machine.
    default int bestAtOnce() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// How long a picture of this size takes, as the engine has measured it; empty when it does not
    /// know.
    ///
    /// @param model that draws it; empty for the usual one
    default Optional<Duration> expected(String model, ImageSize size) {
        return Optional.empty();
    }

    /// The characters of a text that this engine has no glyphs for, each once; empty where it has
    /// all, or draws letters as it draws anything else.
    default String missingCharacters(String text) {
        return "";
    }

    /// The words of a prompt for things that this engine cannot draw, each once; empty for an
    /// engine that can draw anything.
    default List<String> undrawnWords(String prompt) {
        return List.of();
    }

    /// Draws one picture. Equal requests give equal pixels.
    ///
    /// @param progress called after each step, on the calling thread
    /// @throws GenerationException when there is no picture; its kind says why
    /// @throws InterruptedException when the calling thread was interrupted; the engine stops at
    ///   the next boundary of a step
    GeneratedImage generate(ImageRequest request, ProgressListener progress)
            throws GenerationException, InterruptedException;

    /// Draws one picture, with a preview after each step if the engine has previews.
    ///
    /// @param previews never called by an engine that has no previews
    default GeneratedImage generate(
            ImageRequest request, ProgressListener progress, PreviewListener previews)
            throws GenerationException, InterruptedException {
        return generate(request, progress);
    }

    /// Frees what the engine holds. No call may be running or follow.
    @Override
    void close();
}
