@NullMarked
package dev.zimage.engine.graph;

import org.jspecify.annotations.NullMarked;
