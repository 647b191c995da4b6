/// The life of a task, from the order to its end: paid for, queued, claimed by a worker under a
/// lease, completed, or failed and refunded. Start reading at [Tasks].
///
/// The sub-packages are the steps: `submission`, `queue` and `drawing`, with `lookup` for reading
/// tasks, `retention` for deleting their pictures, `registry` for the processes that draw, and
/// `fingerprints` for what pictures look like. The types of this package are their common
/// vocabulary; only [Tasks] knows the sub-packages.
@NullMarked
package dev.zimage.tasks;

import org.jspecify.annotations.NullMarked;
