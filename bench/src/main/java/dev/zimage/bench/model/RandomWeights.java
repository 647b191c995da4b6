package dev.zimage.bench.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Writes the safetensors files of a component as fast as the disk takes them: bf16, matrices of
/// normal values (mean 0, deviation 0.02), norms of ones, biases of zeros. The values are cut from
/// one pool, each tensor from a place of its own.
///
/// @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
final class RandomWeights {

    private static final int VALUE = Short.BYTES;
    private static final int POOL = 32 << 20; // bytes
    private static final double DEVIATION = 0.02;
    private static final short ONE = 0x3F80;
    private static final JsonMapper JSON = new JsonMapper();

    private final long shardBytes;
    private final Consumer<String> progress;
    private final ByteBuffer normal =
            ByteBuffer.allocateDirect(POOL).order(ByteOrder.LITTLE_ENDIAN);
    private final SplittableRandom random = new SplittableRandom(42);

    /// @param shardBytes after which a new file is begun
    /// @param progress called for each file
    RandomWeights(long shardBytes, Consumer<String> progress) {
        this.shardBytes = shardBytes;
        this.progress = progress;
        for (int i = 0; i < POOL; i += VALUE) {
            normal.putShort(i, bf16((float) (random.nextGaussian() * DEVIATION)));
        }
    }

    /// The upper half of a 32-bit float: what is cut off does not matter here.
    private static short bf16(float value) {
        return (short) (Float.floatToRawIntBits(value) >>> 16);
    }

    static long bytes(List<Long> shape) {
        return shape.stream().reduce((long) VALUE, Math::multiplyExact);
    }

    /// Writes tensors into one file, or into shards with an index.
    ///
    /// @param stem of the names of the files
    void write(Path folder, String stem, Map<String, List<Long>> tensors) throws IOException {
        Files.createDirectories(folder);
        List<Map<String, List<Long>>> shards = shards(tensors);
        Map<String, String> index = new TreeMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String name =
                    shards.size() == 1
                            ? stem + ".safetensors"
                            : "%s-%05d-of-%05d.safetensors".formatted(stem, i + 1, shards.size());
            progress.accept(folder.getFileName() + "/" + name);
            writeFile(folder.resolve(name), shards.get(i));
            shards.get(i).keySet().forEach(tensor -> index.put(tensor, name));
        }
        if (shards.size() > 1) {
            long total = tensors.values().stream().mapToLong(RandomWeights::bytes).sum();
            Files.write(
                    folder.resolve(stem + ".safetensors.index.json"),
                    JSON.writeValueAsBytes(
                            Map.of("metadata", Map.of("total_size", total), "weight_map", index)));
        }
    }

    private List<Map<String, List<Long>>> shards(Map<String, List<Long>> tensors) {
        List<Map<String, List<Long>>> shards = new ArrayList<>();
        long filled = Long.MAX_VALUE;
        for (Map.Entry<String, List<Long>> tensor : tensors.entrySet()) {
            long size = bytes(tensor.getValue());
            if (filled > shardBytes - size) {
                shards.add(new LinkedHashMap<>());
                filled = 0;
            }
            shards.getLast().put(tensor.getKey(), tensor.getValue());
            filled += size;
        }
        return shards;
    }

    private void writeFile(Path file, Map<String, List<Long>> tensors) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, header(tensors));
            for (Map.Entry<String, List<Long>> tensor : tensors.entrySet()) {
                writeTensor(channel, tensor.getKey(), tensor.getValue());
            }
        }
    }

    /// Its length, and JSON padded with blanks so that the tensors begin at a multiple of eight.
    private static ByteBuffer header(Map<String, List<Long>> tensors) {
        Map<String, Object> fields = new LinkedHashMap<>();
        long at = 0;
        for (Map.Entry<String, List<Long>> tensor : tensors.entrySet()) {
            long end = at + bytes(tensor.getValue());
            fields.put(
                    tensor.getKey(),
                    Map.of(
                            "dtype", "BF16",
                            "shape", tensor.getValue(),
                            "data_offsets", List.of(at, end)));
            at = end;
        }
        byte[] json = JSON.writeValueAsBytes(fields);
        int padded = Math.ceilDiv(json.length, 8) * 8;
        return ByteBuffer.allocate(8 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(json)
                .put(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII))
                .flip();
    }

    private void writeTensor(FileChannel channel, String name, List<Long> shape)
            throws IOException {
        long left = bytes(shape);
        if (shape.size() == 1) {
            write(channel, constant((int) left, name.endsWith(".bias") ? (short) 0 : ONE));
            return;
        }
        int from = random.nextInt(POOL / VALUE) * VALUE;
        while (left > 0) {
            int count = (int) Math.min(left, POOL - from);
            write(channel, normal.slice(from, count));
            left -= count;
            from = 0;
        }
    }

    private static ByteBuffer constant(int bytes, short value) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            buffer.putShort(value);
        }
        return buffer.flip();
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
