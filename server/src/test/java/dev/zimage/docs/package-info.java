/// The translations of the documentation against the English pages.
@NullMarked
package dev.zimage.docs;

import org.jspecify.annotations.NullMarked;
