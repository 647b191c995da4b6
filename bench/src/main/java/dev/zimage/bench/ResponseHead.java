package dev.zimage.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The part of HTTP/1.1 that a load generator has to parse.
///
/// @param status of the answer
/// @param length of head and body together, in bytes
record ResponseHead(int status, int length) {

    /// Stands for an incomplete response.
    static final ResponseHead INCOMPLETE = new ResponseHead(0, 0);

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    boolean isComplete() {
        return length > 0;
    }

    /// Parses a response at the beginning of a buffer.
    ///
    /// @param end of what has arrived
    /// @throws IOException when it is no answer, or one whose length is not told
    static ResponseHead read(byte[] buffer, int end) throws IOException {
        int bodyLength = -1;
        int line = 0;
        for (int i = 1; i < end; i++) {
            if (buffer[i] != '\n' || buffer[i - 1] != '\r') {
                continue;
            }
            if (i - line == 1) {
                return whole(buffer, i + 1, bodyLength, end);
            }
            if (startsWithLength(buffer, line, i)) {
                bodyLength = number(buffer, line + LENGTH.length, i - 1);
            }
            line = i + 1;
        }
        return INCOMPLETE;
    }

    private static ResponseHead whole(byte[] buffer, int head, int bodyLength, int end)
            throws IOException {
        if (head < 15 || buffer[0] != 'H' || bodyLength < 0) {
            throw new IOException(
                    "an answer without a length:\n"
                            + new String(buffer, 0, head, StandardCharsets.ISO_8859_1));
        }
        return end < head + bodyLength
                ? INCOMPLETE
                : new ResponseHead(number(buffer, 9, 12), head + bodyLength);
    }

    private static boolean startsWithLength(byte[] buffer, int from, int to) {
        if (to - from <= LENGTH.length) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            byte lower = (byte) (buffer[from + i] | 0x20);
            if (lower != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] buffer, int from, int to) throws IOException {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (buffer[i] == ' ') {
                continue;
            }
            if (buffer[i] < '0' || buffer[i] > '9') {
                throw new IOException("not a number in an answer");
            }
            number = Math.addExact(Math.multiplyExact(number, 10), buffer[i] - '0');
        }
        return number;
    }
}
