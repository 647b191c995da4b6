package dev.zimage.engine;

/// Hears of each finished step of a generation.
@FunctionalInterface
public interface ProgressListener {

    /// A listener for callers that do not care.
    ProgressListener NONE = (done, total) -> {};

    /// @param done steps finished, 1 to `total`
    /// @param total steps of the whole generation
    void step(int done, int total);
}
