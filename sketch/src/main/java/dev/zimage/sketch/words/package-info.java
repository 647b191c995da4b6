/// The words of prompts and what they name, as text files of the program.
@NullMarked
package dev.zimage.sketch.words;

import org.jspecify.annotations.NullMarked;
