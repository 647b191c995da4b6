package dev.zimage.engine;

/// The state of an engine.
public sealed interface Readiness {

    /// The engine takes requests.
    record Ready() implements Readiness {}

    /// The engine is being loaded.
    ///
    /// @param fraction how much is done, 0 to 1
    record Loading(double fraction) implements Readiness {}

    /// The engine cannot be used.
    ///
    /// @param reason one line for the operator
    record Failed(String reason) implements Readiness {}
}
