/// Finished pictures: where they are stored ([MediaStore]), the links by which they are fetched
/// ([MediaLinks], [LinkLifetime]), and the disk space that is reserved for when the disk is full
/// ([DiskReserve]). Knows neither HTTP nor the database: everything comes in and goes out as plain
/// values.
@NullMarked
package dev.zimage.media;

import org.jspecify.annotations.NullMarked;
