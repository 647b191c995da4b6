@NullMarked
package dev.zimage.engine.sketch.scene;

import org.jspecify.annotations.NullMarked;
