@NullMarked
package dev.zimage.engine.gguf;

import org.jspecify.annotations.NullMarked;
