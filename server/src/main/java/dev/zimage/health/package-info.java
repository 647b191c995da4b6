/// Whether the storage that orders need works: the database, the media store and the disk.
@NullMarked
package dev.zimage.health;

import org.jspecify.annotations.NullMarked;
