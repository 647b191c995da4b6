package dev.zimage.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a task is that a worker has claimed.
///
/// @param fraction 0 to 1
/// @param begun when the drawing began, null while it waits for room in the engine
public record TaskProgress(double fraction, @Nullable Instant begun) {}
