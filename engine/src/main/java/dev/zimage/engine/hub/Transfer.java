package dev.zimage.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// One answer's body on its way into a segment. The thread that runs it may hang in a read when the
/// other side falls silent; another one then cuts the connection.
final class Transfer {

    private static final int BUFFER = 256 << 10;

    private final PartFile part;
    private final Segment segment;
    private final InputStream body;
    private volatile long heard = System.nanoTime();

    Transfer(PartFile part, Segment segment, InputStream body) {
        this.part = part;
        this.segment = segment;
        this.body = body;
    }

    /// Copies until the segment is full.
    ///
    /// @throws Setback when the body ends before
    /// @throws PullException when the disk fails
    void run() throws IOException, InterruptedException, PullException {
        byte[] buffer = new byte[BUFFER];
        while (!segment.isDone()) {
            int n = body.read(buffer, 0, (int) Math.min(buffer.length, segment.remaining()));
            if (n < 0) {
                throw new Setback("the connection broke");
            }
            heard = System.nanoTime();
            write(ByteBuffer.wrap(buffer, 0, n));
            segment.advance(n);
        }
    }

    private void write(ByteBuffer bytes) throws InterruptedException, PullException {
        try {
            part.write(bytes, segment.position());
        } catch (IOException e) {
            if (Thread.interrupted()) { // which closes the file
                throw new InterruptedException();
            }
            throw PullFolder.failure(part.path(), e);
        }
    }

    /// Cuts the connection when nothing has come for so long.
    void cutIfSilent(Duration limit) {
        if (System.nanoTime() - heard > limit.toNanos()) {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e); // it closes nothing that can fail
            }
        }
    }
}
