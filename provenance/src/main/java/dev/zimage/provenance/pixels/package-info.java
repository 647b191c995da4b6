/// The pixels of pictures, read without copies where that is possible.
@NullMarked
package dev.zimage.provenance.pixels;

import org.jspecify.annotations.NullMarked;
