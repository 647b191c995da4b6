/// The pages of the documentation against the program, and translations against the English pages.
@NullMarked
package dev.zimage.docs;

import org.jspecify.annotations.NullMarked;
