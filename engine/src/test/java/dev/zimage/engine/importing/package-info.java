@NullMarked
package dev.zimage.engine.importing;

import org.jspecify.annotations.NullMarked;
