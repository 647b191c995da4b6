/// Pixels into a file, once it is finished.
@NullMarked
package dev.zimage.engine.picture;

import org.jspecify.annotations.NullMarked;
