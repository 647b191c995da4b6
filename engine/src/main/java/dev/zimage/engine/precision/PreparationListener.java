package dev.zimage.engine.precision;

import java.nio.file.Path;

/// Receives the progress of making a prepared file.
public interface PreparationListener {

    /// Ignores all progress.
    PreparationListener NONE = (_, _, _) -> {};

    /// Another process is making the file. Called several times a second; what this throws ends the
    /// waiting.
    default void waiting(String component) {}

    /// A half-made file was removed, whose process had been killed.
    default void removed(Path file, long bytes) {}

    /// Files are read, to see whether a prepared file is made of these, or to know later that it
    /// was. Called often.
    ///
    /// @param done bytes of all
    /// @param all bytes that are to be read at most
    default void checked(String component, long done, long all) {}

    /// Called often, from several threads, one at a time.
    ///
    /// @param component of the model
    /// @param done bytes of all
    /// @param all bytes that the file will have
    void prepared(String component, long done, long all);
}
