/// Pictures with known text, right or misspelt, for the benchmark of the text check.
@NullMarked
package dev.zimage.bench.lettering;

import org.jspecify.annotations.NullMarked;
