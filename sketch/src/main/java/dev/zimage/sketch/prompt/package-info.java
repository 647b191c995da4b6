/// Reads what a prompt asks of a poster: its texts, style, tone and colours, and what is left for
/// the picture.
@NullMarked
package dev.zimage.sketch.prompt;

import org.jspecify.annotations.NullMarked;
