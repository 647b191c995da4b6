/// Drawings as data: SVG files whose colours name the roles of a palette, and how they are painted.
@NullMarked
package dev.zimage.sketch.motif;

import org.jspecify.annotations.NullMarked;
