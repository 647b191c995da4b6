/// What any program reads from a file without checking it: XMP and the receipt as a text.
@NullMarked
package dev.zimage.provenance.metadata;

import org.jspecify.annotations.NullMarked;
