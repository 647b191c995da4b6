package dev.zimage.engine;

/// Receives the progress of a generation.
@FunctionalInterface
public interface ProgressListener {

    /// Ignores all progress.
    ProgressListener NONE = (done, total) -> {};

    /// @param done steps finished, 1 to `total`
    /// @param total steps of the whole generation
    void step(int done, int total);

    /// Called when the picture starts or stops waiting for a place in the engine; without a call it
    /// is drawn at once.
    ///
    /// @param waits false once the drawing begins
    default void waiting(boolean waits) {}
}
