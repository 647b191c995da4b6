package dev.zimage.engine.zimage;

import java.nio.file.Path;

/// Hears how far the loading of a model is, on threads of the engine.
@FunctionalInterface
public interface LoadListener {

    /// Tells nobody.
    LoadListener NONE = (_, _) -> {};

    /// @param what is being done, in a few words
    /// @param fraction of the whole that is done, 0 to 1
    void loading(String what, double fraction);

    /// A half-made file of prepared weights was removed, whose process had been killed.
    default void removed(Path file, long bytes) {}

    /// The model cannot be used.
    ///
    /// @param reason one line for the operator
    default void failed(String reason) {}
}
