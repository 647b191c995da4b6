/// Sets type: fonts for each script, line breaks, and lines of glyphs as outlines.
@NullMarked
package dev.zimage.sketch.type;

import org.jspecify.annotations.NullMarked;
