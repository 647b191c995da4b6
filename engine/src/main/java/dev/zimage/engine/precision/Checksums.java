package dev.zimage.engine.precision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// CRC-32C of each piece of a file, in its order.
record Checksums(List<Integer> values) {

    private static final int BLOCK = 1 << 20;

    Checksums {
        values = List.copyOf(values);
    }

    static int of(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    /// Whether a file has these, piece for piece.
    ///
    /// @param read is told the bytes of each step
    static boolean hold(Path file, WeightFile plan, Checksums expected, LongConsumer read)
            throws IOException {
        List<Integer> found = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
            for (StoredWeight piece : plan.pieces()) {
                found.add(of(channel, piece, block, read));
            }
        }
        return found.equals(expected.values());
    }

    private static int of(
            FileChannel channel, StoredWeight piece, ByteBuffer block, LongConsumer read)
            throws IOException {
        CRC32C crc = new CRC32C();
        long done = 0;
        while (done < piece.length()) {
            block.clear().limit((int) Math.min(BLOCK, piece.length() - done));
            int count = channel.read(block, piece.offset() + done);
            if (count < 0) {
                break;
            }
            crc.update(block.flip());
            done += count;
            read.accept(count);
        }
        return (int) crc.getValue();
    }
}
