/// An imperceptible mark of 64 bits in the pixels of a picture, found without the original.
@NullMarked
package dev.zimage.provenance.watermark;

import org.jspecify.annotations.NullMarked;
