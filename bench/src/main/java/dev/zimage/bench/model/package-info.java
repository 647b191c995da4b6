/// A model of random weights, and a process that measures one. Knows nothing of the benchmarks.
@NullMarked
package dev.zimage.bench.model;

import org.jspecify.annotations.NullMarked;
