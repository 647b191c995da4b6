/// Text that comes in and goes out: byte order marks, quoted values in messages, and guesses at
/// what a misspelt name should have been.
@NullMarked
package dev.zimage.text;

import org.jspecify.annotations.NullMarked;
