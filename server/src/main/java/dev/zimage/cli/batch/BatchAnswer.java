package dev.zimage.cli.batch;

/// What became of a batch, as `--json` shows it.
///
/// @param credits what its pictures cost in all
/// @param results the file with a line for each row
record BatchAnswer(
        int rows, long completed, long failed, long notOrdered, long credits, String results) {}
