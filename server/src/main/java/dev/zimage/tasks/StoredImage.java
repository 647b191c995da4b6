package dev.zimage.tasks;

import dev.zimage.engine.ImageFormat;
import java.time.Instant;

/// The picture of a completed task.
///
/// @param deleteAt when its file is deleted
/// @param deleted whether its file was deleted
public record StoredImage(ImageFormat format, Instant deleteAt, boolean deleted) {}
