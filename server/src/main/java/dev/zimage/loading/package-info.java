/// Parts of the program that are loaded only when they are needed.
@NullMarked
package dev.zimage.loading;

import org.jspecify.annotations.NullMarked;
