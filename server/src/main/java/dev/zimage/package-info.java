@NullMarked
package dev.zimage;

import org.jspecify.annotations.NullMarked;
