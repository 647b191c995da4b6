@NullMarked
package dev.zimage.packages;

import org.jspecify.annotations.NullMarked;
