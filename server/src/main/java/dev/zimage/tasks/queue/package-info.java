/// The durable queue: tasks are claimed under a lease, and each ends once. Start reading at
/// [TaskQueue]; [QueueView] answers how long the queue is.
@NullMarked
package dev.zimage.tasks.queue;

import org.jspecify.annotations.NullMarked;
