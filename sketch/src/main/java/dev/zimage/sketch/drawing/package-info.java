/// Pictures as data: layered drawings with palette roles, repeated parts and ranges that the seed
/// decides, and the interpreter that paints them. `sketch/README.md` describes the form.
@NullMarked
package dev.zimage.sketch.drawing;

import org.jspecify.annotations.NullMarked;
