package dev.zimage.cli.model;

/// An imported model, as `--json` shows it.
///
/// @param folder where the model is now
/// @param bytes of its files
record ImportAnswer(String folder, long bytes) {}
