package dev.zimage.api.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.BufferUtil;

/// A parser of HTTP/1.1 that adds up the sizes that chunks announce, and fails as soon as they are
/// more than a body may have: a client that announces 4 GB and sends nothing would otherwise be
/// waited for.
final class BodyLimitParser extends HttpParser {

    private static final int NO_DIGIT = -1;

    private long limit = Long.MAX_VALUE;
    private long announced;
    private long size;
    private boolean inDigits;
    private boolean pastDigits;
    private boolean overLimit;

    BodyLimitParser(RequestHandler handler, int headerBytes, HttpCompliance compliance) {
        super(handler, headerBytes, compliance);
    }

    /// Bounds the body of the request that is being read.
    void limit(long bytes) {
        limit = bytes;
    }

    /// Whether the body of the current request failed for its announced size.
    boolean isOverLimit() {
        return overLimit;
    }

    @Override
    public boolean parseNext(ByteBuffer buffer) {
        if (isBetweenChunks()) {
            readSize(buffer);
            if (overLimit) {
                BufferUtil.clear(buffer);
                badMessage(new HttpException.RuntimeException(HttpStatus.PAYLOAD_TOO_LARGE_413));
                return false;
            }
        }
        return super.parseNext(buffer);
    }

    /// Each call of the superclass ends with the bytes of a chunk, so it reads one size at most.
    private boolean isBetweenChunks() {
        return switch (getState()) {
            case CHUNKED_CONTENT, CHUNK_SIZE, CHUNK, CHUNK_END -> getContentRead() == announced;
            default -> false;
        };
    }

    /// Looks ahead: the superclass reads the same bytes again, and judges them.
    private void readSize(ByteBuffer buffer) {
        for (int i = buffer.position(); i < buffer.limit() && !overLimit; i++) {
            int read = buffer.get(i);
            int digit = pastDigits ? NO_DIGIT : Character.digit(read, 16);
            if (digit != NO_DIGIT) {
                inDigits = true;
                size = Math.min(size, Long.MAX_VALUE >> 5) * 16 + digit;
                overLimit = size > limit - announced;
            } else if (inDigits) {
                pastDigits = true;
                if (read == '\n') {
                    announced += size;
                    startSize();
                    return;
                }
            }
        }
    }

    private void startSize() {
        size = 0;
        inDigits = false;
        pastDigits = false;
    }

    @Override
    public void reset() {
        super.reset();
        limit = Long.MAX_VALUE;
        announced = 0;
        overLimit = false;
        startSize();
    }
}
