@NullMarked
package dev.zimage.engine.weights;

import org.jspecify.annotations.NullMarked;
