package dev.zimage.engine.importing;

import dev.zimage.engine.weights.TensorType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;

/// Writes the safetensors file of a part, tensor by tensor and block by block.
final class PartWriter {

    /// Values that are decoded at once: a multiple of every block of a quantised type.
    private static final int VALUES = 1 << 18;

    private static final long BYTES = 8 << 20;
    private static final int ALIGNMENT = 8;

    private final FileChannel channel;
    private final LongConsumer written;
    private final float[] values = new float[VALUES];
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private PartWriter(FileChannel channel, LongConsumer written) {
        this.channel = channel;
        this.written = written;
    }

    /// Writes a file through to the disk.
    ///
    /// @param written is told the bytes of each step
    static void write(List<PlannedTensor> tensors, Path file, LongConsumer written)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            PartWriter writer = new PartWriter(channel, written);
            writer.drain(ByteBuffer.wrap(header(tensors)));
            for (PlannedTensor tensor : tensors) {
                writer.write(tensor);
            }
            channel.force(true);
        }
    }

    private static byte[] header(List<PlannedTensor> tensors) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("__metadata__", Map.of("format", "pt"));
        long at = 0;
        for (PlannedTensor tensor : tensors) {
            fields.put(
                    tensor.name(),
                    Map.of(
                            "dtype",
                            tensor.type().name(),
                            "shape",
                            tensor.shape(),
                            "data_offsets",
                            List.of(at, at + tensor.bytes())));
            at += tensor.bytes();
        }
        byte[] json = new JsonMapper().writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
        int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(length).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.array();
    }

    private void write(PlannedTensor tensor) throws IOException {
        switch (tensor.values()) {
            case SourceValues.Plain plain -> copy(tensor, plain.bytes());
            case SourceValues.Coded coded -> decode(tensor, coded);
        }
    }

    private void copy(PlannedTensor tensor, MemorySegment bytes) throws IOException {
        long start = tensor.from() * tensor.type().bytes();
        for (long done = 0; done < tensor.bytes(); done += BYTES) {
            long step = Math.min(BYTES, tensor.bytes() - done);
            drain(bytes.asSlice(start + done, step).asByteBuffer());
        }
    }

    private void decode(PlannedTensor tensor, SourceValues.Coded coded) throws IOException {
        for (long done = 0; done < tensor.count(); done += VALUES) {
            int step = (int) Math.min(VALUES, tensor.count() - done);
            coded.read(tensor.from() + done, values, step);
            buffer.clear();
            if (tensor.type() == TensorType.F32) {
                buffer.asFloatBuffer().put(values, 0, step);
                buffer.limit(step * Float.BYTES);
            } else {
                for (int i = 0; i < step; i++) {
                    buffer.putShort((short) (Float.floatToRawIntBits(values[i]) >>> 16));
                }
                buffer.flip();
            }
            drain(buffer);
        }
    }

    private void drain(ByteBuffer bytes) throws IOException {
        long count = bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        written.accept(count);
    }
}
