@NullMarked
package dev.zimage.engine.onnx;

import org.jspecify.annotations.NullMarked;
