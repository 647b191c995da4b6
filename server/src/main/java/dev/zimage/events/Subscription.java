package dev.zimage.events;

import java.time.Duration;

/// A subscription to one task. Used by one thread.
public final class Subscription implements AutoCloseable {

    private final TaskFeed feed;
    private final Topic topic;
    private final boolean watching;
    private final TaskSnapshot first;
    private boolean closed;

    Subscription(TaskFeed feed, Topic topic, boolean watching) {
        this.feed = feed;
        this.topic = topic;
        this.watching = watching;
        this.first = topic.newest();
    }

    /// The task as it was when the subscription began.
    public TaskSnapshot first() {
        return first;
    }

    /// Waits for a change.
    ///
    /// @return the newest moment; `seen` itself when there was no other in time, or when the feed
    ///   was closed
    public TaskSnapshot await(TaskSnapshot seen, Duration atMost) throws InterruptedException {
        return topic.await(seen, atMost);
    }

    /// Whether the feed is closed because the server is shutting down, so no more changes come.
    public boolean isOver() {
        return topic.isClosed();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            feed.leave(first.task(), watching);
        }
    }
}
