package dev.zimage.engine;

import java.time.Duration;

/// The state of an engine.
public sealed interface Readiness {

    /// The engine takes requests.
    record Ready() implements Readiness {}

    /// The engine is being loaded.
    ///
    /// @param fraction how much is done, 0 to 1
    record Loading(double fraction) implements Readiness {}

    /// The engine cannot be loaded now and tries again by itself, because the cause may pass: too
    /// little memory, for example, or a file that is still being copied.
    ///
    /// @param pause until the next attempt
    record Retrying(Fault fault, Duration pause) implements Readiness {}

    /// The engine draws on another server, which does not answer or answers with errors now. It is
    /// ready again as soon as that server is.
    ///
    /// @param pause until the server is asked again
    record Unreachable(Fault fault, Duration pause) implements Readiness {}

    /// The engine cannot be used until the fault is repaired and the process restarted.
    record Failed(Fault fault) implements Readiness {}
}
