@NullMarked
package dev.zimage.engine.hub;

import org.jspecify.annotations.NullMarked;
