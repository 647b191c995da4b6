package dev.zimage.cli.model;

import java.util.List;

/// An imported LoRA file, as `--json` shows it.
///
/// @param file where it is now
/// @param name that settings find it by
/// @param bytes of the file
/// @param settings lines for `zimage.properties` that offer a model with it
record LoraImportAnswer(String file, String name, long bytes, List<String> settings) {}
