package dev.zimage.intake;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/// Counts the scans of a JPEG file. A decoder visits every block of the picture once a scan, and an
/// empty scan needs ten bytes of the file, so that a small file could keep a processor busy for
/// hours.
final class JpegScans {

    private static final int FIRST_RESTART = 0xD0;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int TEMPORARY = 0x01;
    private static final int FILL = 0xFF;
    private static final int END_OF_FILE = -1;

    private final ImageInputStream in;
    private final byte[] buffer = new byte[1 << 14];
    private int at;
    private int filled;

    private JpegScans(ImageInputStream in) {
        this.in = in;
    }

    /// @param in at the beginning of the file, where it is again afterwards
    static boolean areMoreThan(int most, ImageInputStream in) throws IOException {
        in.mark();
        try {
            return new JpegScans(in).areMoreThan(most);
        } finally {
            in.reset();
        }
    }

    private boolean areMoreThan(int most) throws IOException {
        int scans = 0;
        for (int marker = marker();
                marker != END_OF_FILE && marker != END_OF_IMAGE;
                marker = marker()) {
            if (marker == START_OF_SCAN && ++scans > most) {
                return true;
            }
            if (hasLength(marker)) {
                skip(((next() << 8) | next()) - 2);
            }
        }
        return false;
    }

    /// The next marker; what is between two of them is skipped, as decoders do.
    private int marker() throws IOException {
        while (true) {
            int value = next();
            while (value != FILL && value != END_OF_FILE) {
                value = next();
            }
            while (value == FILL) {
                value = next();
            }
            if (value != 0) {
                return value;
            }
        }
    }

    private static boolean hasLength(int marker) {
        return marker != TEMPORARY && (marker < FIRST_RESTART || marker > START_OF_IMAGE);
    }

    private void skip(int bytes) throws IOException {
        for (int left = bytes; left > 0 && next() != END_OF_FILE; left--) {
            int buffered = Math.min(left - 1, filled - at);
            at += buffered;
            left -= buffered;
        }
    }

    private int next() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return filled == 0 ? END_OF_FILE : buffer[at++] & 0xFF;
    }
}
