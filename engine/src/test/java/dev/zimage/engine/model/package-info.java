@NullMarked
package dev.zimage.engine.model;

import org.jspecify.annotations.NullMarked;
