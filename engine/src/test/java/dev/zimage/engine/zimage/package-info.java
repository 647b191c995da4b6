@NullMarked
package dev.zimage.engine.zimage;

import org.jspecify.annotations.NullMarked;
