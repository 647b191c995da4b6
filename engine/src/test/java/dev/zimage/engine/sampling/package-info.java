@NullMarked
package dev.zimage.engine.sampling;

import org.jspecify.annotations.NullMarked;
