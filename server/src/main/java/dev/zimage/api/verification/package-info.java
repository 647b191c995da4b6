/// The operation that tells of a picture whether it was made here.
@NullMarked
package dev.zimage.api.verification;

import org.jspecify.annotations.NullMarked;
