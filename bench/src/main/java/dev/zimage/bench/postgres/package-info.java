/// A PostgreSQL server for the time of a benchmark, and PostgreSQL's own benchmark program. Knows
/// nothing of the benchmarks here.
@NullMarked
package dev.zimage.bench.postgres;

import org.jspecify.annotations.NullMarked;
