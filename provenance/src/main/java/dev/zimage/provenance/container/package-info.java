/// JPEG and PNG files as lists of parts: to find what stands beside the pixels, and to put it
/// there. Reads hostile files: every length is checked against the file before it is used, and
/// nothing is decompressed.
@NullMarked
package dev.zimage.provenance.container;

import org.jspecify.annotations.NullMarked;
