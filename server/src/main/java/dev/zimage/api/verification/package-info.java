/// The operation that says whether a picture was made here.
@NullMarked
package dev.zimage.api.verification;

import org.jspecify.annotations.NullMarked;
