/// Benchmarks of the service, each against a baseline that is measured in the same run. Start
/// reading at [dev.zimage.bench.Benchmarks].
///
/// The package has more than 30 files because each benchmark is one, and the processes, loads and
/// installations that they share are nobody else's.
@NullMarked
package dev.zimage.bench;

import org.jspecify.annotations.NullMarked;
