/// What is told of each request once it is answered: a line of the log, metrics and the history.
/// Start reading at [Monitoring].
@NullMarked
package dev.zimage.api.http.monitoring;

import org.jspecify.annotations.NullMarked;
