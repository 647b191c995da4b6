@NullMarked
package dev.zimage.ocr;

import org.jspecify.annotations.NullMarked;
