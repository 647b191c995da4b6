package dev.zimage.engine.precision;

/// Told how far the making of a prepared file is.
public interface PreparationListener {

    /// Tells nobody.
    PreparationListener NONE = (_, _, _) -> {};

    /// Called often, from several threads, one at a time.
    ///
    /// @param component of the model
    /// @param done bytes of all
    /// @param all bytes that the file will have
    void prepared(String component, long done, long all);
}
