/// Tells of a picture whether this installation made it, and how that is known.
@NullMarked
package dev.zimage.verification;

import org.jspecify.annotations.NullMarked;
