package dev.zimage.engines;

import java.util.Set;

/// A kind of engine: all that the service has to know about it. Each is registered once, in
/// [EngineKinds].
public interface EngineKind {

    /// The name that the settings call it by, for example `sketch`.
    String name();

    /// The settings that it reads, without the `engine.` that they begin with.
    Set<String> settings();

    /// Looks whether an engine of this kind can be opened with these settings. Opens nothing.
    Availability find(EngineSettings settings);

    /// Whether an engine can be opened.
    sealed interface Availability {

        record Available(EnginePlan plan) implements Availability {}

        /// Something that it needs is not installed.
        record Missing(String reason) implements Availability {}

        /// What it needs is installed and cannot be used.
        record Broken(String reason) implements Availability {}

        /// What it needs is installed, and a setting is wrong. No other engine stands in for it,
        /// for a typing error in one style would change the pictures of all models.
        record Misconfigured(String reason) implements Availability {}
    }
}
