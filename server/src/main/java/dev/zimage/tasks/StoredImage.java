package dev.zimage.tasks;

import dev.zimage.engine.ImageFormat;
import java.time.Instant;

/// The picture of a completed task.
///
/// @param deleteAt when its file goes
/// @param deleted whether it has gone
public record StoredImage(ImageFormat format, Instant deleteAt, boolean deleted) {}
