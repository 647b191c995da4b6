/// Finds out whether this installation made a picture, and how that is known.
@NullMarked
package dev.zimage.verification;

import org.jspecify.annotations.NullMarked;
