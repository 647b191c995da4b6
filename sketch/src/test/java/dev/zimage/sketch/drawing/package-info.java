@NullMarked
package dev.zimage.sketch.drawing;

import org.jspecify.annotations.NullMarked;
