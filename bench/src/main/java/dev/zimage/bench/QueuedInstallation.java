package dev.zimage.bench;

import dev.zimage.database.Database;

/// An installation whose queue is claimed from.
interface QueuedInstallation {

    Database database();

    /// Leaves just this many tasks in the queue of an [IdleEngine].
    void fillQueue(int count);
}
