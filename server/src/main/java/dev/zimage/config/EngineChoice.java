package dev.zimage.config;

/// Which engine draws.
public enum EngineChoice {
    /// The best that is installed.
    AUTO,
    /// The typographic compositor, which needs no model.
    SKETCH,
    /// The model that is installed.
    Z_IMAGE
}
