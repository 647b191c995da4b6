/// Benchmarks of the service, each against a baseline that is measured in the same run. Start
/// reading at [dev.zimage.bench.Benchmarks].
@NullMarked
package dev.zimage.bench;

import org.jspecify.annotations.NullMarked;
