@NullMarked
package dev.zimage.engine.lora;

import org.jspecify.annotations.NullMarked;
