/// What is recorded of each answered request: a line in the log, metrics, and an entry of the
/// history. Start reading at [Monitoring].
@NullMarked
package dev.zimage.api.http.monitoring;

import org.jspecify.annotations.NullMarked;
