/// Finished pictures: where they are stored ([MediaStore]), the links by which they are fetched
/// ([MediaLinks], [LinkLifetime]), and the disk space that is reserved for when the disk is full
/// ([DiskReserve]). Each kind of store has a package below this one, and [MediaStores] lists it.
/// Knows neither HTTP nor the database.
@NullMarked
package dev.zimage.media;

import org.jspecify.annotations.NullMarked;
