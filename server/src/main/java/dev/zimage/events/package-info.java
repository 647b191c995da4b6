/// Tells whoever listens to a task how it goes on; start at [dev.zimage.events.TaskFeed].
@NullMarked
package dev.zimage.events;

import org.jspecify.annotations.NullMarked;
