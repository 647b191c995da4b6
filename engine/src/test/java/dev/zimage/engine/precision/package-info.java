@NullMarked
package dev.zimage.engine.precision;

import org.jspecify.annotations.NullMarked;
