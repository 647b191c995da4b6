package dev.zimage.tasks.drawing;

import dev.zimage.media.DiskReserve;
import dev.zimage.media.MediaStore;

/// Where finished pictures are stored.
///
/// @param reserve of disk space, released when the disk is full
public record PictureStorage(MediaStore media, DiskReserve reserve) {}
