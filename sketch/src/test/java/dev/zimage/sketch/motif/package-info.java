@NullMarked
package dev.zimage.sketch.motif;

import org.jspecify.annotations.NullMarked;
