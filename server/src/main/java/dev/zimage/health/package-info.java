/// Whether what orders need of the machine works: the database, the folder of pictures and the
/// disk.
@NullMarked
package dev.zimage.health;

import org.jspecify.annotations.NullMarked;
