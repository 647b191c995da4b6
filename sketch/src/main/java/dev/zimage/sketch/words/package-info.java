/// The tables of the program, as text files: words of prompts and what they name, the choices of
/// styles, patterns, and the words and weights that lines are broken by.
@NullMarked
package dev.zimage.sketch.words;

import org.jspecify.annotations.NullMarked;
