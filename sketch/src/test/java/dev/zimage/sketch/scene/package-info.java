@NullMarked
package dev.zimage.sketch.scene;

import org.jspecify.annotations.NullMarked;
