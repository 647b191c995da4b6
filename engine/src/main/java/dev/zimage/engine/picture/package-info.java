/// Pixels into a file, for all engines.
@NullMarked
package dev.zimage.engine.picture;

import org.jspecify.annotations.NullMarked;
