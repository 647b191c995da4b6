package dev.zimage.engine.importing;

import dev.zimage.engine.weights.Names;
import dev.zimage.engine.weights.Tensor;
import dev.zimage.engine.weights.TensorType;
import dev.zimage.engine.weights.ValueScan;
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
import java.util.Optional;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;

/// Writes the safetensors file of a part, tensor by tensor and block by block, and looks at each
/// value: a file that is damaged is not imported.
final class PartWriter {

    /// May have rows of zeros, for tokens that are not used.
    private static final String TOKEN_TABLE = "embed_tokens.weight";

    /// Values that are decoded at once: a multiple of every block of a quantised type.
    private static final int VALUES = 1 << 18;

    private static final int ALIGNMENT = 8;

    private final Path source;
    private final FileChannel channel;
    private final LongConsumer written;
    private final float[] values = new float[VALUES];
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private PartWriter(Path source, FileChannel channel, LongConsumer written) {
        this.source = source;
        this.channel = channel;
        this.written = written;
    }

    /// Writes a file through to the disk.
    ///
    /// @param written is told the bytes of each step
    /// @throws ImportException when a tensor has values that no trained weights have
    static void write(PartPlan plan, Path file, LongConsumer written) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            PartWriter writer = new PartWriter(plan.source().path(), channel, written);
            writer.drain(ByteBuffer.wrap(header(plan.tensors())));
            for (PlannedTensor tensor : plan.tensors()) {
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
        ValueScan scan = new ValueScan();
        switch (tensor.values()) {
            case SourceValues.Plain plain -> copy(tensor, plain, scan);
            case SourceValues.Coded coded -> decode(tensor, coded, scan);
        }
        Optional<String> problem =
                tensor.name().equals(TOKEN_TABLE) ? scan.noNumber() : scan.problem(tensor.shape());
        if (problem.isPresent()) {
            throw new ImportException(
                    "%s: the file is damaged: %s %s"
                            .formatted(source, Names.one(tensor.name()), problem.get()),
                    "download it again");
        }
    }

    private void copy(PlannedTensor tensor, SourceValues.Plain plain, ValueScan scan)
            throws IOException {
        int each = tensor.type().bytes();
        MemorySegment bytes = plain.bytes().asSlice(tensor.from() * each, tensor.bytes());
        Tensor readable =
                new Tensor(tensor.name(), tensor.type(), tensor.shape(), bytes, source, 0);
        for (long done = 0; done < tensor.count(); done += VALUES) {
            int step = (int) Math.min(VALUES, tensor.count() - done);
            readable.read(done, values, 0, step);
            scan.add(values, step);
            drain(bytes.asSlice(done * each, (long) step * each).asByteBuffer());
        }
    }

    private void decode(PlannedTensor tensor, SourceValues.Coded coded, ValueScan scan)
            throws IOException {
        for (long done = 0; done < tensor.count(); done += VALUES) {
            int step = (int) Math.min(VALUES, tensor.count() - done);
            coded.read(tensor.from() + done, values, step);
            scan.add(values, step);
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
