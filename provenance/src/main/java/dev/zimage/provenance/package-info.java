/// Marks that say that a picture was made by a machine, by which one and how. Metadata and Content
/// Credentials are written into the encoded file, the watermark into the pixels before; the
/// packages below have one of these each.
@NullMarked
package dev.zimage.provenance;

import org.jspecify.annotations.NullMarked;
