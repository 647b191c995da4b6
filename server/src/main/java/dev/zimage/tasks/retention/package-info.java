/// Deletes pictures when their time is over. Start reading at [Retention].
@NullMarked
package dev.zimage.tasks.retention;

import org.jspecify.annotations.NullMarked;
