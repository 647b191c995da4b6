package dev.zimage.engine.hub;

/// A stretch of a file that one request asks for. One thread fills it, others may look.
final class Segment {

    private final long from;
    private final long length;
    private volatile long done;

    Segment(long from, long length, long done) {
        if (from < 0 || length < 0 || done < 0 || done > length) {
            throw new IllegalArgumentException("no segment: " + from + ", " + length + ", " + done);
        }
        this.from = from;
        this.length = length;
        this.done = done;
    }

    long done() {
        return done;
    }

    long length() {
        return length;
    }

    /// Where in the file the next byte goes.
    long position() {
        return from + done;
    }

    long remaining() {
        return length - done;
    }

    boolean isDone() {
        return remaining() == 0;
    }

    /// Whether it is all of a file of that size.
    boolean isAllOf(long size) {
        return from == 0 && length == size;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    void advance(long bytes) {
        done += bytes;
    }

    void restart() {
        done = 0;
    }

    /// The value of the header `Range` for what is missing (RFC 9110, 14.2).
    String range() {
        return "bytes=" + position() + "-" + (from + length - 1);
    }
}
