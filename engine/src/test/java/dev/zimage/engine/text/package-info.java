@NullMarked
package dev.zimage.engine.text;

import org.jspecify.annotations.NullMarked;
