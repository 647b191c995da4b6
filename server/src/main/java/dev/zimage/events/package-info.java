/// Notifies subscribers of changes to tasks. Start reading at [dev.zimage.events.TaskFeed].
@NullMarked
package dev.zimage.events;

import org.jspecify.annotations.NullMarked;
