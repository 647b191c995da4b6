@NullMarked
package dev.zimage.bench.model;

import org.jspecify.annotations.NullMarked;
