/// Which processes draw, by their heartbeats in the database. Start reading at [WorkerRegistry].
@NullMarked
package dev.zimage.tasks.registry;

import org.jspecify.annotations.NullMarked;
