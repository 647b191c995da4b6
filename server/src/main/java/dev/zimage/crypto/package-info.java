/// Hashes, in one place.
@NullMarked
package dev.zimage.crypto;

import org.jspecify.annotations.NullMarked;
